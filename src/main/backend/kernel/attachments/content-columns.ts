import type { Sqlite } from '../db/open.ts';

/**
 * The columns that point at kept files by the digest of their content. A file is named and encrypted by its digest under
 * the data key, so one that stands in none of these columns can't be found, checked, or carried over to another key.
 */
export const contentColumns: readonly { table: string; column: string }[] = [
  { table: 'attachment', column: 'sha256' },
  { table: 'attachment', column: 'thumbnail_sha256' },
  { table: 'paper', column: 'sha256' },
  { table: 'paper', column: 'thumbnail_sha256' },
  { table: 'handover', column: 'pdf_sha256' },
  { table: 'configuration_mark', column: 'sha256' },
  { table: 'configuration_mark', column: 'thumbnail_sha256' },
  { table: 'ticket_attachment', column: 'sha256' },
  { table: 'ticket_attachment', column: 'thumbnail_sha256' },
  { table: 'disposal_paper', column: 'sha256' },
  { table: 'disposal_paper', column: 'thumbnail_sha256' },
];

/** Digests of all files that a row points at, each once. A schema of an older version has some of the tables. */
export function listContents(sqlite: Sqlite): string[] {
  const has = sqlite.prepare<[string, string], number>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').pluck();
  const queries = contentColumns
    .filter(({ table, column }) => has.get(table, column) !== undefined)
    .map(({ table, column }) => `SELECT ${column} AS sha256 FROM ${table} WHERE ${column} IS NOT NULL`);
  if (queries.length === 0) return [];
  return sqlite
    .prepare<[], string>(`${queries.join(' UNION ')} ORDER BY sha256`)
    .pluck()
    .all();
}
