import type { Generated } from 'kysely';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { DisposalOutcome, RetirementReason } from '#shared/features/retirement/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    retirement: RetirementTable;
  }
}

export interface RetirementTable {
  id: Generated<number>;
  number: number;
  asset_id: number;
  reason: RetirementReason;
  note: string;
  status_before: AssetStatus;
  begun_at: string;
  begun_by: number;
  /** JSON array of what was given free. */
  released: string;
  ended_at: string | null;
  ended_by: number | null;
  ended: 'disposed' | 'taken_back' | null;
  outcome: DisposalOutcome | null;
  end_note: string | null;
}
