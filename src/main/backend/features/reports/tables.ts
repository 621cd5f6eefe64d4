import type { Generated } from 'kysely';
import type { ReportForm } from '#shared/features/reports/builder-contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    audit_pack: AuditPackTable;
    saved_report: SavedReportTable;
    report_run: ReportRunTable;
  }
}

/** One row for each pack that was handed out: what a pack that comes back is compared with. */
export interface AuditPackTable {
  number: number;
  made_at: string;
  operator_id: number;
  file_name: string;
  /** Of the file's bytes. */
  sha256: string;
  /** Of every cell of the pack, as its cover says at the end: stays the same when a file is packed anew. */
  seal: string;
  /** Newest journal entry that the pack covers, the one before its own. */
  as_of_seq: number;
  as_of_hash: string;
  /** JSON of the scope. */
  scope: string;
}

export interface SavedReportTable {
  id: Generated<number>;
  name: string;
  shared: number;
  owner_id: number;
  /** JSON of what it is of. */
  content: string;
  format: ReportForm['format'];
  language: ReportForm['language'];
  paper: string;
  folder: string | null;
  schedule: string | null;
  /** Since when it is planned so: what was due before is not made up for. */
  planned_at: string | null;
  archived_at: string | null;
  version: Generated<number>;
}

/** Append-only: a report that was written by itself or into its folder, or could not be. */
export interface ReportRunTable {
  id: Generated<number>;
  report_id: number;
  at: string;
  path: string | null;
  rows: number | null;
  failure: string | null;
}
