/** How the end of a code is told: `auto` takes every known end, and silence as one until it has seen another. */
export type LineFraming = 'auto' | 'line' | 'stx_etx' | 'silence';

/** XON and XOFF stop and start a sender on some lines; they belong to no code. */
const flowControl: ReadonlySet<number> = new Set([0x11, 0x13]);
const startOfText = 0x02;
const endOfText = 0x03;
/** No code is longer; what goes on is noise, and must not fill the memory. Bytes. */
export const longestLine = 4096;

const ends: Readonly<Record<LineFraming, ReadonlySet<number>>> = {
  auto: new Set([0x00, endOfText, 0x0a, 0x0d]),
  line: new Set([0x00, 0x0a, 0x0d]),
  stx_etx: new Set([endOfText]),
  silence: new Set(),
};

/**
 * Cuts a stream of bytes into codes. An empty code is none: so CR, LF and CRLF are the same. A code longer than 4 KiB is
 * dropped as a whole, up to its end.
 */
export class LineFramer {
  readonly #framing: LineFraming;
  #bytes: number[] = [];
  #overflowing = false;
  /** Whether a code was ended by a character: then silence in the middle of one means that its rest is missing. */
  #sawEnd = false;
  /** Codes that were dropped because they never ended. */
  overflows = 0;

  constructor(framing: LineFraming) {
    this.#framing = framing;
  }

  /** The codes that end within these bytes, in order. */
  push(chunk: Uint8Array): Buffer[] {
    const frames: Buffer[] = [];
    for (const byte of chunk) {
      if (flowControl.has(byte)) continue;
      if (ends[this.#framing].has(byte)) {
        this.#sawEnd = true;
        const frame = this.#take();
        if (frame !== null) frames.push(frame);
      } else if (byte === startOfText && (this.#framing === 'stx_etx' || this.#framing === 'auto')) {
        // What stood before the start of a text is the rest of something that was cut off.
        this.#bytes = [];
        this.#overflowing = false;
      } else this.#add(byte);
    }
    return frames;
  }

  /** The line has been silent: what has come is a code where silence ends one. */
  silent(): Buffer[] {
    if (this.#framing === 'line' || this.#framing === 'stx_etx' || this.#sawEnd) return [];
    const frame = this.#take();
    return frame === null ? [] : [frame];
  }

  #add(byte: number): void {
    if (this.#overflowing) return;
    this.#bytes.push(byte);
    if (this.#bytes.length <= longestLine) return;
    this.#overflowing = true;
    this.overflows += 1;
    this.#bytes = [];
  }

  #take(): Buffer | null {
    const frame = this.#overflowing || this.#bytes.length === 0 ? null : Buffer.from(this.#bytes);
    this.#bytes = [];
    this.#overflowing = false;
    return frame;
  }
}
