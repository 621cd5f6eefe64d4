/**
 * Frames of ThingMagic readers (M5e, M6e and what is built of them): `FF len op payload crc` to the reader, and
 * `FF len op status status payload crc` back, where len counts the payload alone. Source: published logs of an M5e and
 * the comments of SparkFun's library for the M6e Nano.
 */

const start = 0xff;
/** Of the polynomial 1021, for half a byte. */
const table = Array.from({ length: 16 }, (_, index) => {
  let crc = index << 12;
  for (let bit = 0; bit < 4; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  return crc;
});

/** Taken half a byte at a time from FFFF, with no zeros appended: this is not CRC-16/CCITT-FALSE. */
export function crcMercury(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes)
    for (const half of [byte >> 4, byte & 0x0f]) crc = (((crc << 4) | half) ^ (table[crc >> 12] ?? 0)) & 0xffff;
  return crc;
}

export const mercuryCommand = {
  version: 0x03,
  bootFirmware: 0x04,
  readTagSingle: 0x21,
  setProtocol: 0x93,
  setRegion: 0x97,
} as const;

/** Of EPC Gen2. */
export const gen2 = [0x00, 0x05] as const;

/** What a reader may transmit in, by its number for it. */
export const regionCode = { na: 0x01, eu: 0x02 } as const;

/** Nothing stands in front of the reader: no fault. */
export const noTag = 0x0400;

function framed(inside: readonly number[]): Buffer {
  const crc = crcMercury(Uint8Array.from(inside));
  return Buffer.from([start, ...inside, crc >> 8, crc & 0xff]);
}

export function mercuryRequest(command: number, payload: readonly number[] = []): Buffer {
  return framed([payload.length, command, ...payload]);
}

/** What a reader answers; for simulators. */
export function mercuryAnswer(command: number, status: number, payload: readonly number[] = []): Buffer {
  return framed([payload.length, command, status >> 8, status & 0xff, ...payload]);
}

export interface MercuryAnswer {
  readonly command: number;
  readonly status: number;
  readonly payload: Buffer;
}

/** The EPC that a read of one tag found, upper-case hexadecimal; the tag's own checksum stands behind it. */
export function mercuryEpc({ command, status, payload }: MercuryAnswer): string | null {
  const length = payload.length - 2;
  if (command !== mercuryCommand.readTagSingle || status !== 0 || length < 2 || length % 2 !== 0) return null;
  return payload.subarray(0, length).toString('hex').toUpperCase();
}

/** Bytes of an answer beside its payload: start, length, command, status and checksum. */
const frameAround = 7;

/**
 * Cuts answers out of a stream. FF begins a frame and may also stand inside one, so a stray FF is found out by the
 * checksum, or by the silence after it (about 50 ms): then one byte is dropped and the next is tried.
 */
export class MercuryFramer {
  #buffer = Buffer.alloc(0);
  /** Bytes that belonged to no frame. */
  dropped = 0;

  push(chunk: Uint8Array): MercuryAnswer[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    return this.#frames(false);
  }

  silent(): MercuryAnswer[] {
    return this.#frames(true);
  }

  #frames(whole: boolean): MercuryAnswer[] {
    const answers: MercuryAnswer[] = [];
    while (this.#buffer.length > 0) {
      const length = frameAround + (this.#buffer[1] ?? 0);
      const begins = this.#buffer[0] === start;
      if (begins && this.#buffer.length < Math.max(2, length) && !whole) break;
      const frame = this.#buffer.subarray(0, length);
      if (begins && frame.length === length && crcMercury(frame.subarray(1, -2)) === frame.readUInt16BE(length - 2)) {
        answers.push({
          command: frame.readUInt8(2),
          status: frame.readUInt16BE(3),
          payload: Buffer.from(frame.subarray(5, -2)),
        });
        this.#buffer = this.#buffer.subarray(length);
      } else {
        this.#buffer = this.#buffer.subarray(1);
        this.dropped += 1;
      }
    }
    return answers;
  }
}
