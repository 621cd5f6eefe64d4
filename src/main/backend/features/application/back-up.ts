import { readFileSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { writeBackup } from '#backend/kernel/db/backup.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import * as z from 'zod';

const backupTaskInput = z.object({
  databaseFile: z.string(),
  attachmentsFolder: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  file: z.string(),
  madeAt: z.string(),
  schemaVersion: z.number().int(),
  vault: z.string(),
});
type BackupTaskInput = z.infer<typeof backupTaskInput>;

/** In the worker: copies a large database without holding a scan up. */
export const backupTask: Task = async (input, report) => {
  const { databaseFile, attachmentsFolder, dataKey, file, ...facts } = backupTaskInput.parse(input);
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
    return { bytes: databaseBytes, headSeq: journalHead.seq, headHash: journalHead.hash };
  } finally {
    sqlite.close();
  }
};

/** Starts a backup into one file. @returns the job's identifier */
export function startBackup(backend: Backend, actor: Actor, path: string): string {
  // A backup replaces what lies at its path, so that must not be anything but a backup.
  if (!isAbsolute(path) || !path.endsWith('.qmbackup')) {
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['path'], code: 'not_a_backup_path' }] });
  }
  return backend.jobs.start('backup', basename(path), async (job) => {
    const inventory = openInventoryOf(backend);
    const { folder } = backend;
    if (!folder) throw new Failure('NOT_SIGNED_IN');
    const input: BackupTaskInput = {
      databaseFile: folder.database,
      attachmentsFolder: folder.attachments,
      dataKey: inventory.dataKey,
      file: path,
      madeAt: backend.surroundings.now(),
      schemaVersion: inventory.schemaVersion,
      vault: readFileSync(folder.vault, 'utf8'),
    };
    const made = (await job.work('application.backup', input)) as { bytes: number; headSeq: number; headHash: string };
    await inTransaction(backend, actor, (command) =>
      command.record({ event: 'application.backedUp', subject: 'backup', data: { fileName: basename(path), ...made } }),
    );
    return { path, ...made };
  });
}
