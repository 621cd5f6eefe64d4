import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { ByteSink } from './byte-sink.ts';
import { WriteError } from './write-error.ts';

/** Sizes and offsets of the classic format have 32 bits; a workbook beyond that is of no use to anybody. */
const LIMIT = 0xffffffff;
const DESCRIPTOR_AND_UTF8 = 0x0808;
const DEFLATED = 8;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly offset: number;
}

/** MS-DOS date and time (2 s steps, 1980 to 2107) of an ISO instant, in UTC so that the place does not matter. */
function dosTime(instant: string): number {
  const at = new Date(instant);
  const year = Math.min(127, Math.max(0, at.getUTCFullYear() - 1980));
  const date = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

/** One part being written. Deflating runs beside the caller: a write waits only for the one before it. */
export class ZipPart {
  readonly #deflate: DeflateRaw;
  readonly #sink: ByteSink;
  #crc = 0;
  #bytes = 0;
  #packed = 0;
  #ready: Buffer[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(sink: ByteSink, level: number) {
    this.#sink = sink;
    this.#deflate = createDeflateRaw({ level, memLevel: 9 });
    this.#deflate.on('data', (chunk: Buffer) => this.#ready.push(chunk));
  }

  async write(text: string): Promise<void> {
    const content = Buffer.from(text, 'utf8');
    await this.#running;
    this.#running = this.#pack(content);
    // The caller meets a failure at its next write; without this it would count as unhandled until then.
    this.#running.catch(() => undefined);
  }

  async #pack(content: Buffer): Promise<void> {
    this.#crc = crc32(content, this.#crc);
    this.#bytes += content.length;
    await new Promise<void>((resolve, reject) => {
      this.#deflate.write(content, (error) => (error === null || error === undefined ? resolve() : reject(error)));
    });
    await this.#drain();
  }

  async #drain(): Promise<void> {
    const ready = this.#ready;
    this.#ready = [];
    if (ready.length === 0) return;
    const content = Buffer.concat(ready);
    this.#packed += content.length;
    await this.#sink.write(content);
  }

  async finish(): Promise<{ crc: number; bytes: number; packed: number }> {
    await this.#running;
    await new Promise<void>((resolve, reject) => {
      this.#deflate.once('end', resolve).once('error', reject);
      this.#deflate.end();
    });
    await this.#drain();
    return { crc: this.#crc, bytes: this.#bytes, packed: this.#packed };
  }

  abandon(): void {
    this.#deflate.destroy();
  }
}

/** Writes a zip archive part after part without ever going back (APPNOTE 6.3.10, sizes in data descriptors). */
export class ZipWriter {
  readonly #sink: ByteSink;
  readonly #level: number;
  readonly #time: number;
  readonly #written: Written[] = [];

  /** @param instant every part carries this time, so equal input gives equal bytes */
  constructor(sink: ByteSink, instant: string, level: number) {
    this.#sink = sink;
    this.#level = level;
    this.#time = dosTime(instant);
  }

  /** Writes a part; `fill` gets it open and may write as often as it likes. */
  async part(name: string): Promise<{ part: ZipPart; close: () => Promise<void> }> {
    const nameBytes = Buffer.from(name, 'utf8');
    const offset = this.#sink.bytes;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(DESCRIPTOR_AND_UTF8, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt32LE(this.#time, 10);
    header.writeUInt16LE(nameBytes.length, 26);
    await this.#sink.write(Buffer.concat([header, nameBytes]));
    const part = new ZipPart(this.#sink, this.#level);
    const close = async (): Promise<void> => {
      const { crc, bytes, packed } = await part.finish();
      if (bytes > LIMIT || this.#sink.bytes > LIMIT) throw new WriteError('WORKBOOK_TOO_LARGE', { maxBytes: LIMIT });
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(packed, 8);
      descriptor.writeUInt32LE(bytes, 12);
      await this.#sink.write(descriptor);
      this.#written.push({ name: nameBytes, crc, packed, bytes, offset });
    };
    return { part, close };
  }

  /** Writes a small part at once. */
  async add(name: string, text: string): Promise<void> {
    const { part, close } = await this.part(name);
    await part.write(text);
    await close();
  }

  /** Writes the directory; nothing can be added afterwards. */
  async finish(): Promise<void> {
    const start = this.#sink.bytes;
    const entries = this.#written.map((written) => {
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(20, 4);
      entry.writeUInt16LE(20, 6);
      entry.writeUInt16LE(DESCRIPTOR_AND_UTF8, 8);
      entry.writeUInt16LE(DEFLATED, 10);
      entry.writeUInt32LE(this.#time, 12);
      entry.writeUInt32LE(written.crc, 16);
      entry.writeUInt32LE(written.packed, 20);
      entry.writeUInt32LE(written.bytes, 24);
      entry.writeUInt16LE(written.name.length, 28);
      entry.writeUInt32LE(written.offset, 42);
      return Buffer.concat([entry, written.name]);
    });
    const directory = Buffer.concat(entries);
    if (start + directory.length > LIMIT) throw new WriteError('WORKBOOK_TOO_LARGE', { maxBytes: LIMIT });
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(entries.length, 8);
    end.writeUInt16LE(entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(start, 16);
    await this.#sink.write(Buffer.concat([directory, end]));
  }
}
