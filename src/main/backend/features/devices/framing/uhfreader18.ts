/**
 * Frames of the UHFReader18 family (Chafon CF-RU5x, IQRFID-5102, HW-VX, UHFReader288): `Len Adr Cmd … CRC`, where the
 * answer carries a status after the command. Len counts what follows it. Source: UHFReader18 manual V2.0.
 */

/** CRC-16/MCRF4XX: initial FFFF, reflected 8408, no final exclusive or. Over a whole frame it is 0. */
export function crcMcrf4xx(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
}

export const uhfCommand = {
  inventory: 0x01,
  writeEpc: 0x04,
  singleInventory: 0x0f,
  information: 0x21,
  setScanTime: 0x25,
  beep: 0x33,
  setWorkMode: 0x35,
  getWorkMode: 0x36,
  /** Pushed by a reader in scan mode, without a question. */
  report: 0xee,
} as const;

function framed(inside: readonly number[]): Buffer {
  const frame = Buffer.from([inside.length + 2, ...inside]);
  const crc = crcMcrf4xx(frame);
  return Buffer.concat([frame, Buffer.from([crc & 0xff, crc >>> 8])]);
}

/** A command to a reader; address 0 is every reader's own, FF is everybody. */
export function uhfRequest(command: number, data: readonly number[] = [], address = 0): Buffer {
  return framed([address, command, ...data]);
}

/** What a reader answers; for simulators. */
export function uhfAnswer(command: number, status: number, data: readonly number[] = []): Buffer {
  return framed([0, command, status, ...data]);
}

export interface UhfAnswer {
  readonly address: number;
  readonly command: number;
  readonly status: number;
  readonly data: Buffer;
}

export interface UhfTag {
  /** Upper-case hexadecimal. */
  readonly epc: string;
  /** As the reader counts it, larger is nearer; null where it does not tell. */
  readonly rssi: number | null;
  readonly antenna: number | null;
}

function list(data: Buffer, start: number, withRssi: boolean): UhfTag[] | null {
  const count = data[start];
  if (count === undefined) return null;
  const antenna = withRssi ? (data[0] ?? null) : null;
  const tags: UhfTag[] = [];
  let at = start + 1;
  for (let index = 0; index < count; index += 1) {
    const length = data[at];
    if (length === undefined || length === 0) return null;
    const end = at + 1 + length;
    if (end + (withRssi ? 1 : 0) > data.length) return null;
    const epc = data
      .subarray(at + 1, end)
      .toString('hex')
      .toUpperCase();
    tags.push({ epc, rssi: withRssi ? (data[end] ?? null) : null, antenna });
    at = end + (withRssi ? 1 : 0);
  }
  return at === data.length ? tags : null;
}

/** Tags of an answer to an inventory, or of a report in scan mode. Empty when there are none. */
export function uhfTags({ command, status, data }: UhfAnswer): UhfTag[] {
  if (command === uhfCommand.report) {
    return data.length === 0 ? [] : [{ epc: data.toString('hex').toUpperCase(), rssi: null, antenna: null }];
  }
  const isInventory = command === uhfCommand.inventory || command === uhfCommand.singleInventory;
  if (!isInventory || status < 1 || status > 4) return [];
  return list(data, 0, false) ?? list(data, 1, true) ?? [];
}

const heartbeat = Buffer.from([0x56, 0, 0, 0, 0, 0]);
const shortest = 5;

/**
 * Cuts answers out of a stream. Frames have no mark at their begin, so a stray byte may pass for a length and hold up
 * everything behind it: whoever feeds the framer says when the line has been silent (about 50 ms), and then one byte
 * after the other is dropped until a frame fits.
 */
export class UhfFramer {
  #buffer = Buffer.alloc(0);
  /** Bytes that belonged to no frame. */
  dropped = 0;

  push(chunk: Uint8Array): UhfAnswer[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    return this.#frames(false);
  }

  silent(): UhfAnswer[] {
    return this.#frames(true);
  }

  #drop(count: number): void {
    this.#buffer = this.#buffer.subarray(count);
    this.dropped += count;
  }

  #frames(whole: boolean): UhfAnswer[] {
    const answers: UhfAnswer[] = [];
    while (this.#buffer.length > 0) {
      const beat = heartbeat.subarray(0, this.#buffer.length);
      if (this.#buffer.subarray(0, beat.length).equals(beat)) {
        if (beat.length === heartbeat.length) this.#buffer = this.#buffer.subarray(beat.length);
        else if (whole) this.#drop(1);
        else break;
        continue;
      }
      const length = (this.#buffer[0] ?? 0) + 1;
      if (length < shortest + 1) this.#drop(1);
      else if (this.#buffer.length < length) {
        if (!whole) break;
        this.#drop(1);
      } else {
        const frame = this.#buffer.subarray(0, length);
        if (crcMcrf4xx(frame) === 0) {
          answers.push(answerOf(frame));
          this.#buffer = this.#buffer.subarray(length);
        } else this.#drop(1);
      }
    }
    return answers;
  }
}

function answerOf(frame: Buffer): UhfAnswer {
  return {
    address: frame[1] ?? 0,
    command: frame[2] ?? 0,
    status: frame[3] ?? 0,
    data: Buffer.from(frame.subarray(4, -2)),
  };
}
