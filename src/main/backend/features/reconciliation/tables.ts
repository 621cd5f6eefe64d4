import type { Generated } from 'kysely';
import type { ReconciliationGroup, ReconciliationRow } from '#shared/features/reconciliation/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    reconciliation: ReconciliationTable;
    reconciliation_row: ReconciliationRowTable;
  }
}

export interface ReconciliationTable {
  id: Generated<number>;
  file_name: string;
  file_sha256: string;
  /** JSON of the mapping, the compared fields and the scope. */
  request: string;
  state: 'writing' | 'kept';
  operator_id: number;
  created_at: string;
}

export interface ReconciliationRowTable {
  id: Generated<number>;
  reconciliation_id: number;
  bucket: ReconciliationGroup;
  row_number: number | null;
  asset_id: number | null;
  matched_by: ReconciliationRow['matchedBy'];
  /** JSON object of text by field. */
  listed: string;
  /** JSON of the differences. */
  differences: string;
  outcome: ReconciliationRow['outcome'];
}
