import { isHeld, mayBecome } from '#shared/features/assets/status.ts';
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
