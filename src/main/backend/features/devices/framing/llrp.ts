/**
 * Messages of LLRP 1.0.1 and 1.1 (EPCglobal Low Level Reader Protocol), as far as an inventory needs them: three
 * reserved bits, version, ten bits of type, length with the ten bytes of header, message id; big endian.
 */

export const llrpType = {
  closeResponse: 4,
  closeConnection: 14,
  addRospec: 20,
  deleteRospec: 21,
  startRospec: 22,
  stopRospec: 23,
  enableRospec: 24,
  addResponse: 30,
  deleteResponse: 31,
  startResponse: 32,
  stopResponse: 33,
  enableResponse: 34,
  report: 61,
  keepalive: 62,
  readerEvent: 63,
  keepaliveAck: 72,
  errorMessage: 100,
} as const;

const headerLength = 10;
/** A message that claims to be longer is none. Bytes. */
const longestMessage = 1_048_576;

export interface LlrpMessage {
  readonly version: number;
  readonly type: number;
  readonly id: number;
  readonly body: Buffer;
}

export function llrpMessage(type: number, id: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(headerLength);
  header.writeUInt16BE((1 << 10) | type, 0);
  header.writeUInt32BE(headerLength + body.length, 2);
  header.writeUInt32BE(id, 6);
  return Buffer.concat([header, body]);
}

/** Every tag, all antennas, one report each, until stopped (ROSpec 1). */
const everyTag = Buffer.from(
  '00b1004100000001000000b2001200b300050000b60009000000000000b700180001000000b80009000000000000ba000700010100ed000d01000100ee00061780',
  'hex',
);

export const llrpRequest = {
  deleteAll: (id: number) => llrpMessage(llrpType.deleteRospec, id, Buffer.alloc(4)),
  addEveryTag: (id: number) => llrpMessage(llrpType.addRospec, id, everyTag),
  enable: (id: number) => llrpMessage(llrpType.enableRospec, id, Buffer.from([0, 0, 0, 1])),
  start: (id: number) => llrpMessage(llrpType.startRospec, id, Buffer.from([0, 0, 0, 1])),
  stop: (id: number) => llrpMessage(llrpType.stopRospec, id, Buffer.from([0, 0, 0, 1])),
  close: (id: number) => llrpMessage(llrpType.closeConnection, id),
  keepaliveAck: (id: number) => llrpMessage(llrpType.keepaliveAck, id),
} as const;

/** Cuts messages out of a stream whose pieces end anywhere. A length that can't be makes the connection unusable. */
export class LlrpFramer {
  #buffer = Buffer.alloc(0);
  broken = false;

  push(chunk: Uint8Array): LlrpMessage[] {
    if (this.broken) return [];
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    const messages: LlrpMessage[] = [];
    while (this.#buffer.length >= headerLength) {
      const length = this.#buffer.readUInt32BE(2);
      if (length < headerLength || length > longestMessage) {
        this.broken = true;
        break;
      }
      if (this.#buffer.length < length) break;
      const first = this.#buffer.readUInt16BE(0);
      messages.push({
        version: (first >>> 10) & 7,
        type: first & 0x3ff,
        id: this.#buffer.readUInt32BE(6),
        body: Buffer.from(this.#buffer.subarray(headerLength, length)),
      });
      this.#buffer = this.#buffer.subarray(length);
    }
    return messages;
  }
}

export interface LlrpParameter {
  readonly type: number;
  readonly value: Buffer;
}

/** Lengths of parameters that carry none: one byte of type, then the value. */
const shortLengths: Readonly<Record<number, number>> = {
  1: 2,
  2: 8,
  3: 8,
  4: 8,
  5: 8,
  6: 1,
  7: 2,
  8: 2,
  9: 4,
  10: 2,
  11: 2,
  12: 2,
  13: 12,
  14: 2,
  15: 2,
  16: 4,
  17: 2,
  18: 2,
};

/** The parameters of a body, up to the first that can't be understood. */
export function llrpParameters(body: Buffer): LlrpParameter[] {
  const parameters: LlrpParameter[] = [];
  let at = 0;
  while (at < body.length) {
    const first = body.readUInt8(at);
    if (first & 0x80) {
      const length = shortLengths[first & 0x7f];
      if (length === undefined || at + 1 + length > body.length) return parameters;
      parameters.push({ type: first & 0x7f, value: body.subarray(at + 1, at + 1 + length) });
      at += 1 + length;
    } else {
      if (at + 4 > body.length) return parameters;
      const length = body.readUInt16BE(at + 2);
      if (length < 4 || at + length > body.length) return parameters;
      parameters.push({ type: body.readUInt16BE(at) & 0x3ff, value: body.subarray(at + 4, at + length) });
      at += length;
    }
  }
  return parameters;
}

export interface LlrpTag {
  readonly epc: string;
  /** dBm, larger is nearer. */
  readonly rssi: number | null;
  readonly antenna: number | null;
  readonly seen: number;
}

/** The tags of a report (RO_ACCESS_REPORT); one without an EPC is left out. */
export function llrpTags(message: LlrpMessage): LlrpTag[] {
  if (message.type !== llrpType.report) return [];
  return llrpParameters(message.body)
    .filter(({ type }) => type === 240)
    .flatMap(({ value }) => tagOf(llrpParameters(value)));
}

function tagOf(parameters: readonly LlrpParameter[]): LlrpTag[] {
  const valueOf = (type: number) => parameters.find((parameter) => parameter.type === type)?.value;
  const long = valueOf(241);
  const bytes =
    valueOf(13) ?? (long === undefined ? undefined : long.subarray(2, 2 + Math.ceil(long.readUInt16BE(0) / 8)));
  if (bytes === undefined || bytes.length === 0) return [];
  return [
    {
      epc: bytes.toString('hex').toUpperCase(),
      rssi: valueOf(6)?.readInt8(0) ?? null,
      antenna: valueOf(1)?.readUInt16BE(0) ?? null,
      seen: valueOf(8)?.readUInt16BE(0) ?? 1,
    },
  ];
}

/** Status of a response (LLRPStatus, 287); null when it carries none. 0 is success. */
export function llrpStatus(message: LlrpMessage): number | null {
  return (
    llrpParameters(message.body)
      .find(({ type }) => type === 287)
      ?.value.readUInt16BE(0) ?? null
  );
}

/** How the reader took the connection (ConnectionAttemptEvent, 256): 0 taken, 1 and 2 somebody else holds it. */
export function connectionAttempt(message: LlrpMessage): number | null {
  const data = llrpParameters(message.body).find(({ type }) => type === 246);
  if (message.type !== llrpType.readerEvent || data === undefined) return null;
  return (
    llrpParameters(data.value)
      .find(({ type }) => type === 256)
      ?.value.readUInt16BE(0) ?? null
  );
}
