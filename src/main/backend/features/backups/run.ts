import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { RunKind } from '#shared/features/backups/model.ts';
import { Failure, storageFailureOf } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { noteDrafts, removeDrafts } from './drafts.ts';
import { listKept } from './repository.ts';
import { folderOf, readVault } from '#backend/features/auth/index.ts';
import { toRemove } from './rules.ts';
import { planSetting } from './settings.ts';
import { workerFindings } from './copy-tasks.ts';
import type { BackupInput, CheckInput, DrillInput } from './copy-tasks.ts';
import { folderBeside, headsOfBackups, noteWhereabouts } from './whereabouts.ts';

const events = {
  backup: { done: 'application.backedUp', failed: 'application.backupFailed' },
  drill: { done: 'application.backupTried', failed: 'application.backupTrialFailed' },
  check: { done: 'application.checked', failed: 'application.checkFailed' },
} as const satisfies Record<RunKind, { done: string; failed: string }>;

/** Where the plan writes to. */
export async function plannedFolder(backend: Backend): Promise<string> {
  const plan = await readSetting(openInventoryOf(backend).reader, planSetting);
  return plan.folder ?? folderBeside(folderOf(backend));
}

/** A name that sorts by time, that every file system takes, and that no other backup has. */
function newFileIn(folder: string, now: string): string {
  const name = `Quartermaster ${now.slice(0, 10)} ${now.slice(11, 19).replaceAll(':', '')}`;
  const files = [name, ...Array.from({ length: 99 }, (_, index) => `${name} ${index + 2}`)].map((one) =>
    join(folder, `${one}.qmbackup`),
  );
  return files.find((file) => !existsSync(file) && !existsSync(`${file}.part`)) ?? join(folder, `${name}.qmbackup`);
}

interface Run {
  kind: RunKind;
  path: string | null;
  planned: boolean;
  task: string;
  /** A look after each start that finds nothing is no news. */
  keeps: 'every outcome' | 'failures';
  input: BackupInput | DrillInput | CheckInput;
}

/**
 * Backs up into a file, or by the plan when none is named. @returns the job's identifier
 *
 * @throws Failure INVALID_INPUT when the path is none of a backup.
 */
export async function startBackup(backend: Backend, actor: Actor, named: string | null): Promise<string> {
  const now = backend.surroundings.now();
  const path = named ?? newFileIn(await plannedFolder(backend), now);
  // A backup replaces what lies at its path, so that must not be anything but a backup.
  if (!isAbsolute(path) || !path.endsWith('.qmbackup'))
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['path'], code: 'not_a_backup_path' }] });
  const { dataKey, schemaVersion } = openInventoryOf(backend);
  const folder = folderOf(backend);
  return startRun(backend, actor, {
    kind: 'backup',
    path,
    planned: named === null,
    task: 'backups.write',
    keeps: 'every outcome',
    input: {
      databaseFile: folder.database,
      attachmentsFolder: folder.attachments,
      workFolder: join(folder.work, 'read-back'),
      dataKey,
      file: path,
      madeAt: now,
      schemaVersion,
      vault: readVault(backend).portable,
    },
  });
}

/** Tries the newest backup of the plan. @throws Failure NO_BACKUP */
export async function startDrill(backend: Backend, actor: Actor): Promise<string> {
  const { dataKey, reader } = openInventoryOf(backend);
  const [newest] = await listKept(reader);
  if (!newest) throw new Failure('NO_BACKUP');
  const { path } = newest;
  const workFolder = join(folderOf(backend).work, 'drill');
  const input = { file: path, dataKey, workFolder };
  return startRun(backend, actor, {
    kind: 'drill',
    path,
    planned: true,
    task: 'backups.drill',
    keeps: 'every outcome',
    input,
  });
}

/** Reads the register from end to end. */
export function startCheck(backend: Backend, actor: Actor): string {
  return startLook(backend, actor, { task: 'backups.check', keeps: 'every outcome' });
}

/** Looks whether the register is sound, quickly; only what is wrong is kept. */
export function startGlance(backend: Backend, actor: Actor): string {
  return startLook(backend, actor, { task: 'backups.glance', keeps: 'failures' });
}

function startLook(backend: Backend, actor: Actor, how: Pick<Run, 'task' | 'keeps'>): string {
  const { dataKey } = openInventoryOf(backend);
  const folder = folderOf(backend);
  const { database: databaseFile, attachments: attachmentsFolder } = folder;
  const input = { databaseFile, attachmentsFolder, dataKey, heads: headsOfBackups(folder) };
  return startRun(backend, actor, { kind: 'check', path: null, planned: true, ...how, input });
}

const jobKindOf = { backup: 'backup', drill: 'backup_drill', check: 'check' } as const;

function startRun(backend: Backend, actor: Actor, run: Run): string {
  const subject = run.path === null ? '' : basename(run.path);
  return backend.jobs.start(jobKindOf[run.kind], subject, async (job) => {
    const startedAt = backend.surroundings.now();
    const startedMs = backend.surroundings.monotonic();
    const took = () => Math.max(0, Math.round(backend.surroundings.monotonic() - startedMs));
    const written = run.kind === 'backup' ? run.path : null;
    try {
      if (written !== null) noteDrafts(backend, job.id, written);
      const found = workerFindings.parse(await job.work(run.task, run.input));
      if (run.keeps === 'every outcome')
        await keepRun(backend, actor, run, { ...found, startedAt, milliseconds: took(), failure: null });
    } catch (error) {
      await keepFailure(backend, actor, run, job, { error, startedAt, milliseconds: took() });
      throw error;
    } finally {
      if (written !== null) removeDrafts(backend, job.id, written);
    }
    if (written !== null) noteWhereabouts(folderOf(backend), written);
    if (run.kind === 'backup' && run.planned) await clearAway(backend, actor);
    return run.path === null ? {} : { path: run.path };
  });
}

interface Outcome {
  startedAt: string;
  milliseconds: number;
  failure: string | null;
  bytes: number | null;
  entries: number | null;
  headSeq: number | null;
  headHash: string | null;
}

async function keepRun(backend: Backend, actor: Actor, run: Run, outcome: Outcome): Promise<void> {
  const { kind, path, planned } = run;
  const { startedAt, milliseconds, failure, bytes, entries, headSeq, headHash } = outcome;
  await inTransaction(backend, actor, async (command) => {
    await command.tx
      .insertInto('backup_run')
      .values({
        kind,
        path,
        planned: planned ? 1 : 0,
        started_at: startedAt,
        milliseconds,
        failure,
        bytes,
        entries,
        removed_at: null,
      })
      .execute();
    const fileName = path === null ? null : basename(path);
    const data = failure === null ? { fileName, bytes, entries, headSeq, headHash } : { fileName, code: failure };
    const event = failure === null ? events[kind].done : events[kind].failed;
    await command.record({ event, subject: 'backup', data });
    command.changed('backups');
  });
}

/** A backup that failed is told, and where even that can't be written the log has it. */
async function keepFailure(
  backend: Backend,
  actor: Actor,
  run: Run,
  job: RunningJob,
  { error, startedAt, milliseconds }: { error: unknown; startedAt: string; milliseconds: number },
): Promise<void> {
  // Whoever cancels, or closes the desk, knows.
  if (job.signal.aborted || !backend.inventory) return;
  const failure = error instanceof Failure ? error.code : (storageFailureOf(error)?.code ?? 'DEFECT');
  const nothing = { bytes: null, entries: null, headSeq: null, headHash: null };
  try {
    await keepRun(backend, actor, run, { ...nothing, startedAt, milliseconds, failure });
  } catch (second) {
    backend.log.defect(second, { doing: 'noting that a backup failed' });
  }
}

/** Makes room: what the plan wrote and keeps no longer. A file that can't be removed is left for the next time. */
async function clearAway(backend: Backend, actor: Actor): Promise<void> {
  const { reader } = openInventoryOf(backend);
  const kept = await listKept(reader);
  const over = new Set(toRemove(kept, await readSetting(reader, planSetting)));
  const staying = new Set(kept.filter(({ id }) => !over.has(id)).map(({ path }) => path));
  const folder = await plannedFolder(backend);
  const gone = kept.filter(
    ({ id, path }) => over.has(id) && !staying.has(path) && dirname(path) === folder && isRemoved(backend, path),
  );
  if (gone.length === 0) return;
  await inTransaction(backend, actor, async (command) => {
    await command.tx
      .updateTable('backup_run')
      .set({ removed_at: command.now })
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute();
    const fileNames = gone.map(({ path }) => basename(path));
    await command.record({ event: 'application.backupsRemoved', subject: 'backup', data: { fileNames } });
    command.changed('backups');
  });
}

function isRemoved(backend: Backend, path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch (error) {
    backend.log.defect(error, { doing: 'removing an old backup' });
    return false;
  }
}
