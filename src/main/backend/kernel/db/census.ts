import type { Sqlite } from './open.ts';

/** Up to so many rows are counted; of larger tables the highest number is told, which costs nothing. */
const counted = 100_000;

/** How many rows each table has; where there are many, about. */
export function censusOf(sqlite: Sqlite): Record<string, number> {
  const tables = sqlite
    .prepare<[], { name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
  return Object.fromEntries(tables.map(({ name, wr }) => [name, rowsOf(sqlite, name, wr === 1)]));
}

function rowsOf(sqlite: Sqlite, table: string, withoutRowid: boolean): number {
  const ask = (what: string) => Number(sqlite.prepare(`SELECT ${what} FROM "${table}"`).pluck().get() ?? 0);
  const highest = withoutRowid ? 0 : ask('max(rowid)');
  return highest > counted ? highest : ask('count(*)');
}

/** Of a file of this size every page is looked at while somebody waits; larger ones are left to the check at night. */
const quickCheckBytes = 256_000_000;

/** How the file is kept and whether its structure is whole. */
export function fileFacts(sqlite: Sqlite): Record<string, string | number> {
  const pragma = (name: string) => {
    const value: unknown = sqlite.pragma(name, { simple: true });
    return typeof value === 'number' ? value : String(value);
  };
  const bytes = Number(pragma('page_count')) * Number(pragma('page_size'));
  return {
    journalMode: pragma('journal_mode'),
    synchronous: pragma('synchronous'),
    foreignKeys: pragma('foreign_keys'),
    pageSize: pragma('page_size'),
    pages: pragma('page_count'),
    freePages: pragma('freelist_count'),
    quickCheck: bytes > quickCheckBytes ? 'left out' : pragma('quick_check(1)') === 'ok' ? 'ok' : 'FAILED',
  };
}
