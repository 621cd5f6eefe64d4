import type { Condition } from '#shared/features/assets/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

/** What a custody use case did, with what it takes to reverse it. */
export interface CustodyStep {
  kind: 'checked_out' | 'checked_in' | 'moved' | 'found' | 'judged';
  assetId: number;
  /** The custody that was begun, ended or judged; null for a move. */
  custodyId: number | null;
  before: { status: AssetStatus; placeId: number | null; condition: Condition };
  /** Journal entry of the step: whatever came later for the asset has a higher number. */
  seq: number;
}
