import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { LineResult, ScanOutcome } from '#shared/features/stocktakes/model.ts';

/** What was known of an asset when the list was frozen. */
interface Expectation {
  expected: boolean;
  /** Belongs to the population of a spot check, whether drawn or not. */
  inPopulation: boolean;
  placeId: number | null;
}

interface Sighting {
  /** The workstation's session and the number within it name a sighting everywhere. */
  session: string;
  number: number;
  placeId: number;
  at: string;
}

/** Whether one of two places lies in the other, or both are one. */
export type Encloses = (outer: number, inner: number) => boolean;

/**
 * What a sighting at a place says about an asset. A record that names a shelf
 * is right when the asset is counted in the shelf's room, and the other way
 * round: the two only differ in how precise they are.
 */
export function classifySighting(expectation: Expectation, seenAt: number | null, encloses: Encloses): LineResult {
  const { expected, inPopulation, placeId } = expectation;
  if (!expected && inPopulation) return 'not_drawn';
  if (seenAt === null) return expected ? 'missing' : 'unexpected';
  if (placeId === null) return 'no_place';
  if (!expected) return 'unexpected';
  return placeId === seenAt || encloses(placeId, seenAt) || encloses(seenAt, placeId) ? 'found' : 'wrong_place';
}

/** The sighting that counts: the latest; equal instants are told apart by their names, so that order never matters. */
export function decisiveSighting<Seen extends Sighting>(sightings: readonly Seen[]): Seen | null {
  let latest: Seen | null = null;
  for (const sighting of sightings) if (latest === null || isLater(sighting, latest)) latest = sighting;
  return latest;
}

function isLater(left: Sighting, right: Sighting): boolean {
  if (left.at !== right.at) return left.at > right.at;
  if (left.session !== right.session) return left.session > right.session;
  return left.number > right.number;
}

/** How many saw it: the same session twice is one witness. */
export function countWitnesses(sightings: readonly Sighting[]): number {
  return new Set(sightings.map((sighting) => sighting.session)).size;
}

/** A sweep reads the same tag a hundred times: only a change of place is news from the same session. */
export function repeats(
  latest: Pick<Sighting, 'session' | 'placeId'> | null,
  session: string,
  placeId: number,
): boolean {
  return latest !== null && latest.session === session && latest.placeId === placeId;
}

/** Whether the asset comes from an earlier list: it is sought, or was missing when it was counted last and not seen since. */
export function isCarriedOver(asset: {
  status: AssetStatus;
  last_seen_at: string | null;
  missed_at: string | null;
}): boolean {
  if (asset.status === 'missing') return true;
  return asset.missed_at !== null && (asset.last_seen_at === null || asset.last_seen_at <= asset.missed_at);
}

/** A share in hundredths of a percent, rounded down so that 100 % means all; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.floor((part * 10_000) / whole) : null;
}

/**
 * What a blind count tells. A code that nobody knows is still told, since the
 * tag may have been read wrongly; where another workstation's list is counted
 * nothing is known, so nothing is told.
 */
export function toldBlind(result: LineResult, origin: 'here' | 'file'): ScanOutcome {
  return result === 'unknown' && origin === 'here' ? 'unknown' : 'recorded';
}
