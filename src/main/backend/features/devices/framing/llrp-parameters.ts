/** Parameters of LLRP messages (EPCglobal Low Level Reader Protocol 1.0.1, section 16.2), big endian. */

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

/** The value of the first parameter of a type. */
export function llrpValue(body: Buffer, type: number): Buffer | undefined {
  return llrpParameters(body).find((parameter) => parameter.type === type)?.value;
}

/** The first two bytes as a number; null when there are fewer, because what a reader sends may be anything. */
export function wordOf(value: Buffer | undefined): number | null {
  return value !== undefined && value.length >= 2 ? value.readUInt16BE(0) : null;
}

/** A parameter with a length: six reserved bits, ten of type, length with these four bytes, value. */
export function llrpParameter(type: number, ...values: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(4 + values.reduce((sum, value) => sum + value.length, 0), 2);
  return Buffer.concat([head, ...values]);
}

/** Two bytes. */
export function word(value: number): Buffer {
  return Buffer.from([(value >>> 8) & 0xff, value & 0xff]);
}

/** Four bytes. */
export function double(value: number): Buffer {
  return Buffer.concat([word(value >>> 16), word(value & 0xffff)]);
}
