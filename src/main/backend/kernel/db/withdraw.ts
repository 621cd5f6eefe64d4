import type { Sqlite } from './open.ts';
import { statementOf } from './statements.ts';

declare module './schema.ts' {
  interface Schema {
    withdrawn_record: WithdrawnRecordTable;
  }
}

/** What was in the register and was taken out again: nothing that bears its name or identifier is ever another. */
export interface WithdrawnRecordTable {
  entity: WithdrawableTable;
  record_id: number;
  /** The tag of an asset, the name of anything else. */
  label: string;
  /** JSON of the row and of the rows that went with it. */
  content: string;
  withdrawn_at: string;
  /** When an asset with this tag was registered again: it is the same one. */
  returned_at: string | null;
}

export type WithdrawableTable =
  | 'asset'
  | 'person'
  | 'place'
  | 'supplier'
  | 'manufacturer'
  | 'model'
  | 'category'
  | 'department'
  | 'cost_centre'
  | 'software_product'
  | 'installation'
  | 'supply_article'
  | 'posture_reading';

/** Rows of another table that belong to a record and leave with it. */
export interface BelongingRows {
  table: string;
  column: string;
}

/**
 * Takes rows out of the register: a tombstone with everything that they held stays in `withdrawn_record`, and the
 * journal keeps what it says of them. A row that something else refers to makes SQLite refuse the whole command.
 * It writes within the transaction that is open on the connection and never awaits; the caller records the entry.
 */
export function withdrawRows(
  sqlite: Sqlite,
  what: { table: WithdrawableTable; label: string; belonging?: readonly BelongingRows[] },
  ids: readonly number[],
  at: string,
): void {
  if (ids.length === 0) return;
  if (!sqlite.inTransaction) throw new Error('rows are only withdrawn within a transaction');
  const { table, label, belonging = [] } = what;
  const chosen = JSON.stringify(ids);
  const members = belonging.map(
    ({ table: other, column }) =>
      `'${other}', (SELECT json_group_array(${objectOf(sqlite, other)}) FROM ${other} WHERE ${column} = ${table}.id)`,
  );
  sqlite
    .prepare(
      `INSERT INTO withdrawn_record (entity, record_id, label, content, withdrawn_at)
       SELECT '${table}', id, ${label}, json_object(${[`'row', ${objectOf(sqlite, table)}`, ...members].join(', ')}), ?
       FROM ${table} WHERE id IN (SELECT value FROM json_each(?))
       ON CONFLICT (entity, record_id) DO UPDATE SET content = excluded.content, withdrawn_at = excluded.withdrawn_at, returned_at = NULL`,
    )
    .run(at, chosen);
  for (const { table: other, column } of belonging)
    sqlite.prepare(`DELETE FROM ${other} WHERE ${column} IN (SELECT value FROM json_each(?))`).run(chosen);
  sqlite.prepare(`DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`).run(chosen);
}

/** The row as a JSON object; bytes, which JSON can't hold, as hexadecimal digits. */
function objectOf(sqlite: Sqlite, table: string): string {
  const columns = sqlite
    .prepare<[], { name: string; type: string }>(`SELECT name, type FROM pragma_table_info('${table}')`)
    .all();
  const members = columns.map(
    ({ name, type }) => `'${name}', ${type === 'BLOB' ? `hex(${table}.${name})` : `${table}.${name}`}`,
  );
  return `json_object(${members.join(', ')})`;
}

/**
 * The identifier for a new row: never one that a withdrawn row had, which SQLite itself would give again when that row
 * was the last.
 */
export function nextId(sqlite: Sqlite, table: WithdrawableTable): number {
  const next = statementOf(
    sqlite,
    `SELECT max(coalesce((SELECT max(id) FROM ${table}), 0),
       coalesce((SELECT max(record_id) FROM withdrawn_record WHERE entity = '${table}'), 0)) + 1 AS id`,
  );
  return (next.get() as { id: number }).id;
}

/** A row that stands in the way of taking records away. */
export interface Reference {
  recordId: number;
  /** The table whose row refers to the record. */
  table: string;
}

/**
 * Which of the records other rows refer to, read from the foreign keys of the schema itself, so that a table that is
 * added later is not forgotten. Rows that leave with the records are passed over.
 *
 * @param records a query with a column `id`
 */
export function findReferences(
  sqlite: Sqlite,
  table: WithdrawableTable,
  records: { sql: string; parameters: readonly (string | number)[] },
  belonging: readonly BelongingRows[],
  limit: number,
): Reference[] {
  const foreign = sqlite
    .prepare<[string], BelongingRows>(
      `SELECT entry.name AS "table", key."from" AS "column" FROM sqlite_schema AS entry
       JOIN pragma_foreign_key_list(entry.name) AS key WHERE entry.type = 'table' AND key."table" = ?`,
    )
    .all(table);
  return foreign
    .filter((key) => !belonging.some((own) => own.table === key.table && own.column === key.column))
    .flatMap((key) =>
      sqlite
        .prepare<(string | number)[], Reference>(
          `SELECT DISTINCT other.${key.column} AS recordId, '${key.table}' AS "table" FROM ${key.table} AS other
           WHERE other.${key.column} IN (${records.sql})
           ${key.table === table ? `AND other.id NOT IN (${records.sql})` : ''} LIMIT ?`,
        )
        .all(...records.parameters, ...(key.table === table ? records.parameters : []), limit),
    );
}
