import type { Generated } from 'kysely';
import type { ImportEntity, ImportMode } from '#shared/features/spreadsheets/contract.ts';
import type { WithdrawableTable } from '#backend/kernel/db/withdraw.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    import_batch: ImportBatchTable;
    import_mapping: ImportMappingTable;
    import_row: ImportRowTable;
  }
}

export interface ImportBatchTable {
  id: Generated<number>;
  entity: ImportEntity;
  mode: ImportMode;
  file_name: string;
  file_sha256: string;
  state: 'applying' | 'applied' | 'failed' | 'undoing' | 'undone';
  /** JSON of the plan that was run. */
  options: string;
  rows_total: number;
  rows_applied: number;
  /** Those among the applied rows that changed what was there. */
  rows_changed: Generated<number>;
  rows_rejected: number;
  /** Rows that an undo had to leave, because somebody changed them while it ran. */
  rows_kept: Generated<number>;
  rejects_file: string | null;
  /** Encrypted file with the checked rows, until the last of them is in the register. */
  staging_file: string;
  /** Position of the staged row up to which everything is in the register. */
  last_row: Generated<number>;
  operator_id: number;
  created_at: string;
  ended_at: string | null;
  undone_at: Generated<string | null>;
  undone_by: Generated<number | null>;
}

/** What an import did to the register, in the order in which it did it: what its undo takes back. */
export interface ImportRowTable {
  batch_id: number;
  position: number;
  /** Null for names that rows brought along. */
  row_number: number | null;
  entity: WithdrawableTable;
  record_id: number;
  action: 'created' | 'changed';
  /** JSON of the former values, by field. */
  before: string | null;
  /** The journal's head when the row was in: what comes later for the record is later work. */
  journal_seq: number;
  undo: 'undone' | 'kept' | null;
}

/** Which column went where, remembered by the set of headings. */
export interface ImportMappingTable {
  entity: ImportEntity;
  headings: string;
  mapping: string;
}
