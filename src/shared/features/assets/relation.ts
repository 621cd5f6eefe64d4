/** How assets belong together (T4), read from the source: "the drive is installed in the server". */
export const relationTypes = [
  'component_of',
  'installed_in',
  'connected_to',
  'runs_on',
  'licensed_by',
  'backs_up_to',
  'replaces',
] as const;
export type RelationType = (typeof relationTypes)[number];

/** From which of its two ends a relation is looked at; both ends of a connection see the same. */
export type RelationEnd = 'source' | 'target';

/**
 * Types whose relations must not lead back to where they began, together with those that share the ban: a part can't
 * be built into something that is itself a part of it. Two servers may well back up to each other.
 */
const cycleBans: readonly (readonly RelationType[])[] = [
  ['component_of', 'installed_in'],
  ['runs_on'],
  ['licensed_by'],
  ['replaces'],
];

/** Types that must not form a cycle together with this one; empty where cycles are no contradiction. */
export function banOf(type: RelationType): readonly RelationType[] {
  return cycleBans.find((ban) => ban.includes(type)) ?? [];
}

/** Types of which an asset has one at most: it is in one place only. */
export const parentTypes: readonly RelationType[] = ['component_of', 'installed_in'];

/** A connection has no direction. */
export function isSymmetric(type: RelationType): boolean {
  return type === 'connected_to';
}
