import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { readReport } from './read-report.ts';
import { renderReportPdf } from './report-pdf.ts';
import { writeReportWorkbook } from './report-workbook.ts';
import type { ReportTaskResult } from './report-result.ts';

const reportTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  draft: z.string(),
  id: z.number().int(),
  format: z.enum(['pdf', 'xlsx']),
  now: z.string(),
});
export type ReportTaskInput = z.infer<typeof reportTaskInput>;

/** Writes the report of a stocktake from one snapshot. */
export async function stocktakeReportTask(input: unknown): Promise<ReportTaskResult> {
  const task = reportTaskInput.parse(input);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    sqlite.exec('BEGIN');
    const report = readReport(sqlite, task.id);
    if (task.format === 'xlsx')
      await writeReportWorkbook(createWriteStream(task.draft, { flush: true }), report, task.now);
    else
      await writeFile(
        task.draft,
        await renderReportPdf(report, { fonts: fontFiles(), createdAt: new Date(task.now) }),
        { flush: true },
      );
    return { number: report.number, rows: report.variances.length, seal: report.seal };
  } finally {
    sqlite.close();
  }
}
