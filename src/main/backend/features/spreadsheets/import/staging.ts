import { existsSync, rmSync } from 'node:fs';
import type { ImportProblem } from '#shared/features/spreadsheets/contract.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import type { ImportValue } from '../map/parsed.ts';
import type { Target } from './view/decide-row.ts';

/** A row that passed every check and waits to be registered. */
export interface StagedRow {
  rowNumber: number;
  values: Record<string, ImportValue>;
  extras: Record<string, string>;
  /** The record that the row changes; null adds one. */
  target: Target | null;
  /** Why the running import left it out, where it is more than that somebody was faster. */
  because?: { code: string; facts: Record<string, string> };
}

/** A row that is left out: its cells as they were, and why. */
export interface RejectedRow {
  rowNumber: number;
  cells: string[];
  problems: ImportProblem[];
}

interface Staging {
  add(rows: readonly (StagedRow & { cells: readonly string[] })[]): void;
  reject(rows: readonly RejectedRow[]): void;
  readonly sqlite: Sqlite;
}

/** Creates the staging file, encrypted like the database; it is thrown away when the import ends, however it ends. */
export function createStaging(file: string, dataKey: Uint8Array, headings: readonly string[]): Staging {
  discardStaging(file);
  const sqlite = openSqlite({ file, key: dataKey });
  sqlite.exec(`
    CREATE TABLE heading (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
    CREATE TABLE staged (position INTEGER PRIMARY KEY, row_number INTEGER NOT NULL UNIQUE, content TEXT NOT NULL, cells TEXT NOT NULL) STRICT;
    CREATE TABLE rejected (row_number INTEGER PRIMARY KEY, cells TEXT NOT NULL, problems TEXT NOT NULL) STRICT;
  `);
  const insertHeading = sqlite.prepare('INSERT INTO heading (text) VALUES (?)');
  const insert = sqlite.prepare('INSERT INTO staged (row_number, content, cells) VALUES (?, ?, ?)');
  const insertRejected = sqlite.prepare('INSERT INTO rejected (row_number, cells, problems) VALUES (?, ?, ?)');
  for (const heading of headings) insertHeading.run(heading);
  return {
    add: sqlite.transaction((rows: Parameters<Staging['add']>[0]) => {
      for (const { cells, ...row } of rows) insert.run(row.rowNumber, JSON.stringify(row), JSON.stringify(cells));
    }),
    reject: sqlite.transaction((rows: readonly RejectedRow[]) => {
      for (const row of rows)
        insertRejected.run(row.rowNumber, JSON.stringify(row.cells), JSON.stringify(row.problems));
    }),
    sqlite,
  };
}

/** A staged row, and where it stands among those that passed. */
export interface WaitingRow extends StagedRow {
  position: number;
}

/** Reads the next rows after a position; the file is our own, encrypted and authenticated, so its rows are what was written. */
export function readStaged(sqlite: Sqlite, after: number, limit: number): WaitingRow[] {
  return sqlite
    .prepare<[number, number], { position: number; content: string }>(
      'SELECT position, content FROM staged WHERE position > ? ORDER BY position LIMIT ?',
    )
    .all(after, limit)
    .map(({ position, content }) => ({ position, ...(JSON.parse(content) as StagedRow) }));
}

/**
 * Notes the staged rows of one transaction of the import that were left out.
 * Called before that transaction is on the disk: noted rows of one that was
 * lost are struck out again by `strikeUnapplied`.
 */
export function noteLeftOut(sqlite: Sqlite, rows: readonly StagedRow[]): void {
  const note = sqlite.prepare(
    'INSERT OR REPLACE INTO rejected (row_number, cells, problems) SELECT row_number, cells, ? FROM staged WHERE row_number = ?',
  );
  sqlite.transaction(() => {
    for (const { rowNumber, target, because } of rows) {
      const problem: ImportProblem = {
        row: rowNumber,
        column: null,
        heading: null,
        value: null,
        code: because?.code ?? (target === null ? 'REGISTERED_MEANWHILE' : 'RECORD_CHANGED_MEANWHILE'),
        facts: because?.facts ?? {},
      };
      note.run(JSON.stringify([problem]), rowNumber);
    }
  })();
}

/** After a crash: staged rows behind the last one in the register are not left out, they are still to come. */
export function strikeUnapplied(sqlite: Sqlite, last: number): void {
  sqlite
    .prepare(
      'DELETE FROM rejected WHERE EXISTS (SELECT 1 FROM staged WHERE staged.row_number = rejected.row_number AND position > ?)',
    )
    .run(last);
}

/** Whether rows that had passed every check were left out after all. */
export function hasLeftOut(sqlite: Sqlite): boolean {
  return sqlite.prepare('SELECT 1 FROM rejected JOIN staged USING (row_number) LIMIT 1').get() !== undefined;
}

export function readHeadings(sqlite: Sqlite): string[] {
  return sqlite.prepare<[], string>('SELECT text FROM heading ORDER BY position').pluck().all();
}

/** The rows that were left out, in the order of the file and one at a time: there may be many. */
export function* readRejected(sqlite: Sqlite): Generator<RejectedRow> {
  const rows = sqlite
    .prepare<[], { row_number: number; cells: string; problems: string }>('SELECT * FROM rejected ORDER BY row_number')
    .iterate();
  for (const row of rows) {
    yield {
      rowNumber: row.row_number,
      cells: JSON.parse(row.cells) as string[],
      problems: JSON.parse(row.problems) as ImportProblem[],
    };
  }
}

export function discardStaging(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${suffix}`)) rmSync(`${file}${suffix}`);
  }
}
