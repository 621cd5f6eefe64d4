import { createWriteStream } from 'node:fs';
import type {
  ExportFormat,
  ExportLanguage,
  ExportRequest,
  Paper,
} from '#shared/features/spreadsheets/export-contract.ts';
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

export { cellTexts } from './cell-text.ts';

/** What is written of a list that somebody sees. */
export async function sourceOf(context: SourceContext, request: ExportRequest): Promise<ListSource> {
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

/** How a list is written, whatever it is a list of. */
export interface ListFile {
  /** A draft beside the file that was asked for: it gets its name when it is whole. */
  draft: string;
  format: ExportFormat;
  title: string;
  organisation: string;
  /** The filter in words. */
  words: readonly string[];
  language: ExportLanguage;
  paper: Paper;
  now: string;
}

/** Writes a list, all of it, in constant memory. */
export async function writeListFile(file: ListFile, source: ListSource, report: TaskReport): Promise<{ rows: number }> {
  const { title, now, organisation, words, paper, language } = file;
  const { columns } = source;
  const target = createWriteStream(file.draft);
  const rows = (phase: 'measuring' | 'writing') => source.rows((done) => report.progress(phase, done, null));
  switch (file.format) {
    case 'csv':
      return { rows: (await writeCsv(target, { columns }, rows('writing'))).rows };
    case 'xlsx': {
      const writer = new WorkbookWriter(target, { title, creator: 'Quartermaster', company: organisation, now });
      // What a row is of stays in sight when its last columns are read.
      const sheet = await writer.writeSheet({ name: title, columns, frozenColumns: 1 }, rows('writing'));
      await writer.close();
      return { rows: sheet.rows };
    }
    case 'pdf': {
      const list = { title, organisation, words, columns, rows, paper, language, now };
      return { rows: (await writePdf(target, list)).rows };
    }
  }
}
