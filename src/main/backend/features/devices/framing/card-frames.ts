/**
 * What goes between a card reader and its driver: one byte that says what it is, two of length (big endian), data. The
 * service for smart cards (PC/SC) knows calls and no bytes; this way its readers are a stream like every other device,
 * whose traffic can be looked at.
 */
export const cardFrame = {
  /** A card left the field. */
  removed: 0,
  /** A card came; its answer to reset. */
  inserted: 1,
  /** To the card a command, from it the answer with its two bytes of status (ISO/IEC 7816-4). */
  apdu: 2,
} as const;

export interface CardFrame {
  readonly kind: number;
  readonly data: Buffer;
}

const headLength = 3;

export function cardFrameOf(kind: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([kind, data.length >>> 8, data.length & 0xff]), data]);
}

export class CardFramer {
  #buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): CardFrame[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    const frames: CardFrame[] = [];
    while (this.#buffer.length >= headLength) {
      const end = headLength + this.#buffer.readUInt16BE(1);
      if (this.#buffer.length < end) break;
      frames.push({ kind: this.#buffer.readUInt8(0), data: Buffer.from(this.#buffer.subarray(headLength, end)) });
      this.#buffer = this.#buffer.subarray(end);
    }
    return frames;
  }
}
