import { existsSync, rmSync } from 'node:fs';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { ImportValue } from '../map/parsed.ts';

/** A row that passed every check and waits to be registered. */
export interface StagedRow {
  rowNumber: number;
  values: Record<string, ImportValue>;
  extras: Record<string, string>;
}

/** Creates the staging file, encrypted like the database; it is thrown away when the import ends, however it ends. */
export function createStaging(
  file: string,
  dataKey: Uint8Array,
): { add(rows: readonly StagedRow[]): void; close(): void } {
  discardStaging(file);
  const sqlite = openSqlite({ file, key: dataKey });
  sqlite.exec('CREATE TABLE staged (row_number INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT');
  const insert = sqlite.prepare('INSERT INTO staged (row_number, content) VALUES (?, ?)');
  const addAll = sqlite.transaction((rows: readonly StagedRow[]) => {
    for (const row of rows) insert.run(row.rowNumber, JSON.stringify(row));
  });
  return {
    add: (rows) => {
      addAll(rows);
    },
    close: () => {
      sqlite.close();
    },
  };
}

/** Reads the next rows after a row number; the file is our own, encrypted and authenticated, so its rows are what was written. */
export function readStaged(sqlite: Sqlite, afterRow: number, limit: number): StagedRow[] {
  return sqlite
    .prepare<[number, number], { content: string }>(
      'SELECT content FROM staged WHERE row_number > ? ORDER BY row_number LIMIT ?',
    )
    .all(afterRow, limit)
    .map((row) => JSON.parse(row.content) as StagedRow);
}

export function discardStaging(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) rmSync(`${file}${suffix}`);
  }
}
