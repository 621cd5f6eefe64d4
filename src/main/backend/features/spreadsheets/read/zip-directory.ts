import { crc32, inflateRawSync } from 'node:zlib';
import { TableError } from './table.ts';

/** One part of a zip archive as its central directory tells it (APPNOTE 6.3.10, 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly dataStart: number;
}

export interface ZipLimits {
  readonly maxEntries: number;
  readonly maxTotalBytes: number;
  readonly maxRatio: number;
  /** Entries below this size are exempt from the ratio. */
  readonly ratioFrom: number;
}

export const WORKBOOK_ZIP_LIMITS: ZipLimits = {
  maxEntries: 200,
  maxTotalBytes: 512 << 20,
  maxRatio: 100,
  ratioFrom: 1 << 20,
};

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const CENTRAL_SIGNATURE = 0x02014b50;
const CENTRAL_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
/** Method of a part that is not packed. */
export const STORED = 0;
const DEFLATED = 8;

function damaged(reason: string): TableError {
  return new TableError('DAMAGED_FILE', { reason });
}

/** Offset of the end record: it may be followed by a comment of up to 65,535 bytes. */
function endRecordOf(file: Buffer): number {
  const earliest = Math.max(0, file.length - END_LENGTH - 0xffff);
  for (let at = file.length - END_LENGTH; at >= earliest; at -= 1) {
    if (file.readUInt32LE(at) === END_SIGNATURE && at + END_LENGTH + file.readUInt16LE(at + 20) <= file.length)
      return at;
  }
  throw damaged('NO_DIRECTORY');
}

/** A name under which nothing can be written outside a folder, though nothing is ever written. */
function safeName(raw: string): string {
  const name = raw.replaceAll('\\', '/');
  if (name === '' || name.startsWith('/') || name.includes('\0') || /^[a-z]:/i.test(name)) throw damaged('UNSAFE_NAME');
  if (name.split('/').includes('..')) throw damaged('UNSAFE_NAME');
  return name;
}

/** 64-bit sizes of the extra field 0x0001; only those the directory left open are in it, in this order. */
function wideSizes(extra: Buffer, bytes: number, packed: number, offset: number): [number, number, number] {
  const result: [number, number, number] = [bytes, packed, offset];
  if (!result.includes(0xffffffff)) return result;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    let from = at + 4;
    for (const [index, value] of result.entries()) {
      if (value !== 0xffffffff || from + 8 > end) continue;
      result[index] = Number(extra.readBigUInt64LE(from));
      from += 8;
    }
  }
  return result;
}

function dataStartOf(file: Buffer, local: number, packed: number): number {
  if (local + LOCAL_LENGTH > file.length || file.readUInt32LE(local) !== LOCAL_SIGNATURE) throw damaged('LOCAL_HEADER');
  const start = local + LOCAL_LENGTH + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  if (start + packed > file.length) throw damaged('TRUNCATED');
  return start;
}

/**
 * Reads the central directory and refuses an archive whose claims already exceed the limits.
 * @throws TableError DAMAGED_FILE (with a reason), ENCRYPTED_FILE or ZIP_BOMB
 */
export function zipEntries(file: Buffer, limits: ZipLimits): ZipEntry[] {
  if (file.length < END_LENGTH) throw damaged('NO_DIRECTORY');
  const end = endRecordOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count === 0xffff || file.readUInt32LE(end + 16) === 0xffffffff) throw damaged('WIDE_DIRECTORY');
  if (count > limits.maxEntries) throw new TableError('ZIP_BOMB', { entries: count, maxEntries: limits.maxEntries });
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const spans: [number, number][] = [];
  let at = file.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_LENGTH > end || file.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw damaged('DIRECTORY');
    const nameEnd = at + CENTRAL_LENGTH + file.readUInt16LE(at + 28);
    const extraEnd = nameEnd + file.readUInt16LE(at + 30);
    if (extraEnd > end) throw damaged('DIRECTORY');
    if ((file.readUInt16LE(at + 8) & 0x2041) !== 0) throw new TableError('ENCRYPTED_FILE');
    const name = safeName(file.toString('utf8', at + CENTRAL_LENGTH, nameEnd));
    const key = name.toLowerCase();
    if (names.has(key)) throw damaged('DUPLICATE_NAME');
    names.add(key);
    const [bytes, packedBytes, local] = wideSizes(
      file.subarray(nameEnd, extraEnd),
      file.readUInt32LE(at + 24),
      file.readUInt32LE(at + 20),
      file.readUInt32LE(at + 42),
    );
    const dataStart = dataStartOf(file, local, packedBytes);
    spans.push([local, dataStart + packedBytes]);
    const method = file.readUInt16LE(at + 10);
    if (method !== STORED && method !== DEFLATED) throw damaged('METHOD');
    entries.push({ name, method, crc: file.readUInt32LE(at + 16), packedBytes, bytes, dataStart });
    at = extraEnd + file.readUInt16LE(at + 32);
  }
  refuseOverlaps(spans);
  refuseBombs(entries, limits);
  return entries;
}

/** Parts that share bytes are the trick of archives that unpack far beyond their size. */
function refuseOverlaps(spans: [number, number][]): void {
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  for (const [index, span] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next[0] < span[1]) throw damaged('OVERLAP');
  }
}

function refuseBombs(entries: readonly ZipEntry[], limits: ZipLimits): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.bytes;
    if (total > limits.maxTotalBytes)
      throw new TableError('ZIP_BOMB', { bytes: total, maxBytes: limits.maxTotalBytes });
    const ratio = entry.bytes / Math.max(1, entry.packedBytes);
    if (entry.bytes >= limits.ratioFrom && ratio > limits.maxRatio) {
      throw new TableError('ZIP_BOMB', { part: entry.name, ratio: Math.round(ratio), maxRatio: limits.maxRatio });
    }
  }
}

/**
 * Unpacks one part. Inflating stops one byte beyond the claimed size, so a false size is found without its cost;
 * the checksum is compared too.
 */
export function partContent(file: Buffer, entry: ZipEntry): Buffer {
  const packed = file.subarray(entry.dataStart, entry.dataStart + entry.packedBytes);
  const content = entry.method === STORED ? packed : inflated(packed, entry);
  if (content.length !== entry.bytes) throw damaged('SIZE');
  if (crc32(content) !== entry.crc) throw damaged('CHECKSUM');
  return content;
}

function inflated(packed: Buffer, entry: ZipEntry): Buffer {
  if (entry.bytes === 0 && packed.length <= 2) return Buffer.alloc(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new TableError('ZIP_BOMB', { part: entry.name, bytes: entry.bytes });
    throw damaged('INFLATE');
  }
}

/** Packs parts into an archive without compression: what a parser sees is then exactly what was checked. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    pieces.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, nameBytes, content);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, tail, nameBytes);
    offset += 30 + nameBytes.length + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}
