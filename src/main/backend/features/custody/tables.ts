import type { Generated } from 'kysely';
import type { Condition } from '#shared/features/assets/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    custody: CustodyTable;
  }
}

export interface CustodyTable {
  id: Generated<number>;
  asset_id: number;
  custodian_kind: 'person' | 'place';
  person_id: number | null;
  place_id: number | null;
  started_at: string;
  due_on: string | null;
  condition_out: Condition;
  handed_over_by: number;
  /** Where the asset stood and what it was before, so that a return or a reversal puts it back. */
  from_place_id: number | null;
  from_status: AssetStatus;
  ended_at: string | null;
  condition_in: Condition | null;
  taken_back_by: number | null;
  note: string | null;
  reversed: Generated<0 | 1>;
}
