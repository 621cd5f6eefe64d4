import { createWriteStream } from 'node:fs';
import * as z from 'zod';
import { exportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import type { ExportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { writeCsv } from '../write/csv-writer.ts';
import { WorkbookWriter } from '../write/xlsx-writer.ts';
import { assetsSource } from './assets-source.ts';
import { costsSource } from './costs-source.ts';
import type { ListSource, SourceContext } from './list-source.ts';
import { expiriesSource } from './expiries-source.ts';
import { installationsSource } from './installations-source.ts';
import { loansSource } from './loans-source.ts';
import { movementsSource } from './movements-source.ts';
import { peopleSource } from './people-source.ts';
import { placesSource } from './places-source.ts';
import { contractsSource, ordersSource, requisitionsSource, suppliersSource } from './purchasing-source.ts';
import { suppliesSource } from './supplies-source.ts';
import { writePdf } from './write-pdf.ts';

const exportTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  /** A draft beside the file that was asked for: it gets its name when it is whole. */
  draft: z.string(),
  request: exportRequest,
  title: z.string(),
  organisation: z.string(),
  seesCost: z.boolean(),
  now: z.string(),
});
export type ExportTaskInput = z.infer<typeof exportTaskInput>;

/** Writes a list as it is seen, all of it, in constant memory. */
export async function exportTask(input: unknown, report: TaskReport): Promise<{ rows: number }> {
  const task = exportTaskInput.parse(input);
  const { request, now, seesCost } = task;
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    // One snapshot for the whole file, whatever is scanned meanwhile.
    sqlite.exec('BEGIN');
    const context = { reader: readerOn(sqlite), now, seesCost, language: request.language };
    return await writeList(task, await sourceOf(context, request), report);
  } finally {
    sqlite.close();
  }
}

async function sourceOf(context: SourceContext, request: ExportRequest): Promise<ListSource> {
  switch (request.list) {
    case 'assets':
      return assetsSource(context, request);
    case 'people':
      return peopleSource(context, request);
    case 'movements':
      return movementsSource(context, request);
    case 'expiries':
      return expiriesSource(context, request);
    case 'places':
      return placesSource(context, request);
    case 'installations':
      return installationsSource(context, request);
    case 'requisitions':
      return requisitionsSource(context, request);
    case 'orders':
      return ordersSource(context, request);
    case 'contracts':
      return contractsSource(context, request);
    case 'costs':
      return costsSource(context, request);
    case 'suppliers':
      return suppliersSource(context, request);
    case 'loans':
      return loansSource(context, request);
    case 'supplies':
      return suppliesSource(context, request);
  }
}

async function writeList(task: ExportTaskInput, source: ListSource, report: TaskReport): Promise<{ rows: number }> {
  const { request, title, now, organisation } = task;
  const { columns } = source;
  const target = createWriteStream(task.draft);
  const rows = (phase: 'measuring' | 'writing') => source.rows((done) => report.progress(phase, done, null));
  switch (request.format) {
    case 'csv':
      return { rows: (await writeCsv(target, { columns }, rows('writing'))).rows };
    case 'xlsx': {
      const writer = new WorkbookWriter(target, { title, creator: 'Quartermaster', company: organisation, now });
      const sheet = await writer.writeSheet({ name: title, columns }, rows('writing'));
      await writer.close();
      return { rows: sheet.rows };
    }
    case 'pdf': {
      const { words, paper, language } = request;
      return {
        rows: (await writePdf(target, { title, organisation, words, columns, rows, paper, language, now })).rows,
      };
    }
  }
}
