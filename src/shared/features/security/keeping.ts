import * as z from 'zod';
import { dataClasses } from '#shared/features/incidents/response.ts';
import { id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';

/** What a rule is about: one asset, a kind of thing with all below it, whatever holds data, or data that matter so much. */
export const keptThings = ['asset', 'category', 'holds_data', 'data_class'] as const;
export type KeptThing = (typeof keptThings)[number];

/** Whether a rule also holds while somebody has the asset. */
export const keepingTimes = ['in_stock', 'always'] as const;
export type KeepingTime = (typeof keepingTimes)[number];

/** Why a seal is gone. */
export const sealEnds = ['opened', 'replaced', 'broken'] as const;
export type SealEnd = (typeof sealEnds)[number];

const namedRule = z.discriminatedUnion('about', [
  z.object({ about: z.literal('asset'), assetId: id }),
  z.object({ about: z.literal('category'), categoryId: id }),
  z.object({ about: z.literal('holds_data') }),
  z.object({ about: z.literal('data_class'), dataClass: z.enum(dataClasses) }),
]);
export type RuleSubject = z.infer<typeof namedRule>;

export const ruleDetails = z.object({
  subject: namedRule,
  /** The place itself, or null for any secure one. */
  placeId: id.nullable(),
  applies: z.enum(keepingTimes),
  /** Refused instead of only flagged. */
  strict: z.boolean(),
  note: line(300),
});
export type RuleDetails = z.infer<typeof ruleDetails>;

export const keepingRule = z.object({
  id,
  about: z.enum(keptThings),
  /** The asset, the category or the class of data by its name; null where the word of `about` says it all. */
  subject: reference.nullable(),
  dataClass: z.enum(dataClasses).nullable(),
  place: reference.nullable(),
  applies: z.enum(keepingTimes),
  strict: z.boolean(),
  note: z.string(),
  /** Assets that do not keep to it at present. */
  broken: z.number().int(),
  version: z.number().int(),
});
export type KeepingRule = z.infer<typeof keepingRule>;

export const seal = z.object({
  id,
  number: z.string(),
  setAt: instant,
  setBy: z.string(),
  removedAt: instant.nullable(),
  removedBy: z.string().nullable(),
  removed: z.enum(sealEnds).nullable(),
  note: z.string(),
});
export type Seal = z.infer<typeof seal>;

export const entrant = z.object({
  id,
  person: reference.nullable(),
  department: reference.nullable(),
  title: z.string().nullable(),
  since: instant,
});
export type Entrant = z.infer<typeof entrant>;

export const securePlaceRow = z.object({
  place: reference,
  lock: z.string(),
  seal: z.string().nullable(),
  /** When the seal was set that is on it now. */
  sealedAt: instant.nullable(),
  entrants: z.number().int(),
  /** Assets at the place and within. */
  assets: z.number().int(),
});
export type SecurePlaceRow = z.infer<typeof securePlaceRow>;

export const securePlace = z.object({
  placeId: id,
  lock: z.string(),
  note: z.string(),
  since: instant,
  seals: z.array(seal),
  entrants: z.array(entrant),
  version: z.number().int(),
});
export type SecurePlace = z.infer<typeof securePlace>;

/** What says of a place whether it is secure: itself, or the one that it lies in. */
export const placeSecurity = z.object({
  own: securePlace.nullable(),
  /** The secure place around it; null when it is one itself or in none. */
  within: reference.nullable(),
});
export type PlaceSecurity = z.infer<typeof placeSecurity>;

export const newEntrant = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: id }),
  z.object({ kind: z.literal('department'), departmentId: id }),
  z.object({ kind: z.literal('title'), title: requiredLine(120) }),
]);
export type NewEntrant = z.infer<typeof newEntrant>;

/** By what somebody may enter: himself, his department, or his job title. */
export const entrances = ['person', 'department', 'title'] as const;
export type Entrance = (typeof entrances)[number];

/** What the door says to somebody: come in, you have left, or no and why. */
export const doorVerdicts = ['admitted', 'left', 'not_listed', 'has_gone'] as const;
export type DoorVerdict = (typeof doorVerdicts)[number];

export const visit = z.object({
  id,
  /** Null when nobody has the badge that was read. */
  person: reference.nullable(),
  badge: z.string().nullable(),
  cameAt: instant,
  admitted: z.boolean(),
  by: z.enum(entrances).nullable(),
  leftAt: instant.nullable(),
  recordedBy: z.string(),
});
export type Visit = z.infer<typeof visit>;

export const visits = z.object({
  /** The newest first. */
  rows: z.array(visit),
  /** How many are inside now. */
  inside: z.number().int(),
});
export type Visits = z.infer<typeof visits>;

export const misplaced = z.object({
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  category: z.string(),
  place: z.string().nullable(),
  custodian: z.string().nullable(),
  rules: z.array(
    keepingRule.pick({ id: true, about: true, subject: true, dataClass: true, place: true, strict: true }),
  ),
});
export type Misplaced = z.infer<typeof misplaced>;

export const assetKeeping = z.object({
  dataClass: z.enum(dataClasses).nullable(),
  rules: z.array(
    keepingRule.omit({ broken: true, version: true }).extend({
      /** Whether the asset keeps to it now. */
      kept: z.boolean(),
    }),
  ),
});
export type AssetKeeping = z.infer<typeof assetKeeping>;

/** Where an asset is, as far as rules of keeping ask. */
export interface Standing {
  /** A person or a team has it. */
  withSomebody: boolean;
  /** The place and all around it, from the inside out; empty when it stands nowhere. */
  places: readonly number[];
  /** Those of them that are secure. */
  secure: readonly number[];
}

export interface AskedRule {
  id: number;
  placeId: number | null;
  applies: KeepingTime;
  strict: boolean;
}

/** Whether an asset that stands so keeps to the rule. */
export function keepsTo(rule: Omit<AskedRule, 'id'>, { withSomebody, places, secure }: Standing): boolean {
  if (withSomebody) return rule.applies === 'in_stock';
  if (secure.length === 0) return false;
  return rule.placeId === null || places.includes(rule.placeId);
}

/** The rules that an asset would break by standing so; a strict one among them refuses it. */
export function judgeKeeping<Rule extends AskedRule>(
  rules: readonly Rule[],
  standing: Standing,
): { broken: Rule[]; refusing: Rule | null } {
  const broken = rules.filter((rule) => !keepsTo(rule, standing));
  return { broken, refusing: broken.find(({ strict }) => strict) ?? null };
}

/** Why somebody may enter; null when nobody said that he may. A job title counts however it is written. */
export function entranceOf(
  entrants: readonly Pick<Entrant, 'person' | 'department' | 'title'>[],
  person: { id: number; departmentId: number | null; title: string | null },
): Entrance | null {
  const title = person.title?.trim().toLowerCase() ?? '';
  if (entrants.some((each) => each.person?.id === person.id)) return 'person';
  if (person.departmentId !== null && entrants.some((each) => each.department?.id === person.departmentId))
    return 'department';
  if (title !== '' && entrants.some((each) => each.title?.trim().toLowerCase() === title)) return 'title';
  return null;
}

/** What the door says: whoever is inside leaves, whoever is gone from the house stays out, the others by what lets them in. */
export function judgeDoor({
  by,
  hasGone,
  isInside,
}: {
  by: Entrance | null;
  hasGone: boolean;
  isInside: boolean;
}): DoorVerdict {
  if (isInside) return 'left';
  if (hasGone) return 'has_gone';
  return by === null ? 'not_listed' : 'admitted';
}
