import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ReportContent, ReportForm } from '#shared/features/reports/builder-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure, notFound, storageFailureOf } from '#backend/kernel/failure.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { permissionsOfOperator } from '#backend/features/auth/index.ts';
import { fileFilters } from '#backend/features/spreadsheets/index.ts';
import { findReport } from './repository.ts';
import type { KeptReport } from './repository.ts';
import { maySee, titleOf } from './report-source.ts';
import type { ReportTaskInput } from './report-task.ts';
import { fileNameOf } from './rules.ts';

interface Wanted extends ReportForm {
  content: ReportContent;
  name: string;
}

/** Asks where, then writes a report as a job. @throws Failure FORBIDDEN when what it is of may not be seen */
export async function startReport({ backend, session }: Call, wanted: Wanted): Promise<{ jobId: string | null }> {
  const actor = actingOperator(session);
  if (!maySee(wanted.content, (permission) => actor.may(permission))) throw new Failure('FORBIDDEN', {});
  const title = wanted.name || titleOf(wanted.content, wanted.language);
  const path = await backend.host.chooseSaveFile({
    defaultName: `${fileNameOf(title)} ${dayOf(backend.surroundings.now())}.${wanted.format}`,
    filters: [fileFilters[wanted.format]],
  });
  if (path === null) return { jobId: null };
  const order = { ...wanted, title, path, reportId: null, seesCost: actor.may('asset.cost.view') };
  return { jobId: backend.jobs.start('export', basename(path), (job) => writeReport(backend, job, actor, order)) };
}

/** Writes a planned report into its folder, by whoever asks. @throws Failure NOT_FOUND, FORBIDDEN */
export async function runReport({ backend, session }: Call, { id }: { id: number }): Promise<{ jobId: string }> {
  const actor = actingOperator(session);
  const report = await findReport(openInventoryOf(backend).reader, id);
  if (!report?.planned || (!report.shared && report.ownerId !== actor.operatorId)) throw notFound('report', id);
  if (!maySee(report.content, (permission) => actor.may(permission))) throw new Failure('FORBIDDEN', {});
  return { jobId: startPlanned(backend, actor, report, actor.may('asset.cost.view')) };
}

/**
 * Writes a report that its plan asks for. Nobody is there to ask, so it shows what its owner may see on that day, and
 * nothing when he may not any more.
 */
export async function runPlanned(backend: Backend, actor: Actor, report: KeptReport): Promise<string | null> {
  const permissions = await permissionsOfOperator(openInventoryOf(backend).reader, report.ownerId);
  const may = (permission: Parameters<Actor['may']>[0]) => permissions.has(permission);
  if (may('export.run') && maySee(report.content, may))
    return startPlanned(backend, actor, report, may('asset.cost.view'));
  await keepFailure(backend, actor, report, 'FORBIDDEN');
  return null;
}

function startPlanned(backend: Backend, actor: Actor, report: KeptReport, seesCost: boolean): string {
  const now = backend.surroundings.now();
  const path = freePathIn(report.planned?.folder ?? '', report, now);
  const order = { ...report, title: report.name, path, reportId: report.id, seesCost };
  return backend.jobs.start('export', basename(path), async (job) => {
    try {
      return await writeReport(backend, job, actor, order);
    } catch (error) {
      // Whoever cancels, or closes the desk, knows.
      if (!job.signal.aborted && backend.inventory) {
        const code = error instanceof Failure ? error.code : (storageFailureOf(error)?.code ?? 'FILE_UNWRITABLE');
        await keepFailure(backend, actor, report, code);
      }
      throw error;
    }
  });
}

/** `Warranty 2026-11-30.xlsx`, with the time where that is there already. */
function freePathIn(folder: string, { name, format }: { name: string; format: string }, now: string): string {
  const path = join(folder, `${fileNameOf(name)} ${dayOf(now)}.${format}`);
  if (!existsSync(path)) return path;
  return join(folder, `${fileNameOf(name)} ${dayOf(now)} ${now.slice(11, 19).replaceAll(':', '')}.${format}`);
}

interface Order extends Wanted {
  title: string;
  path: string;
  reportId: number | null;
  seesCost: boolean;
}

/** Writes beside the file and renames at the end: what was there before stays until the new one is whole. */
async function writeReport(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { path, reportId, content, title, seesCost, format, language, paper }: Order,
): Promise<Record<string, string | number>> {
  const { dataKey, reader } = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const draft = `${path}.part`;
  const now = backend.surroundings.now();
  const task: ReportTaskInput = {
    databaseFile: backend.folder.database,
    dataKey,
    draft,
    content,
    format,
    language,
    paper,
    title,
    organisation: (await readSetting(reader, organisationSetting)).name,
    seesCost,
    now,
  };
  try {
    const { rows } = (await job.work('reports.report', task)) as { rows: number };
    // The file gets its name in the transaction of its journal entry: none leaves without one.
    await inTransaction(backend, actor, async (command) => {
      if (reportId !== null)
        await command.tx
          .insertInto('report_run')
          .values({ report_id: reportId, at: command.now, path, rows, failure: null })
          .execute();
      await command.record({
        event: 'reports.reportWritten',
        subject: reportId === null ? 'report' : `report:${reportId}`,
        data: { title, fileName: basename(path), format, rows, seesCost, filter: JSON.stringify(content) },
      });
      command.changed('reports');
      renameSync(draft, path);
    });
    return { path, rows };
  } finally {
    rmSync(draft, { force: true });
  }
}

async function keepFailure(backend: Backend, actor: Actor, { id, name }: KeptReport, failure: string): Promise<void> {
  await inTransaction(backend, actor, async (command) => {
    await command.tx
      .insertInto('report_run')
      .values({ report_id: id, at: command.now, path: null, rows: null, failure })
      .execute();
    await command.record({
      event: 'reports.reportFailed',
      subject: `report:${id}`,
      data: { title: name, code: failure },
    });
    command.changed('reports');
  });
}
