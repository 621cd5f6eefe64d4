import type { AssetStatus } from '#shared/features/assets/status.ts';

/** What a custody use case did, with what it takes to reverse it. */
export interface CustodyStep {
  kind: 'checked_out' | 'checked_in' | 'moved' | 'found';
  assetId: number;
  /** The custody that was begun or ended; null for a move. */
  custodyId: number | null;
  before: { status: AssetStatus; placeId: number | null };
  /** Journal entry of the step: whatever came later for the asset has a higher number. */
  seq: number;
}
