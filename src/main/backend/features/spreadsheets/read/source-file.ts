import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { TableError } from './table.ts';

/** An opened regular file: everything reads from one handle, so the name may be given to another file meanwhile. */
export interface SourceFile {
  readonly handle: FileHandle;
  readonly bytes: number;
}

const BLOCK = 1 << 18;

/** Opens a file for reading; a pipe, device or folder is refused without waiting for it. */
export async function openSource(path: string): Promise<SourceFile> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const facts = await handle.stat();
  const problem = !facts.isFile() ? 'NOT_A_FILE' : facts.size === 0 ? 'EMPTY_FILE' : null;
  if (problem !== null) {
    await handle.close();
    throw new TableError(problem);
  }
  return { handle, bytes: facts.size };
}

/** The file's first bytes. */
export async function beginningOf(source: SourceFile, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, source.bytes));
  const { bytesRead } = await source.handle.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

/** The whole file in blocks of 256 KiB. */
export async function* blocksOf(source: SourceFile, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let position = 0;
  while (position < source.bytes) {
    signal?.throwIfAborted();
    const buffer = Buffer.allocUnsafe(Math.min(BLOCK, source.bytes - position));
    const { bytesRead } = await source.handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) throw new TableError('FILE_CHANGED');
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The whole file at once with its digest; only for files already known to be small enough. */
export async function wholeOf(source: SourceFile): Promise<{ content: Buffer; sha256: string }> {
  const content = await beginningOf(source, source.bytes);
  if (content.length !== source.bytes) throw new TableError('FILE_CHANGED');
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Refuses a file above the limit. */
export function refuseAbove(source: SourceFile, maxBytes: number): void {
  if (source.bytes > maxBytes) throw new TableError('TOO_LARGE', { bytes: source.bytes, maxBytes });
}
