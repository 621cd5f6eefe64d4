import { isClosed, isHeld, mayBecome } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

export type StatusVerdict = { allowed: true } | { allowed: false; because: 'TRANSITION_REFUSED' | 'STILL_HELD' };

/**
 * Whether somebody may set the status by hand. Hand-over and return have their
 * own ways, so a status that says "held" needs a custodian, and one that says
 * "back with us" must not have one; while an asset is being repaired or looked
 * for, its custodian stays answerable.
 */
export function mayChangeStatus(from: AssetStatus, to: AssetStatus, hasCustodian: boolean): StatusVerdict {
  if (from === to || !mayBecome(from, to)) return { allowed: false, because: 'TRANSITION_REFUSED' };
  if (isHeld(to) && !hasCustodian) return { allowed: false, because: 'TRANSITION_REFUSED' };
  const endsCustody = to === 'in_stock' || to === 'in_preparation' || to === 'retiring' || isClosed(to);
  if (hasCustodian && endsCustody) return { allowed: false, because: 'STILL_HELD' };
  return { allowed: true };
}

/** What changed between two sets of facts, as before and after; null when nothing did. */
export function differenceOf<Facts extends object>(
  before: Facts,
  after: Facts,
): { before: Partial<Facts>; after: Partial<Facts> } | null {
  const keys = (Object.keys(after) as (keyof Facts)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (keys.length === 0) return null;
  const pick = (facts: Facts): Partial<Facts> =>
    Object.fromEntries(keys.map((key) => [key, facts[key]])) as Partial<Facts>;
  return { before: pick(before), after: pick(after) };
}
