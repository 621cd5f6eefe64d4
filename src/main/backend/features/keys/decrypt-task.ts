import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { listContents } from '#backend/kernel/attachments/content-columns.ts';
import { readContent } from '#backend/kernel/attachments/content-store.ts';
import { fileTypeOf } from '#backend/kernel/attachments/file-type.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { decryptDatabase } from '#backend/kernel/db/rekey.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';

const input = z.object({
  database: z.string(),
  attachments: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  folder: z.string(),
  openSealed: z.boolean(),
});
export type DecryptInput = z.infer<typeof input>;

export const decrypted = z.object({ values: z.number().int(), files: z.number().int(), lost: z.number().int() });

/**
 * In the worker: the whole register in clear, as a database that any SQLite reads and files by their digest, which the
 * columns of the database name.
 *
 * @throws Failure FOLDER_NOT_EMPTY
 */
export const decryptTask: Task = async (raw, report) => {
  const { database, attachments, dataKey, folder, openSealed } = input.parse(raw);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Failure('FOLDER_NOT_EMPTY', { folder });
  const target = join(folder, 'files');
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const copy = join(folder, 'quartermaster.db');
  const sqlite = openSqlite({ file: database, key: dataKey, readonly: true });
  try {
    report.progress('copying', 0, null);
    // The copy is written to another file, which a connection for queries only refuses as well.
    sqlite.pragma('query_only = OFF');
    sqlite.prepare('VACUUM INTO ?').run(copy);
    const digests = listContents(sqlite);
    const values = decryptDatabase(copy, dataKey, openSealed);
    let lost = 0;
    for (const [index, sha256] of digests.entries()) {
      report.progress('writing', index, digests.length);
      try {
        const content = readContent({ folder: attachments, dataKey }, sha256);
        writeFileSync(join(target, `${sha256}.${fileTypeOf(content)?.extension ?? 'bin'}`), content, { mode: 0o600 });
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'ATTACHMENT_DAMAGED') throw error;
        lost += 1;
      }
    }
    return await Promise.resolve({ values, files: digests.length - lost, lost });
  } finally {
    sqlite.close();
  }
};
