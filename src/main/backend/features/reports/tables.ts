declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    audit_pack: AuditPackTable;
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
