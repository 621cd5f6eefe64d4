import { Buffer } from 'node:buffer';
import type { Surroundings } from '#backend/kernel/context.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { journalKeyOf } from './chain.ts';

const purpose = 'journal';

function keptBox(sqlite: Sqlite): Uint8Array | null {
  // Registers and backups of older versions have no such table.
  if (sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kept_key'").get() === undefined) return null;
  const find = sqlite.prepare<[string], Uint8Array>('SELECT sealed FROM kept_key WHERE purpose = ?').pluck();
  return find.get(purpose) ?? null;
}

/**
 * The key that signs the entries of this database: derived from its first data key, and kept sealed once that was
 * changed, so that what was signed before can still be checked.
 */
export function journalKeyIn(sqlite: Sqlite, dataKey: Uint8Array): Uint8Array {
  const box = keptBox(sqlite);
  if (box === null) return journalKeyOf(dataKey);
  return new Uint8Array(Buffer.from(openSecret(dataKey, sealedColumns.keptKey, [purpose], box), 'base64'));
}

/** Keeps the key of the journal under the new data key, unless it is kept already. */
export function keepJournalKey(
  sqlite: Sqlite,
  journalKey: Uint8Array,
  dataKey: Uint8Array,
  chance: Surroundings,
): void {
  if (keptBox(sqlite) !== null) return;
  const text = Buffer.from(journalKey).toString('base64');
  sqlite
    .prepare('INSERT INTO kept_key (purpose, sealed) VALUES (?, ?)')
    .run(purpose, sealSecret(dataKey, sealedColumns.keptKey, [purpose], text, chance));
}
