import { double, llrpParameter, llrpParameters, llrpValue, wordOf } from './llrp-parameters.ts';
import type { LlrpParameter } from './llrp-parameters.ts';

/**
 * Messages of LLRP 1.0.1 and 1.1 (EPCglobal Low Level Reader Protocol), as far as an inventory needs them: three
 * reserved bits, version, ten bits of type, length with the ten bytes of header, message id; big endian.
 */

export const llrpType = {
  setConfig: 3,
  closeResponse: 4,
  setConfigResponse: 13,
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
  addAccess: 40,
  deleteAccess: 41,
  enableAccess: 42,
  addAccessResponse: 50,
  deleteAccessResponse: 51,
  enableAccessResponse: 52,
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
  /** Asks the reader to say that it is there, every so many milliseconds (KeepaliveSpec, 220); nothing else is changed. */
  keepAlive: (id: number, every: number) =>
    llrpMessage(
      llrpType.setConfig,
      id,
      Buffer.concat([Buffer.from([0]), llrpParameter(220, Buffer.from([1]), double(every))]),
    ),
  /** One access spec, made by `llrpWriteSpec`. */
  addAccess: (id: number, spec: Buffer) => llrpMessage(llrpType.addAccess, id, spec),
  enableAccess: (id: number) => llrpMessage(llrpType.enableAccess, id, double(1)),
  deleteAccess: (id: number) => llrpMessage(llrpType.deleteAccess, id, double(0)),
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
  const bytes = valueOf(13) ?? long?.subarray(2, 2 + Math.ceil((wordOf(long) ?? 0) / 8));
  if (bytes === undefined || bytes.length === 0) return [];
  return [
    {
      epc: bytes.toString('hex').toUpperCase(),
      rssi: valueOf(6)?.readInt8(0) ?? null,
      antenna: wordOf(valueOf(1)),
      seen: wordOf(valueOf(8)) ?? 1,
    },
  ];
}

/** Status of a response (LLRPStatus, 287); null when it carries none. 0 is success. */
export function llrpStatus(message: LlrpMessage): number | null {
  return wordOf(llrpValue(message.body, 287));
}

/** How the reader took the connection (ConnectionAttemptEvent, 256): 0 taken, 1 and 2 somebody else holds it. */
export function connectionAttempt(message: LlrpMessage): number | null {
  const data = llrpValue(message.body, 246);
  if (message.type !== llrpType.readerEvent || data === undefined) return null;
  return wordOf(llrpValue(data, 256));
}
