import * as z from 'zod';
import { reportContent } from '#shared/features/reports/builder-contract.ts';
import { exportFormats, exportLanguage, paper } from '#shared/features/spreadsheets/export-contract.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { listExport } from '#backend/features/spreadsheets/index.ts';
import { sourceOfReport, wordsOfReport } from './report-source.ts';

const reportTaskInput = z.object({
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  draft: z.string(),
  content: reportContent,
  format: z.enum(exportFormats),
  language: exportLanguage,
  paper,
  title: z.string(),
  organisation: z.string(),
  seesCost: z.boolean(),
  now: z.string(),
});
export type ReportTaskInput = z.infer<typeof reportTaskInput>;

/** Writes a report from one snapshot, all of it, in constant memory. */
export async function reportTask(input: unknown, report: TaskReport): Promise<{ rows: number }> {
  const task = reportTaskInput.parse(input);
  const { content, language } = task;
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    sqlite.exec('BEGIN');
    const { writeListFile } = await listExport();
    const source = await sourceOfReport(sqlite, content, task);
    const words = await wordsOfReport(sqlite, content, language);
    return await writeListFile({ ...task, words }, source, report);
  } finally {
    sqlite.close();
  }
}
