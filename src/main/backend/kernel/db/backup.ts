import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  createReadStream,
  createWriteStream,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { isContentPath, listContentFiles } from '#backend/kernel/attachments/content-store.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { syncFile, syncFolder } from '#backend/kernel/storage/write-file.ts';
import type { Sqlite } from './open.ts';

const magic = 'QMBACKUP1\n';

const header = z.object({
  /** Files of the second version hold the attachments as well. */
  format: z.enum(['quartermaster-backup/1', 'quartermaster-backup/2']),
  madeAt: z.string(),
  schemaVersion: z.number().int(),
  journalHead: z.object({ seq: z.number().int(), hash: z.string() }),
  /** The key slots as they were: a backup opens with the passwords of its day. */
  vault: z.string(),
  databaseBytes: z.number().int(),
  databaseSha256: z.string(),
  /** Encrypted files that follow the database, in order. */
  attachments: z
    .array(z.object({ path: z.string().refine(isContentPath), bytes: z.number().int(), sha256: z.string() }))
    .default([]),
});
export type BackupHeader = z.infer<typeof header>;

/**
 * Writes one file that holds everything: a line that names the format, the
 * length of a JSON header (4 bytes, big endian), the header, the encrypted database, the encrypted attachments.
 * The copy is made by VACUUM INTO, the only way that keeps the key; the file
 * gets its name when it is whole and on the disk.
 */
export async function writeBackup(
  sqlite: Sqlite,
  file: string,
  facts: Pick<BackupHeader, 'madeAt' | 'schemaVersion' | 'journalHead' | 'vault'>,
  attachmentsFolder: string,
): Promise<BackupHeader> {
  const copy = `${file}.database`;
  const draft = `${file}.part`;
  rmSync(copy, { force: true });
  try {
    sqlite.prepare('VACUUM INTO ?').run(copy);
    const written: BackupHeader = {
      format: 'quartermaster-backup/2',
      ...facts,
      databaseBytes: statSync(copy).size,
      databaseSha256: await sha256Of(copy),
      // Listed after the copy was made: what a row of it points at was on the disk before the row.
      attachments: await describeFiles(attachmentsFolder),
    };
    const json = Buffer.from(JSON.stringify(written), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    const target = createWriteStream(draft, { mode: 0o600 });
    target.write(Buffer.concat([Buffer.from(magic), length, json]));
    await pipeline(createReadStream(copy), target, { end: false });
    for (const { path } of written.attachments)
      await pipeline(createReadStream(join(attachmentsFolder, path)), target, { end: false });
    await new Promise<void>((resolve, reject) => {
      target.on('error', reject).end(() => resolve());
    });
    syncFile(draft);
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
  let handle: number | null = null;
  try {
    handle = openSync(file, 'r');
    const start = Buffer.alloc(magic.length + 4);
    readSync(handle, start, 0, start.length, 0);
    const length = start.readUInt32BE(magic.length);
    if (start.toString('latin1', 0, magic.length) !== magic || length > 500_000_000) throw new Error('not a backup');
    const json = Buffer.alloc(length);
    readSync(handle, json, 0, length, start.length);
    return { header: header.parse(JSON.parse(json.toString('utf8'))), databaseOffset: start.length + length };
  } catch {
    throw new Failure('BACKUP_UNREADABLE', { file });
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/** Takes the database out of a backup and checks it against its digest. @throws Failure BACKUP_DAMAGED */
export async function extractDatabase(file: string, database: string): Promise<BackupHeader> {
  const { header: found, databaseOffset } = readBackupHeader(file);
  await pipeline(
    createReadStream(file, { start: databaseOffset, end: databaseOffset + found.databaseBytes - 1 }),
    createWriteStream(database, { mode: 0o600 }),
  );
  syncFile(database);
  if (statSync(database).size !== found.databaseBytes || (await sha256Of(database)) !== found.databaseSha256) {
    rmSync(database, { force: true });
    throw new Failure('BACKUP_DAMAGED', { file });
  }
  return found;
}

async function describeFiles(folder: string): Promise<BackupHeader['attachments']> {
  const files: BackupHeader['attachments'] = [];
  for (const path of listContentFiles(folder)) {
    const file = join(folder, path);
    files.push({ path, bytes: statSync(file).size, sha256: await sha256Of(file) });
  }
  return files;
}

/** Takes the attachments out of a backup and checks each against its digest. @throws Failure BACKUP_DAMAGED */
export async function extractAttachments(file: string, folder: string): Promise<void> {
  const { header: found, databaseOffset } = readBackupHeader(file);
  let start = databaseOffset + found.databaseBytes;
  for (const { path, bytes, sha256 } of found.attachments) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    await pipeline(
      createReadStream(file, { start, end: start + bytes - 1 }),
      createWriteStream(target, { mode: 0o600 }),
    );
    syncFile(target);
    if (statSync(target).size !== bytes || (await sha256Of(target)) !== sha256) {
      throw new Failure('BACKUP_DAMAGED', { file });
    }
    start += bytes;
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
