import { setImmediate } from 'node:timers/promises';
import type { UndoOutlook } from '#shared/features/spreadsheets/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { runInWorker } from '#backend/kernel/jobs/run-in-worker.ts';
import { firstPortion, nextPortion, watched } from '#backend/kernel/jobs/portion.ts';
import { getBatch, updateBatch } from '../../repository.ts';
import type { ImportBatchTable } from '../../tables.ts';
import { findObstacles } from './find-obstacles.ts';
import { noteUndone, readUndo } from './import-rows.ts';
import type { UndoRow } from './import-rows.ts';
import type { OutlookTaskInput } from './outlook-task.ts';
import { takeBackName, takeBackRows } from './take-back.ts';

/** Names are looked for in every table that could refer to them, which takes its time. */
const namesAtOnce = 10;

function outlookInput(backend: Backend, batchId: number): OutlookTaskInput {
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  return { databaseFile: backend.folder.database, dataKey: openInventoryOf(backend).dataKey, batchId };
}

/** What undoing an import would do, and what stands in its way. */
export async function undoOutlookOf(
  backend: Backend,
  batchId: number,
  signal: AbortSignal | undefined,
): Promise<UndoOutlook> {
  const outlook = await runInWorker(
    await backend.host.startWorker(),
    'spreadsheets.undoOutlook',
    outlookInput(backend, batchId),
    signal ?? new AbortController().signal,
    () => undefined,
  );
  return outlook as UndoOutlook;
}

/**
 * Takes back everything that an import did, for as long as nothing was done with it since. Begun, it runs to its end in
 * short transactions, after a crash at the next start; what somebody changes in between stays and is counted.
 *
 * @throws Failure UNDO_BLOCKED with the first obstacle, NOT_UNDOABLE.
 */
export async function undoImport(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  batchId: number,
): Promise<Record<string, string | number | boolean>> {
  const { obstacles } = (await job.work('spreadsheets.undoOutlook', outlookInput(backend, batchId))) as UndoOutlook;
  const [first] = obstacles;
  if (first) throw new Failure('UNDO_BLOCKED', { label: first.label });
  job.holdCancel();
  await inTransaction(backend, actor, (command) => beginUndo(command, batchId));
  return finishUndo(backend, job, actor, batchId);
}

/** Takes back what a cancelled import did up to now; what somebody did with it meanwhile stays, as in any undo. */
export async function takeBack(backend: Backend, job: RunningJob, actor: Actor, batchId: number): Promise<void> {
  await inTransaction(backend, actor, (command) => beginUndo(command, batchId, ['applying']));
  await finishUndo(backend, job, actor, batchId);
}

async function beginUndo(
  command: CommandContext,
  batchId: number,
  from: readonly ImportBatchTable['state'][] = ['applied', 'failed'],
): Promise<void> {
  const batch = await getBatch(command.tx, batchId);
  if (!from.includes(batch.state)) throw new Failure('NOT_UNDOABLE');
  await updateBatch(command.tx, batchId, { state: 'undoing' });
  await command.record({
    event: 'spreadsheets.undoStarted',
    subject: `import:${batchId}`,
    data: { fileName: batch.file_name, applied: batch.rows_applied },
  });
  command.changed('spreadsheets');
}

/** Goes on with an undo that has begun. */
export async function finishUndo(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  batchId: number,
): Promise<Record<string, string | number | boolean>> {
  const undoing: Actor = { ...actor, source: 'import' };
  const { sqlite } = openInventoryOf(backend);
  const left = sqlite.prepare('SELECT count(*) FROM import_row WHERE batch_id = ? AND undo IS NULL').pluck();
  const total = Number(left.get(batchId));
  let done = 0;
  let portion = firstPortion;
  for (;;) {
    const rows = readUndo(sqlite, batchId, 'rows', portion);
    if (rows.length === 0) break;
    const startedAt = performance.now();
    await inTransaction(backend, undoing, (command) => undoPortion(command, batchId, rows));
    portion = nextPortion(rows.length, performance.now() - startedAt, watched);
    done += rows.length;
    job.progress('undoing', done, total);
    await setImmediate();
  }
  for (;;) {
    const names = readUndo(sqlite, batchId, 'names', namesAtOnce);
    if (names.length === 0) break;
    await inTransaction(backend, undoing, (command) => undoNames(command, batchId, names));
    done += names.length;
    job.progress('undoing', done, total);
    await setImmediate();
  }
  return inTransaction(backend, undoing, (command) => endUndo(command, batchId));
}

/** One transaction of the undo: rows that somebody changed since it began stay as they are. */
async function undoPortion(command: CommandContext, batchId: number, rows: readonly UndoRow[]): Promise<void> {
  const { sqlite } = openInventoryOf(command.backend);
  const batch = await getBatch(command.tx, batchId);
  const obstacles = findObstacles(
    sqlite,
    batchId,
    rows.length,
    rows.map(({ position }) => position),
  );
  const used = new Set(obstacles.map(({ entity, recordId }) => `${entity}:${recordId}`));
  const [kept, free] = [rows.filter((row) => used.has(keyOf(row))), rows.filter((row) => !used.has(keyOf(row)))];
  await takeBackRows(command, free, { import: batchId, fileName: batch.file_name });
  noteUndone(sqlite, batchId, free, 'undone');
  if (kept.length > 0) {
    noteUndone(sqlite, batchId, kept, 'kept');
    await updateBatch(command.tx, batchId, { rows_kept: batch.rows_kept + kept.length });
    await command.record({
      event: 'spreadsheets.rowsKept',
      subject: `import:${batchId}`,
      data: { rows: kept.map(keyOf) },
    });
  }
}

const keyOf = ({ entity, recordId }: UndoRow): string => `${entity}:${recordId}`;

/** Names go when nothing uses them any more; others have become the register's own. */
async function undoNames(command: CommandContext, batchId: number, names: readonly UndoRow[]): Promise<void> {
  const { sqlite } = openInventoryOf(command.backend);
  const keptNames: UndoRow[] = [];
  for (const name of names) {
    const used = findObstacles(sqlite, batchId, 1, [name.position]).length > 0;
    if (used) keptNames.push(name);
    else await takeBackName(command, name);
    noteUndone(sqlite, batchId, [name], used ? 'kept' : 'undone');
  }
  if (keptNames.length === names.length)
    await command.record({
      event: 'spreadsheets.namesKept',
      subject: `import:${batchId}`,
      data: { names: keptNames.map(keyOf) },
    });
}

async function endUndo(command: CommandContext, batchId: number): Promise<Record<string, string | number | boolean>> {
  const { tx, now, actor } = command;
  await updateBatch(tx, batchId, { state: 'undone', undone_at: now, undone_by: actor.operatorId });
  const batch = await getBatch(tx, batchId);
  const undone = batch.rows_applied - batch.rows_kept;
  await command.record({
    event: 'spreadsheets.importUndone',
    subject: `import:${batchId}`,
    data: { fileName: batch.file_name, undone, kept: batch.rows_kept },
  });
  command.changed('spreadsheets', 'assets', 'people', 'places', 'suppliers', 'software', 'supplies');
  return { batchId, undone, kept: batch.rows_kept };
}
