import type { Transaction } from 'kysely';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { AuditPackTable } from './tables.ts';

/** Counts the packs without a gap. */
export const packSequence = 'audit_pack';

export async function insertPack(tx: Transaction<Schema>, pack: AuditPackTable): Promise<void> {
  await tx.insertInto('audit_pack').values(pack).execute();
}

/** What verification knows of the packs that were handed out, read on the worker's own connection. */
export function listAnchors(sqlite: Sqlite): { seq: number; hash: string }[] {
  return sqlite
    .prepare<[], { seq: number; hash: string }>('SELECT as_of_seq AS seq, as_of_hash AS hash FROM audit_pack')
    .all();
}

export function findPack(sqlite: Sqlite, number: number): AuditPackTable | null {
  return sqlite.prepare<[number], AuditPackTable>('SELECT * FROM audit_pack WHERE number = ?').get(number) ?? null;
}

export function findNewestPack(sqlite: Sqlite): AuditPackTable | null {
  return sqlite.prepare<[], AuditPackTable>('SELECT * FROM audit_pack ORDER BY number DESC LIMIT 1').get() ?? null;
}
