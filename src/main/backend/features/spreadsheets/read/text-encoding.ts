import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { blocksOf, type SourceFile } from './source-file.ts';
import { TableError } from './table.ts';

/** What the bytes of a text file say about themselves. */
export interface EncodingFinding {
  readonly encoding: string;
  /** True when nothing in the file proves it: the operator should look at the accents. */
  readonly guessed: boolean;
  readonly sha256: string;
}

const UTF16_SAMPLE = 65_536;

/** UTF-16 without a mark: Latin text has a zero in almost every second byte; any other script needs its mark. */
function utf16WithoutMark(sample: Buffer): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(sample.length, UTF16_SAMPLE) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (pairs === 0) return null;
  if (odd / pairs > 0.7 && even / pairs < 0.02) return 'utf-16le';
  return even / pairs > 0.7 && odd / pairs < 0.02 ? 'utf-16be' : null;
}

function markOf(block: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) return 'utf-8';
  if (block[0] === 0xff && block[1] === 0xfe) return 'utf-16le';
  return block[0] === 0xfe && block[1] === 0xff ? 'utf-16be' : null;
}

/** Length of the part of the block that ends with a whole UTF-8 character. */
function wholeCharacters(block: Buffer): number {
  let start = block.length - 1;
  while (start > 0 && start > block.length - 4 && ((block[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  const lead = block[start] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + needed > block.length ? start : block.length;
}

/**
 * Reads the file once to learn its encoding and digest: a mark, else zeros of UTF-16, else valid UTF-8, else
 * Windows-1252. A NUL in a text of single bytes makes it a binary file.
 */
export async function findEncoding(source: SourceFile, signal?: AbortSignal): Promise<EncodingFinding> {
  const hash = createHash('sha256');
  let encoding: string | null = null;
  let marked = false;
  let validUtf8 = true;
  let carried = Buffer.alloc(0);
  let lines = 1;
  for await (const block of blocksOf(source, signal)) {
    hash.update(block);
    if (encoding === null) {
      marked = markOf(block) !== null;
      encoding = markOf(block) ?? utf16WithoutMark(block) ?? '';
    }
    if (encoding.startsWith('utf-16')) continue;
    const zero = block.indexOf(0);
    if (zero >= 0) throw new TableError('BINARY_CONTENT', { line: lines + lineEnds(block.subarray(0, zero)) });
    lines += lineEnds(block);
    if (!validUtf8) continue;
    const text = carried.length === 0 ? block : Buffer.concat([carried, block]);
    const whole = wholeCharacters(text);
    carried = Buffer.from(text.subarray(whole));
    validUtf8 = isUtf8(text.subarray(0, whole));
  }
  const sha256 = hash.digest('hex');
  if (encoding !== null && encoding.startsWith('utf-16')) return { encoding, guessed: !marked, sha256 };
  if (carried.length > 0) validUtf8 = false;
  if (marked && !validUtf8) throw new TableError('UNSUPPORTED_ENCODING', { claimed: 'utf-8' });
  return { encoding: validUtf8 ? 'utf-8' : 'windows-1252', guessed: !validUtf8, sha256 };
}

function lineEnds(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count += 1;
  return count;
}

/**
 * The text in pieces, and the digest of the bytes it really came from.
 * @throws TableError UNSUPPORTED_ENCODING when the label is unknown or the bytes do not fit it, FILE_CHANGED when the
 * bytes are not those that were looked at first
 */
export async function* decoded(
  source: SourceFile,
  encoding: string,
  sha256: string,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  const hash = createHash('sha256');
  try {
    for await (const block of blocksOf(source, signal)) {
      hash.update(block);
      yield withoutNul(decoder.decode(block, { stream: true }));
    }
    yield withoutNul(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) throw new TableError('UNSUPPORTED_ENCODING', { claimed: encoding });
    throw error;
  }
  if (hash.digest('hex') !== sha256) throw new TableError('FILE_CHANGED');
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new TableError('BINARY_CONTENT');
  return text;
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new TableError('UNSUPPORTED_ENCODING', { claimed: encoding });
  }
}
