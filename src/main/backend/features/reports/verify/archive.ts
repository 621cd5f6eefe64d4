import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { UnreadablePack } from './pack-fault.ts';

interface Entry {
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly offset: number;
}

const endLength = 22;
const centralLength = 46;
const localLength = 30;
const block = 1 << 18;
/** Unpacked it is at most about a thousand times as much, which still fits into memory. */
const packedBlock = 1 << 15;
const mostEntries = 200;
const partName =
  /^(?:xl\/worksheets\/sheet\d{1,3}\.xml|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|docProps\/(?:core|app)\.xml|_rels\/\.rels|\[Content_Types\]\.xml)$/;

/**
 * The archive of a pack. The general guard unpacks a whole workbook into memory, up to half a gigabyte; a pack's journal
 * may be larger, so its parts are streamed. In return nothing is accepted that the application would not have written:
 * no other part, no comment, no gap between the parts, no other compression, no wide or encrypted entry.
 */
export class PackArchive {
  readonly #file: FileHandle;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(file: FileHandle, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.#entries = entries;
  }

  /** @throws UnreadablePack; file-system errors as they are. */
  static async open(path: string): Promise<PackArchive> {
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      if (!facts.isFile()) throw new UnreadablePack('not a file');
      return new PackArchive(file, await readDirectory(file, facts.size));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The part's bytes; its size and checksum are checked at the end. */
  async *part(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) throw new UnreadablePack(name);
    const start = entry.offset + localLength + Buffer.byteLength(name);
    let bytes = 0;
    let crc = 0;
    try {
      for await (const chunk of inflated(blocksOf(this.#file, start, entry.packed, packedBlock))) {
        bytes += chunk.length;
        if (bytes > entry.bytes) throw new UnreadablePack(`${name}: size`);
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof UnreadablePack ? error : new UnreadablePack(`${name}: compression`);
    }
    if (bytes !== entry.bytes || crc !== entry.crc) throw new UnreadablePack(`${name}: checksum`);
  }

  /** A small part as text. */
  async text(name: string, mostBytes = 1 << 20): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.part(name)) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new UnreadablePack(`${name}: size`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** SHA-256 of a file's bytes. */
export async function fileDigest(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    for await (const chunk of blocksOf(file, 0, (await file.stat()).size)) hash.update(chunk);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/**
 * Unpacks block by block; who stops listening in the middle leaves nothing running. Damaged data may end the stream
 * without calling a write back, so each wait ends with the stream too.
 */
async function* inflated(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const ready: Buffer[] = [];
  inflate.on('data', (chunk: Buffer) => ready.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    inflate.once('end', resolve).once('error', reject);
  });
  ended.catch(() => undefined);
  try {
    for await (const packed of blocks) {
      const written = new Promise<void>((resolve) => {
        inflate.write(packed, () => resolve());
      });
      await Promise.race([written, ended]);
      yield* ready.splice(0);
    }
    inflate.end();
    await ended;
    yield* ready.splice(0);
  } finally {
    inflate.destroy();
  }
}

async function* blocksOf(file: FileHandle, start: number, length: number, blockBytes = block): AsyncGenerator<Buffer> {
  for (let at = start; at < start + length;) {
    const { bytesRead, buffer } = await file.read(
      Buffer.allocUnsafe(Math.min(blockBytes, start + length - at)),
      0,
      undefined,
      at,
    );
    if (bytesRead === 0) throw new UnreadablePack('end of file');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of blocksOf(file, start, length)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function readDirectory(file: FileHandle, size: number): Promise<Map<string, Entry>> {
  if (size < endLength) throw new UnreadablePack('directory');
  const end = await bytesAt(file, size - endLength, endLength);
  const count = end.readUInt16LE(10);
  const length = end.readUInt32LE(12);
  const start = end.readUInt32LE(16);
  if (end.readUInt32LE(0) !== 0x06054b50 || end.readUInt16LE(20) !== 0) throw new UnreadablePack('directory');
  if (count > mostEntries || start + length + endLength !== size) throw new UnreadablePack('directory');
  const directory = await bytesAt(file, start, length);
  const entries = new Map<string, Entry>();
  let at = 0;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + centralLength > length || directory.readUInt32LE(at) !== 0x02014b50) throw new UnreadablePack('directory');
    const nameEnd = at + centralLength + directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + centralLength, nameEnd);
    const entry: Entry = {
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    };
    const plain = directory.readUInt16LE(at + 8) === 0x0808 && directory.readUInt16LE(at + 10) === 8;
    const bare = directory.readUInt16LE(at + 30) === 0 && directory.readUInt16LE(at + 32) === 0;
    if (!plain || !bare || !partName.test(name) || entries.has(name)) throw new UnreadablePack(`part ${name}`);
    if (entry.offset !== next) throw new UnreadablePack(`part ${name}`);
    await refuseOtherHeader(file, name, entry);
    entries.set(name, entry);
    // Parts follow each other with a header before and a descriptor of 16 bytes behind.
    next = entry.offset + localLength + Buffer.byteLength(name) + entry.packed + 16;
    at = nameEnd;
  }
  if (at !== length || next !== start) throw new UnreadablePack('directory');
  return entries;
}

/** Readers that go through the file from the front must see the same part under the same name. */
async function refuseOtherHeader(file: FileHandle, name: string, { offset }: Entry): Promise<void> {
  const header = await bytesAt(file, offset, localLength + Buffer.byteLength(name));
  const same =
    header.readUInt32LE(0) === 0x04034b50 &&
    header.readUInt16LE(6) === 0x0808 &&
    header.readUInt16LE(8) === 8 &&
    header.readUInt16LE(26) === Buffer.byteLength(name) &&
    header.readUInt16LE(28) === 0 &&
    header.toString('utf8', localLength) === name;
  if (!same) throw new UnreadablePack(`part ${name}`);
}
