import { isHeld, mayBecome } from '#shared/features/assets/status.ts';
import type { Condition } from '#shared/features/assets/model.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

export type Verdict<Because extends string> = { allowed: true } | { allowed: false; because: Because };

/** What must be known of an asset to decide over its custody. */
export interface AssetFacts {
  status: AssetStatus;
  hasCustodian: boolean;
}

/** Whether the asset may be handed over: nobody holds it, and its status leads to being held. */
export function mayHandOver(
  asset: AssetFacts,
  to: 'in_use' | 'on_loan',
): Verdict<'ASSET_HELD' | 'ASSET_NOT_AVAILABLE'> {
  if (asset.hasCustodian) return { allowed: false, because: 'ASSET_HELD' };
  if (isHeld(asset.status)) return { allowed: true };
  return mayBecome(asset.status, to) ? { allowed: true } : { allowed: false, because: 'ASSET_NOT_AVAILABLE' };
}

/** Whether the asset may come back: somebody holds it. */
export function mayTakeBack(asset: AssetFacts): Verdict<'ASSET_NOT_HELD'> {
  return asset.hasCustodian || isHeld(asset.status) ? { allowed: true } : { allowed: false, because: 'ASSET_NOT_HELD' };
}

/** Whether somebody is still here to answer for an asset: not archived, not past the last day. */
export function mayHold(person: { archived: boolean; endsOn: string | null }, today: string): boolean {
  return !person.archived && (person.endsOn === null || person.endsOn >= today);
}

/** Where an asset goes that came back, by what is done with it next. */
export const statusAfter = {
  stock: 'in_stock',
  repair: 'in_maintenance',
  sanitise: 'in_preparation',
} as const satisfies Record<NextStep, AssetStatus>;

/** Of what was said to be missing, what had gone out with the asset at all. */
export function missingOf(accessories: readonly string[], missing: readonly string[]): string[] {
  return accessories.filter((accessory) => missing.includes(accessory));
}

/**
 * What to do with an asset that came back. What is broken is repaired. What holds data is sanitised before the next
 * person gets it; a loan goes from hand to hand within its pool, so it goes back to stock.
 */
export function proposeNextStep(returned: { condition: Condition; holdsData: boolean; wasLoan: boolean }): NextStep {
  if (returned.condition === 'damaged' || returned.condition === 'defective') return 'repair';
  return returned.holdsData && !returned.wasLoan ? 'sanitise' : 'stock';
}

/** Whether a loan may be prolonged to a day: only forward, and never into the past. */
export function mayExtend(dueOn: string | null, to: string, today: string): Verdict<'DUE_DAY_PAST' | 'NOT_LATER'> {
  if (to < today) return { allowed: false, because: 'DUE_DAY_PAST' };
  return dueOn === null || to > dueOn ? { allowed: true } : { allowed: false, because: 'NOT_LATER' };
}

/** Nobody is reminded of the same thing more often. Days. */
const reminderRest = 7;

/** Whether somebody should be reminded of something that is overdue. */
export function isTimeToRemind(remindedAt: string | null, now: string): boolean {
  return remindedAt === null || Date.parse(now) - Date.parse(remindedAt) >= reminderRest * 86_400_000;
}

export interface PlaceChoice {
  id: number;
  parentId: number | null;
  kind: PlaceKind;
  /** Assets that stand at the place itself. */
  assetsHere: number;
  /** Assets of the same category that are in stock here. */
  sameKind: number;
}

/**
 * Where to put what came back: the nearest free place of its kind. Of its kind is a place where assets of the same
 * category are kept, or an empty bin beside such a bin. A bin is free when it is empty; wider places always have room.
 * Near is counted in steps through the tree of places from where the asset was fetched; among equals the one that
 * holds more of the kind wins, then the older one.
 *
 * @param origin where the asset was fetched from; null when that is not known
 */
export function nearestFreePlace(places: readonly PlaceChoice[], origin: number | null): number | null {
  const parents = new Map(places.map((place) => [place.id, place.parentId]));
  const binsOfKind = new Set(
    places.filter((place) => place.kind === 'bin' && place.sameKind > 0).map((bin) => bin.parentId),
  );
  const fits = ({ id, kind, parentId, assetsHere, sameKind }: PlaceChoice): boolean =>
    kind === 'bin' ? assetsHere === 0 && (id === origin || binsOfKind.has(parentId)) : sameKind > 0 || id === origin;
  const ranked = places
    .filter(fits)
    .map((place) => ({ place, steps: origin === null ? 0 : stepsBetween(parents, place.id, origin) }))
    .toSorted(
      (one, other) =>
        one.steps - other.steps || other.place.sameKind - one.place.sameKind || one.place.id - other.place.id,
    );
  return ranked[0]?.place.id ?? null;
}

/** Steps up to the first place that both lie in, and down again. */
function stepsBetween(parents: ReadonlyMap<number, number | null>, from: number, to: number): number {
  const above = (start: number): number[] => {
    const path: number[] = [];
    for (let at: number | null = start; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
    return path;
  };
  const down = above(to);
  const up = above(from);
  const meeting = up.findIndex((id) => down.includes(id));
  return meeting === -1 ? up.length + down.length : meeting + down.indexOf(up[meeting] ?? to);
}
