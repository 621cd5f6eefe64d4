import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Permission } from '#shared/features/auth/permissions.ts';
import type { ExportFormat, ExportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { FileFilter } from '#backend/kernel/host/host.ts';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { ExportTaskInput } from './export-task.ts';

export const fileFilters: Readonly<Record<ExportFormat, FileFilter>> = {
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'] },
  csv: { name: 'CSV', extensions: ['csv'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
};

const seen: Readonly<Record<ExportRequest['list'], Permission>> = {
  assets: 'asset.view',
  people: 'person.view',
  places: 'place.view',
  movements: 'asset.view',
  expiries: 'asset.view',
  supplies: 'supply.view',
  installations: 'asset.view',
  requisitions: 'asset.view',
  orders: 'asset.view',
  contracts: 'asset.view',
  costs: 'asset.cost.view',
  suppliers: 'supplier.view',
  loans: 'asset.view',
};

/** What a list is called where it has no page of its own. */
const titles: Partial<Record<ExportRequest['list'], string>> = {
  requisitions: 'procurement.requisitions',
  orders: 'procurement.orders',
  contracts: 'procurement.contracts',
  suppliers: 'catalogue.suppliers',
};

/** Whether somebody who may do so much may see the list. */
export function mayExport(list: ExportRequest['list'], may: (permission: Permission) => boolean): boolean {
  return may(seen[list]);
}

export function titleOfList({ list, language }: Pick<ExportRequest, 'list' | 'language'>): string {
  return textIn(language, titles[list] ?? `nav.${list}`);
}

/** Asks where, then writes the list as a job. @throws Failure FORBIDDEN when the list itself may not be seen */
export async function exportList(
  { backend, session }: Call,
  request: ExportRequest,
): Promise<{ jobId: string | null }> {
  const actor = actingOperator(session);
  const permission = seen[request.list];
  if (!actor.may(permission)) throw new Failure('FORBIDDEN', { permission });
  const title = titleOfList(request);
  const path = await backend.host.chooseSaveFile({
    defaultName: `${title} ${dayOf(backend.surroundings.now())}.${request.format}`,
    filters: [fileFilters[request.format]],
  });
  if (path === null) return { jobId: null };
  const write = (job: RunningJob) => exportToFile(backend, job, actor, request, { title, path });
  return { jobId: backend.jobs.start('export', basename(path), write) };
}

/** Writes beside the file and renames at the end: what was there before stays until the new one is whole. */
async function exportToFile(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  request: ExportRequest,
  { title, path }: { title: string; path: string },
): Promise<Record<string, string | number>> {
  const inventory = openInventoryOf(backend);
  if (!backend.folder) throw new Failure('NOT_SIGNED_IN');
  const draft = `${path}.part`;
  const task: ExportTaskInput = {
    databaseFile: backend.folder.database,
    dataKey: inventory.dataKey,
    draft,
    request,
    title,
    organisation: (await readSetting(inventory.reader, organisationSetting)).name,
    seesCost: actor.may('asset.cost.view'),
    now: backend.surroundings.now(),
  };
  try {
    const { rows } = (await job.work('spreadsheets.export', task)) as { rows: number };
    // The file gets its name in the transaction of its journal entry: none leaves without one.
    await inTransaction(backend, actor, async (command) => {
      const { list, filter, columns, format } = request;
      await command.record({
        event: 'spreadsheets.exported',
        subject: `list:${list}`,
        data: {
          fileName: basename(path),
          format,
          rows,
          seesCost: task.seesCost,
          columns: columns.join(' '),
          filter: JSON.stringify(filter),
        },
      });
      renameSync(draft, path);
    });
    return { path, rows };
  } finally {
    rmSync(draft, { force: true });
  }
}
