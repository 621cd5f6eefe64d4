import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ImportPlan, PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { listCategories, listFields } from '#backend/features/assets/index.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { firstPortion, nextPortion, yielding } from '#backend/kernel/jobs/portion.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getBatch, insertBatch, listOpenBatches, rememberMapping, updateBatch } from '../repository.ts';
import { applyRows } from './appliers.ts';
import type { PlanTaskInput, PlanTaskResult } from './plan-task.ts';
import type { RejectsTaskInput } from './rejects-task.ts';
import { answersOf } from './name-answers.ts';
import { secretKeys } from '../map/own-fields.ts';
import { refuseWrongAnswers } from './refuse-answers.ts';
import { NameRegister } from './register-names.ts';
import { discardStaging, hasLeftOut, noteLeftOut, readStaged, strikeUnapplied } from './staging.ts';
import type { StagedRow, WaitingRow } from './staging.ts';
import { recordDone } from './undo/import-rows.ts';
import type { Done } from './undo/import-rows.ts';
import { takeBack } from './undo/undo-import.ts';

/** Rows between two turns of the backend's loop. */
const rowsAtOnce = 50;

/** Checks everything that an import would, and writes nothing. */
export async function previewFile(backend: Backend, job: RunningJob, plan: ImportPlan): Promise<PreviewReport> {
  const { report } = await planInWorker(backend, job, plan, null);
  return report;
}

/**
 * Imports a file: the worker checks all rows and lays the good ones ready,
 * then they go into the register in transactions that end when somebody wants to write. Cancelled until the
 * first of these nothing has happened; cancelled later, what is in the register is taken back. A crash in
 * either is gone on with at the next start.
 *
 * @throws Failure ROWS_REFUSED {count} when a row has an error and the plan says to stop.
 */
export async function importFile(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  plan: ImportPlan,
): Promise<Record<string, string | number | boolean>> {
  const folder = backend.folder;
  if (!folder) throw new Failure('NOT_SIGNED_IN');
  const stagingFile = join(folder.work, `import-${backend.surroundings.now().replaceAll(/\D/g, '')}-${job.id}.db`);
  let began = false;
  try {
    await refuseWrongAnswers(openInventoryOf(backend).reader, plan.nameAnswers);
    const planned = await planInWorker(backend, job, plan, stagingFile);
    if (plan.sha256 !== null && plan.sha256 !== planned.sha256) throw new Failure('FILE_CHANGED');
    if (plan.onError === 'stop' && planned.report.rejected > 0)
      throw new Failure('ROWS_REFUSED', { count: planned.report.rejected });
    await refuseUnfinished(backend, planned.sha256);
    if (job.signal.aborted) throw new Failure('CANCELLED');
    job.outliveClosing();
    const batchId = await inTransaction(backend, actor, (command) => beginBatch(command, plan, planned, stagingFile));
    began = true;
    return await applyBatch(backend, job, actor, batchId);
  } finally {
    if (!began) discardStaging(stagingFile);
  }
}

/** A file whose import waits to be finished is not begun again: its rows would stand in the register twice. */
async function refuseUnfinished(backend: Backend, sha256: string): Promise<void> {
  const open = await listOpenBatches(openInventoryOf(backend).reader, 'applying');
  const same = open.find((batch) => batch.file_sha256 === sha256);
  if (same) throw new Failure('IMPORT_UNFINISHED', { fileName: same.file_name });
}

async function planInWorker(
  backend: Backend,
  job: RunningJob,
  plan: ImportPlan,
  stagingFile: string | null,
): Promise<PlanTaskResult> {
  const inventory = openInventoryOf(backend);
  const { currency } = await readSetting(inventory.reader, organisationSetting);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const input: PlanTaskInput = {
    plan,
    databaseFile: backend.folder.database,
    dataKey: inventory.dataKey,
    defaultCurrency: currency,
    fields: await listFields(inventory.reader),
    categories: await listCategories(inventory.reader),
    stagingFile,
    rejectsFolder: join(backend.folder.path, 'rejects'),
    now: backend.surroundings.now(),
  };
  return (await job.work('spreadsheets.plan', input)) as PlanTaskResult;
}

async function beginBatch(
  command: CommandContext,
  plan: ImportPlan,
  planned: PlanTaskResult,
  stagingFile: string,
): Promise<number> {
  const fileName = basename(plan.path);
  const { report, sha256, headings, rejectsFile } = planned;
  const id = await insertBatch(command.tx, {
    entity: plan.entity,
    mode: plan.mode,
    fileName,
    sha256,
    options: JSON.stringify({
      mapping: plan.mapping,
      onError: plan.onError,
      matchBy: plan.matchBy,
      nameAnswers: plan.nameAnswers,
    }),
    rowsTotal: report.rows,
    rowsRejected: report.rejected,
    rejectsFile,
    stagingFile,
    operatorId: command.actor.operatorId,
    createdAt: command.now,
  });
  await rememberMapping(command.tx, plan.entity, headings, plan.mapping);
  await command.record({
    event: 'spreadsheets.importStarted',
    subject: `import:${id}`,
    data: {
      entity: plan.entity,
      fileName,
      sha256,
      rows: report.rows,
      rejected: report.rejected,
      onError: plan.onError,
      mode: plan.mode,
    },
  });
  command.changed('spreadsheets');
  return id;
}

/**
 * Puts what is staged into the register, going on behind the rows that are already there.
 *
 * @throws Failure CANCELLED once everything is taken back
 */
export async function applyBatch(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  batchId: number,
): Promise<Record<string, string | number | boolean>> {
  const inventory = openInventoryOf(backend);
  const batch = await getBatch(inventory.reader, batchId);
  const importing: Actor = { ...actor, source: 'import' };
  if (!existsSync(batch.staging_file)) return finish(backend, importing, batchId, 'failed');
  const staged = openSqlite({ file: batch.staging_file, key: inventory.dataKey });
  let rejectsFile: string | null = null;
  try {
    strikeUnapplied(staged, batch.last_row);
    const names = new NameRegister(answersOf(batch.options));
    const total = Number(staged.prepare('SELECT count(*) FROM staged').pluck().get());
    let after = batch.last_row;
    let done = batch.rows_applied;
    let portion = firstPortion;
    while (!job.signal.aborted) {
      const rows = readStaged(staged, after, portion);
      if (rows.length === 0) break;
      const startedAt = performance.now();
      const chunk = await inTransaction(backend, importing, (command) =>
        applyChunk(command, batchId, staged, rows, names),
      );
      after = chunk.last;
      done += chunk.applied;
      portion = chunk.madeRoom ? firstPortion : nextPortion(chunk.rows, performance.now() - startedAt, yielding);
      job.progress('applying', done, total);
      // Between two portions the desk has its turn: the awaits of a command are answered at once and yield to nobody.
      await setImmediate();
      await inventory.upkeep.keepUp();
    }
    if (!job.signal.aborted) {
      job.holdCancel();
      if (hasLeftOut(staged)) rejectsFile = await rewriteRejects(backend, job, batch);
    }
  } catch (error) {
    // Without room or a lock the rest waits for the next start; anything else would fail again for ever.
    if (!storageFailureOf(error) && !(error instanceof Failure)) await finish(backend, importing, batchId, 'failed');
    throw error;
  } finally {
    staged.close();
  }
  if (job.signal.aborted) {
    await takeBack(backend, job, actor, batchId);
    discardStaging(batch.staging_file);
    throw new Failure('CANCELLED');
  }
  const result = await finish(backend, importing, batchId, 'applied', rejectsFile);
  discardStaging(batch.staging_file);
  return result;
}

/** The workbook again, now with the rows that only the running import had to leave out. */
async function rewriteRejects(
  backend: Backend,
  job: RunningJob,
  batch: { staging_file: string; file_name: string; rejects_file: string | null },
): Promise<string> {
  const { dataKey } = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const input: RejectsTaskInput = {
    stagingFile: batch.staging_file,
    dataKey,
    folder: join(backend.folder.path, 'rejects'),
    source: batch.file_name,
    now: backend.surroundings.now(),
  };
  return (await job.work('spreadsheets.rejects', input)) as string;
}

/** How far one transaction of the import came, and whether it ended early because the desk wanted to write. */
interface Chunk {
  rows: number;
  applied: number;
  last: number;
  madeRoom: boolean;
}

/** One transaction of the import, with how far it came: a crash in between repeats nothing and skips nothing. */
async function applyChunk(
  command: CommandContext,
  batchId: number,
  staged: Sqlite,
  rows: readonly WaitingRow[],
  names: NameRegister,
): Promise<Chunk> {
  const { writes } = openInventoryOf(command.backend);
  try {
    const batch = await getBatch(command.tx, batchId);
    const done: Done[] = [];
    const leftOut: StagedRow[] = [];
    let taken = 0;
    while (taken < rows.length && (taken === 0 || !writes.isAwaited)) {
      const part = await applyRows(command, batch.entity, rows.slice(taken, taken + rowsAtOnce), names);
      done.push(...part.done);
      leftOut.push(...part.leftOut);
      taken = Math.min(taken + rowsAtOnce, rows.length);
      // Nobody else writes while the transaction is open, but whatever only reads has its turn.
      await setImmediate();
    }
    const last = rows[taken - 1]?.position ?? batch.last_row;
    recordDone(command, batchId, [...done, ...names.takeAdded()]);
    await updateBatch(command.tx, batchId, {
      rows_applied: batch.rows_applied + taken - leftOut.length,
      rows_changed: batch.rows_changed + done.filter(({ before }) => before !== null).length,
      rows_rejected: batch.rows_rejected + leftOut.length,
      last_row: last,
    });
    if (leftOut.length > 0) {
      await recordLeftOut(command, batchId, leftOut, secretKeys((await names.fieldCatalogue(command)).fields));
      noteLeftOut(staged, leftOut);
    }
    return { rows: taken, applied: taken - leftOut.length, last, madeRoom: taken < rows.length };
  } catch (error) {
    names.forget();
    throw error;
  }
}

/** Rows whose tag, serial or number somebody else registered while the import ran: named, so that none is lost. */
async function recordLeftOut(
  command: CommandContext,
  batchId: number,
  rows: readonly StagedRow[],
  secret: ReadonlySet<string>,
): Promise<void> {
  const told = (values: StagedRow['values']) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !secret.has(key.toLowerCase())));
  await command.record({
    event: 'spreadsheets.rowsLeftOut',
    subject: `import:${batchId}`,
    data: { rows: rows.map(({ rowNumber, values }) => ({ rowNumber, ...told(values) })) },
  });
}

async function finish(
  backend: Backend,
  actor: Actor,
  batchId: number,
  state: 'applied' | 'failed',
  rejectsFile: string | null = null,
): Promise<Record<string, string | number | boolean>> {
  return inTransaction(backend, actor, async (command) => {
    await updateBatch(command.tx, batchId, {
      state,
      ended_at: command.now,
      ...(rejectsFile === null ? {} : { rejects_file: rejectsFile }),
    });
    const batch = await getBatch(command.tx, batchId);
    await command.record({
      event: state === 'applied' ? 'spreadsheets.imported' : 'spreadsheets.importFailed',
      subject: `import:${batchId}`,
      data: {
        fileName: batch.file_name,
        applied: batch.rows_applied,
        changed: batch.rows_changed,
        rejected: batch.rows_rejected,
      },
    });
    command.changed('spreadsheets', 'assets', 'people', 'places', 'suppliers', 'software', 'supplies', 'security');
    return {
      batchId,
      applied: batch.rows_applied,
      changed: batch.rows_changed,
      rejected: batch.rows_rejected,
      ...(batch.rejects_file === null ? {} : { rejectsFile: batch.rejects_file }),
    };
  });
}
