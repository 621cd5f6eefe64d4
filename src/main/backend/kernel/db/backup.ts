import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { Failure } from '#backend/kernel/failure.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';
import type { Sqlite } from './open.ts';

const magic = 'QMBACKUP1\n';

const header = z.object({
  format: z.literal('quartermaster-backup/1'),
  madeAt: z.string(),
  schemaVersion: z.number().int(),
  journalHead: z.object({ seq: z.number().int(), hash: z.string() }),
  /** The key slots as they were: a backup opens with the passwords of its day. */
  vault: z.string(),
  databaseBytes: z.number().int(),
  databaseSha256: z.string(),
});
export type BackupHeader = z.infer<typeof header>;

/**
 * Writes one file that holds everything: a line that names the format, the
 * length of a JSON header (4 bytes, big endian), the header, the encrypted database.
 * The copy is made by VACUUM INTO, the only way that keeps the key; the file
 * gets its name when it is whole and on the disk.
 */
export async function writeBackup(
  sqlite: Sqlite,
  file: string,
  facts: Pick<BackupHeader, 'madeAt' | 'schemaVersion' | 'journalHead' | 'vault'>,
): Promise<BackupHeader> {
  const copy = `${file}.database`;
  const draft = `${file}.part`;
  rmSync(copy, { force: true });
  try {
    sqlite.prepare('VACUUM INTO ?').run(copy);
    const written: BackupHeader = {
      format: 'quartermaster-backup/1',
      ...facts,
      databaseBytes: statSync(copy).size,
      databaseSha256: await sha256Of(copy),
    };
    const json = Buffer.from(JSON.stringify(written), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    const target = createWriteStream(draft, { mode: 0o600 });
    target.write(Buffer.concat([Buffer.from(magic), length, json]));
    await pipeline(createReadStream(copy), target);
    const handle = openSync(draft, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(draft, file);
    syncFolder(dirname(file));
    return written;
  } finally {
    rmSync(copy, { force: true });
    rmSync(draft, { force: true });
  }
}

/** @throws Failure BACKUP_UNREADABLE when the file is no backup of ours. */
export function readBackupHeader(file: string): { header: BackupHeader; databaseOffset: number } {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(magic.length + 4);
    readSync(handle, start, 0, start.length, 0);
    const length = start.readUInt32BE(magic.length);
    if (start.toString('latin1', 0, magic.length) !== magic || length > 10_000_000) throw new Error('not a backup');
    const json = Buffer.alloc(length);
    readSync(handle, json, 0, length, start.length);
    return { header: header.parse(JSON.parse(json.toString('utf8'))), databaseOffset: start.length + length };
  } catch {
    throw new Failure('BACKUP_UNREADABLE', { file });
  } finally {
    closeSync(handle);
  }
}

/** Takes the database out of a backup and checks it against its digest. @throws Failure BACKUP_DAMAGED */
export async function extractDatabase(file: string, database: string): Promise<BackupHeader> {
  const { header: found, databaseOffset } = readBackupHeader(file);
  await pipeline(createReadStream(file, { start: databaseOffset }), createWriteStream(database, { mode: 0o600 }));
  if (statSync(database).size !== found.databaseBytes || (await sha256Of(database)) !== found.databaseSha256) {
    rmSync(database, { force: true });
    throw new Failure('BACKUP_DAMAGED', { file });
  }
  return found;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
