import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#backend/kernel/failure.ts';
import { syncFolder } from '#backend/kernel/storage/write-file.ts';

const magic = Buffer.from('QMATTACH1\n');
const nonceLength = 12;
const seal = 16;

/** Where the files of an inventory lie, and the key that theirs are made from. */
export interface ContentStore {
  folder: string;
  dataKey: Uint8Array;
  randomBytes(length: number): Uint8Array;
}

function keyOf(dataKey: Uint8Array, salt: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, salt, `quartermaster attachment ${purpose}`, 32));
}

/** Name of the file: keyed, so that nobody who sees the folder can tell whether a known file is in it. */
function nameOf(dataKey: Uint8Array, sha256: string): string {
  return createHmac('sha256', keyOf(dataKey, '', 'name'))
    .update(sha256)
    .digest('hex');
}

export function contentFile({ folder, dataKey }: Pick<ContentStore, 'folder' | 'dataKey'>, sha256: string): string {
  const name = nameOf(dataKey, sha256);
  return join(folder, name.slice(0, 2), name);
}

/**
 * Keeps a content, once however often it is given: AES-256-GCM under a key of its own (HKDF-SHA-256 of the data key),
 * with the digest as associated data. The file is on the disk when this returns, before any row may point at it.
 * @returns SHA-256 of the content, hexadecimal
 */
export function storeContent(store: ContentStore, content: Uint8Array): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = contentFile(store, sha256);
  if (existsSync(file)) return sha256;
  const nonce = store.randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', keyOf(store.dataKey, sha256, 'content'), nonce).setAAD(
    Buffer.from(sha256),
  );
  const sealed = Buffer.concat([magic, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  const folder = join(file, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, sealed);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(folder);
  return sha256;
}

/** @throws Failure ATTACHMENT_DAMAGED when the file is gone or was changed by as much as a bit */
export function readContent(store: Pick<ContentStore, 'folder' | 'dataKey'>, sha256: string): Buffer {
  try {
    const sealed = readFileSync(contentFile(store, sha256));
    if (!sealed.subarray(0, magic.length).equals(magic)) throw new Error('no attachment');
    const nonce = sealed.subarray(magic.length, magic.length + nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(store.dataKey, sha256, 'content'), nonce)
      .setAAD(Buffer.from(sha256))
      .setAuthTag(sealed.subarray(-seal));
    return Buffer.concat([decipher.update(sealed.subarray(magic.length + nonceLength, -seal)), decipher.final()]);
  } catch {
    throw new Failure('ATTACHMENT_DAMAGED', { sha256 });
  }
}

/** Takes a content from one key to another, unless it is there. @returns whether it could be opened */
export function carryOver(
  { from, to }: { from: Pick<ContentStore, 'folder' | 'dataKey'>; to: ContentStore },
  sha256: string,
): boolean {
  if (existsSync(contentFile(to, sha256))) return true;
  try {
    storeContent(to, readContent(from, sha256));
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'ATTACHMENT_DAMAGED') return false;
    throw error;
  }
}

/** Relative paths of all kept files, in order, for a backup; drafts of a crash are left out. */
export function listContentFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isContentPath(name))
    .toSorted();
}

/** The only form that a path inside the folder may have; a backup can't write anywhere else. */
export function isContentPath(path: string): boolean {
  return /^([\da-f]{2})\/\1[\da-f]{62}$/.test(path);
}
