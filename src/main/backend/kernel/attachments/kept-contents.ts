import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutInvisible } from '#shared/primitives/text.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { ContentStore } from './content-store.ts';

/** Where the files of the open inventory are kept. */
export function contentStoreOf(backend: Backend): ContentStore {
  const { folder, surroundings } = backend;
  if (!folder) throw new Failure('NOT_SIGNED_IN');
  return {
    folder: folder.attachments,
    dataKey: openInventoryOf(backend).dataKey,
    randomBytes: (length) => surroundings.randomBytes(length),
  };
}

/** Names that Windows takes for devices, whatever their extension. */
const reservedName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name that no system takes for a path, a device or a hidden file. */
export function safeFileName(name: string): string {
  const plain = withoutInvisible(name.normalize('NFC'))
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replace(/^[.\s]+/, '')
    .slice(0, 120)
    .replace(/[.\s]+$/, '');
  return plain === '' ? 'file' : reservedName.test(plain) ? `_${plain}` : plain;
}

/** Writes a decrypted copy, read-only; it is taken away when the folder is opened the next time. */
export function writeCopy(backend: Backend, content: Uint8Array, fileName: string, extension: string): string {
  const name = safeFileName(fileName).replace(/\.[^.]*$/, '');
  const unique = Buffer.from(backend.surroundings.randomBytes(8)).toString('hex');
  const folder = join(backend.folder?.work ?? '', 'opened', unique);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const copy = join(folder, `${name}.${extension}`);
  writeFileSync(copy, content, { mode: 0o400, flag: 'wx' });
  return copy;
}
