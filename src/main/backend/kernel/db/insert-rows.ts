import type { Sqlite } from './open.ts';
import { statementOf } from './statements.ts';

type Value = string | number | null;

/**
 * Inserts many rows through one prepared statement with values bound by place:
 * several times faster than a builder that writes a statement for every batch.
 * It writes within the transaction that is open on the connection, so it is
 * only for the connection of a running command, and never awaits.
 *
 * @returns the row identifiers, in order.
 */
export function insertRows<Row extends { [Column in keyof Row]: Value }>(
  sqlite: Sqlite,
  table: string,
  rows: readonly Row[],
): number[] {
  const [first] = rows;
  if (!first) return [];
  if (!sqlite.inTransaction) throw new Error('rows are only inserted within a transaction');
  const columns = Object.keys(first) as (keyof Row & string)[];
  const insert = statementOf(
    sqlite,
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return rows.map((row) => Number(insert.run(columns.map((column) => row[column])).lastInsertRowid));
}
