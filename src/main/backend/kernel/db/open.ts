import Database from 'better-sqlite3';

export type Sqlite = Database.Database;

export interface OpenOptions {
  file: string;
  /** 32-byte data key; without one the file is plain, which only tools and tests use. */
  key: Uint8Array | null;
  readonly?: boolean;
}

/**
 * Opens a database file and sets, then reads back, everything that safety
 * hangs on. The driver falls back to synchronous=NORMAL on every reopening,
 * and NORMAL loses acknowledged commits in a power cut, so nothing is assumed.
 *
 * @throws SqliteError with code SQLITE_NOTADB when the key is wrong or the file is damaged.
 */
export function openSqlite({ file, key, readonly = false }: OpenOptions): Sqlite {
  const sqlite = new Database(file, { readonly, timeout: 5000 });
  try {
    if (key) {
      insist(sqlite, 'cipher', 'aegis');
      sqlite.pragma(`key = 'raw:${Buffer.from(key).toString('hex')}'`);
    }
    // The first read is what fails when the key is wrong.
    sqlite.pragma('user_version');
    if (!readonly) insist(sqlite, 'journal_mode', 'wal');
    insist(sqlite, 'synchronous', 2);
    insist(sqlite, 'foreign_keys', 1);
    insist(sqlite, 'temp_store', 2);
    insist(sqlite, 'trusted_schema', 0);
    sqlite.pragma('cell_size_check = ON');
    sqlite.pragma('cache_size = -65536');
    if (readonly) sqlite.pragma('query_only = ON');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function insist(sqlite: Sqlite, name: string, value: string | number): void {
  sqlite.pragma(`${name} = ${value}`);
  const actual: unknown = sqlite.pragma(name, { simple: true });
  if (actual !== value) throw new Error(`pragma ${name} is ${String(actual)} instead of ${value}`);
}
