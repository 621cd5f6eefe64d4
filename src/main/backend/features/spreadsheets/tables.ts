import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    import_batch: ImportBatchTable;
    import_mapping: ImportMappingTable;
  }
}

export interface ImportBatchTable {
  id: Generated<number>;
  entity: 'assets' | 'people';
  file_name: string;
  file_sha256: string;
  state: 'applying' | 'applied' | 'failed';
  /** JSON of the plan that was run. */
  options: string;
  rows_total: number;
  rows_applied: number;
  rows_rejected: number;
  rejects_file: string | null;
  /** Encrypted file with the checked rows, until the last of them is in the register. */
  staging_file: string;
  /** Row of the file up to which everything is in the register. */
  last_row: Generated<number>;
  operator_id: number;
  created_at: string;
  ended_at: string | null;
}

/** Which column went where, remembered by the set of headings. */
export interface ImportMappingTable {
  entity: 'assets' | 'people';
  headings: string;
  mapping: string;
}
