import type { Sqlite } from '#backend/kernel/db/open.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { statementOf } from '#backend/kernel/db/statements.ts';
import type { WithdrawableTable } from '#backend/kernel/db/withdraw.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { StagedRow } from '../staging.ts';

/** What an import did to one record. */
export interface Done {
  /** Null for a name that a row brought along. */
  rowNumber: number | null;
  entity: WithdrawableTable;
  recordId: number;
  /** The former values of a record that was changed; null for one that was created. */
  before: Readonly<Record<string, unknown>> | null;
}

/** What came of some staged rows. */
export interface Applied {
  done: Done[];
  leftOut: StagedRow[];
}

/** A line of `import_row` as an undo needs it. */
export interface UndoRow {
  position: number;
  entity: WithdrawableTable;
  recordId: number;
  action: 'created' | 'changed';
  before: string | null;
  journalSeq: number;
}

/** Writes down what one transaction of an import did, in that transaction and in order. */
export function recordDone({ backend }: CommandContext, batchId: number, done: readonly Done[]): void {
  const { sqlite } = openInventoryOf(backend);
  const { last, head } = statementOf(
    sqlite,
    `SELECT (SELECT coalesce(max(position), 0) FROM import_row WHERE batch_id = ?) AS last,
       (SELECT max(seq) FROM journal) AS head`,
  ).get(batchId) as { last: number; head: number };
  insertRows(
    sqlite,
    'import_row',
    done.map(({ rowNumber, entity, recordId, before }, index) => ({
      batch_id: batchId,
      position: last + index + 1,
      row_number: rowNumber,
      entity,
      record_id: recordId,
      action: before === null ? 'created' : 'changed',
      before: before === null ? null : JSON.stringify(before),
      journal_seq: head,
    })),
  );
}

/** What is left to undo, last first: first the rows of the file, then the names that they had brought along. */
export function readUndo(sqlite: Sqlite, batchId: number, which: 'rows' | 'names', limit: number): UndoRow[] {
  return sqlite
    .prepare<[number, number], UndoRow>(
      `SELECT position, entity, record_id AS recordId, action, before, journal_seq AS journalSeq FROM import_row
       WHERE batch_id = ? AND undo IS NULL AND row_number IS ${which === 'rows' ? 'NOT NULL' : 'NULL'}
       ORDER BY position DESC LIMIT ?`,
    )
    .all(batchId, limit);
}

export function noteUndone(sqlite: Sqlite, batchId: number, rows: readonly UndoRow[], undo: 'undone' | 'kept'): void {
  const note = sqlite.prepare('UPDATE import_row SET undo = ? WHERE batch_id = ? AND position = ?');
  for (const { position } of rows) note.run(undo, batchId, position);
}
