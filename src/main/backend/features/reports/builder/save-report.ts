import type { ReportDetails, SavedReport } from '#shared/features/reports/builder-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { updateSeen } from '#backend/kernel/db/update-seen.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { isUsableFolder } from '#backend/kernel/storage/usable-folder.ts';
import { findReport, isNameTaken, listVisibleReports } from './repository.ts';
import type { KeptReport } from './repository.ts';
import { maySee } from './report-source.ts';
import { mayChangeReport } from './rules.ts';

export async function listReports({ reader, actor }: QueryContext): Promise<SavedReport[]> {
  const reports = await listVisibleReports(reader, actor.operatorId);
  return reports
    .filter(({ content }) => maySee(content, (permission) => actor.may(permission)))
    .map(({ ownerId, owner, plannedAt: _plannedAt, ...report }) => ({
      ...report,
      owner: { id: ownerId, name: owner },
      editable: mayChangeReport({ ...report, ownerId }, actor.operatorId, actor.may('view.manage')).allowed,
    }));
}

interface Wanted extends ReportDetails {
  id: number | null;
  version: number;
}

/** @throws Failure FORBIDDEN, NAME_TAKEN, FOLDER_UNUSABLE, NOT_FOUND, REPORT_NOT_YOURS, CHANGED_MEANWHILE */
export async function saveReport(command: CommandContext, wanted: Wanted): Promise<{ id: number }> {
  const { tx, actor, now } = command;
  const before = wanted.id === null ? null : await changeableReport(command, wanted.id);
  const ownerId = before?.ownerId ?? actor.operatorId;
  if (!maySee(wanted.content, (permission) => actor.may(permission))) throw new Failure('FORBIDDEN', {});
  if (await isNameTaken(tx, { ...wanted, ownerId }, wanted.id)) throw new Failure('NAME_TAKEN', { name: wanted.name });
  const { planned } = wanted;
  if (planned !== null && !isUsableFolder(planned.folder))
    throw new Failure('FOLDER_UNUSABLE', { folder: planned.folder });
  const samePlan = before !== null && JSON.stringify(before.planned) === JSON.stringify(planned);
  const columns = {
    name: wanted.name,
    shared: wanted.shared ? 1 : 0,
    content: JSON.stringify(wanted.content),
    format: wanted.format,
    language: wanted.language,
    paper: JSON.stringify(wanted.paper),
    folder: planned?.folder ?? null,
    schedule: planned === null ? null : JSON.stringify(planned.schedule),
    planned_at: planned === null ? null : samePlan ? before.plannedAt : now,
  };
  let id = wanted.id ?? 0;
  if (before === null) {
    const row = { ...columns, owner_id: ownerId, archived_at: null };
    ({ id } = await tx.insertInto('saved_report').values(row).returning('id').executeTakeFirstOrThrow());
  } else await updateSeen(command, 'saved_report', { id, version: wanted.version }, columns);
  await command.record({
    event: 'reports.reportSaved',
    subject: `report:${id}`,
    data: { before: before === null ? null : factsOf(before), after: factsOf(wanted) },
  });
  command.changed('reports');
  return { id };
}

export async function removeReport(command: CommandContext, seen: { id: number; version: number }): Promise<void> {
  const report = await changeableReport(command, seen.id);
  await updateSeen(command, 'saved_report', seen, { archived_at: command.now });
  await command.record({
    event: 'reports.reportRemoved',
    subject: `report:${seen.id}`,
    data: { before: factsOf(report) },
  });
  command.changed('reports');
}

async function changeableReport({ tx, actor }: CommandContext, id: number): Promise<KeptReport> {
  const report = await findReport(tx, id);
  if (report === null) throw notFound('report', id);
  const verdict = mayChangeReport(report, actor.operatorId, actor.may('view.manage'));
  if (verdict.allowed) return report;
  if (verdict.because === 'NOT_FOUND') throw notFound('report', id);
  throw new Failure('REPORT_NOT_YOURS', { name: report.name, owner: report.owner });
}

function factsOf({ name, shared, content, format, planned }: ReportDetails) {
  return {
    name,
    shared,
    content: JSON.stringify(content),
    format,
    planned: planned === null ? null : JSON.stringify(planned),
  };
}
