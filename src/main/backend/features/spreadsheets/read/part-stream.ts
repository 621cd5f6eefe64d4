import { createInflateRaw, crc32 } from 'node:zlib';
import { TableError } from './table.ts';
import { STORED, type ZipEntry } from './zip-directory.ts';

const PIECE = 1 << 18;

/**
 * Unpacks one part piece by piece, so that a sheet of any size needs no more memory than a piece of it. Its true size and
 * checksum are compared with what the directory claims; beyond the claim nothing is unpacked.
 * @throws TableError ZIP_BOMB, DAMAGED_FILE; an aborted signal throws its reason
 */
export async function* partPieces(file: Buffer, entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const packed = file.subarray(entry.dataStart, entry.dataStart + entry.packedBytes);
  let bytes = 0;
  let checksum = 0;
  for await (const piece of entry.method === STORED ? stored(packed) : inflated(packed)) {
    signal?.throwIfAborted();
    bytes += piece.length;
    if (bytes > entry.bytes) throw new TableError('ZIP_BOMB', { part: entry.name, bytes: entry.bytes });
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (bytes !== entry.bytes) throw new TableError('DAMAGED_FILE', { reason: 'SIZE' });
  if (checksum !== entry.crc) throw new TableError('DAMAGED_FILE', { reason: 'CHECKSUM' });
}

function* stored(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += PIECE) yield packed.subarray(at, at + PIECE);
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError('DAMAGED_FILE', { reason: 'INFLATE' });
  }
}
