import * as z from 'zod';
import { exportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import { readerOn } from '#backend/kernel/db/dialect.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { sourceOf, writeListFile } from './list-export.ts';

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
  const { request, now, seesCost, draft, title, organisation } = task;
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    // One snapshot for the whole file, whatever is scanned meanwhile.
    sqlite.exec('BEGIN');
    const context = { reader: readerOn(sqlite), now, seesCost, language: request.language };
    const { format, words, language, paper } = request;
    const file = { draft, format, title, organisation, words, language, paper, now };
    return await writeListFile(file, await sourceOf(context, request), report);
  } finally {
    sqlite.close();
  }
}
