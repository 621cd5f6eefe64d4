import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { DataFolder } from '#backend/kernel/storage/data-folder.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { folderOf } from '#backend/features/auth/index.ts';

const noted = z.object({ path: z.string() });
const noteOf = (folder: DataFolder, jobId: string): string => join(folder.work, `backing-up-${jobId}.json`);

/** Written before a backup lays anything beside its file: a crash must not leave a copy of the register there for ever. */
export function noteDrafts(backend: Backend, jobId: string, path: string): void {
  writeFileWhole(noteOf(folderOf(backend), jobId), JSON.stringify({ path }));
}

/** Takes away what a backup that has ended, or was cut short, laid beside its file. */
export function removeDrafts(backend: Backend, jobId: string, path: string): void {
  try {
    for (const suffix of ['.part', '.database', '.database-journal']) rmSync(`${path}${suffix}`, { force: true });
    rmSync(noteOf(folderOf(backend), jobId), { force: true });
  } catch (error) {
    // E.g. a disk that is not there any more: what lies on it waits for the next start.
    backend.log.defect(error, { doing: 'taking away the drafts of a backup' });
  }
}

/** At start, when no backup runs: the drafts of those that were cut short are taken away. */
export function discardDrafts(backend: Backend): void {
  const { work } = folderOf(backend);
  for (const name of readdirSync(work)) {
    const jobId = /^backing-up-(\d+)\.json$/.exec(name)?.[1];
    if (jobId === undefined) continue;
    const { path } = noted.parse(JSON.parse(readFileSync(join(work, name), 'utf8')));
    removeDrafts(backend, jobId, path);
  }
}
