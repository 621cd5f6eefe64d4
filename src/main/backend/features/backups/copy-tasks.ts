import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { writeBackup } from '#backend/kernel/db/backup.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { checkAttachments, checkDatabase, glanceAtDatabase, readBack } from './read-back.ts';

const key = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const backupInput = z.object({
  databaseFile: z.string(),
  attachmentsFolder: z.string(),
  workFolder: z.string(),
  dataKey: key,
  file: z.string(),
  madeAt: z.string(),
  schemaVersion: z.number().int(),
  vault: z.string(),
});
export type BackupInput = z.infer<typeof backupInput>;

const drillInput = z.object({ file: z.string(), dataKey: key, workFolder: z.string() });
export type DrillInput = z.infer<typeof drillInput>;

const checkInput = z.object({
  databaseFile: z.string(),
  dataKey: key,
  /** Read as well by the whole check: every file that a row points at is there and opens. */
  attachmentsFolder: z.string(),
  heads: z.array(z.object({ seq: z.number().int(), hash: z.string() })),
});
export type CheckInput = z.infer<typeof checkInput>;

/** What a worker found. */
export const workerFindings = z.object({
  bytes: z.number().int().nullable(),
  entries: z.number().int(),
  headSeq: z.number().int().nullable(),
  headHash: z.string().nullable(),
});

/** In the worker: copies a large database without holding a scan up, and reads the copy back before it counts. */
export const backupTask: Task = async (input, report) => {
  const { databaseFile, attachmentsFolder, workFolder, dataKey, file, ...facts } = backupInput.parse(input);
  mkdirSync(dirname(file), { recursive: true });
  const sqlite = openSqlite({ file: databaseFile, key: dataKey, readonly: true });
  try {
    // The copy is written to another file, which a connection for queries only refuses as well.
    sqlite.pragma('query_only = OFF');
    report.progress('copying', 0, null);
    const head = sqlite
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get();
    if (!head) throw new Failure('STORAGE_CORRUPT', { file: databaseFile });
    const { databaseBytes, journalHead } = await writeBackup(
      sqlite,
      file,
      { ...facts, journalHead: head },
      attachmentsFolder,
    );
    report.progress('verifying', 0, null);
    const entries = await readBack(file, dataKey, workFolder, { attachments: false });
    return { bytes: databaseBytes, entries, headSeq: journalHead.seq, headHash: journalHead.hash };
  } finally {
    sqlite.close();
  }
};

/** In the worker: restores a backup with its attachments where nobody works, and takes it away again. */
export const drillTask: Task = async (input, report) => {
  const { file, dataKey, workFolder } = drillInput.parse(input);
  report.progress('verifying', 0, null);
  return {
    bytes: null,
    entries: await readBack(file, dataKey, workFolder, { attachments: true }),
    headSeq: null,
    headHash: null,
  };
};

/**
 * In the worker: reads every page of the register, and holds its journal against what its backups say: whoever had the
 * key could rewrite the whole chain, but not what lies on another disk. Beside the desk, which goes on writing.
 */
export const checkTask: Task = async (input, report) => {
  const { databaseFile, attachmentsFolder, dataKey, heads } = checkInput.parse(input);
  report.progress('verifying', 0, null);
  const entries = await Promise.resolve(checkDatabase(databaseFile, dataKey, heads, true));
  checkAttachments(databaseFile, dataKey, attachmentsFolder);
  return { bytes: null, entries, headSeq: null, headHash: null };
};

/** In the worker, after each start: whether the register is whole as far as a moment can tell. */
export const glanceTask: Task = async (input, report) => {
  const { databaseFile, dataKey, heads } = checkInput.parse(input);
  report.progress('verifying', 0, null);
  glanceAtDatabase(databaseFile, dataKey, heads);
  return Promise.resolve({ bytes: null, entries: 0, headSeq: null, headHash: null });
};
