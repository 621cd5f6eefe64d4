import { double, llrpParameter, llrpParameters, llrpValue, word } from './llrp-parameters.ts';

/**
 * Writing of tags over LLRP 1.0.1 (EPCglobal Low Level Reader Protocol, sections 13 and 16.2.1.3): an access spec says
 * which tag is meant and what is written into it, and is carried out when an inventory meets that tag.
 */

/** Memory bank 1 of a Gen2 tag: checksum, protocol control, EPC; the bank stands in the two highest bits. */
const epcBank = 0x40;
const matches = 0x20;
/** Where the EPC begins: bit 32, word 2. Before it stands the word of protocol control, whose five highest bits count words. */
const epcBit = 32;
const controlWord = 1;
const epcWord = 2;
const lengthShift = 11;

const parameterType = {
  accessSpec: 207,
  stopTrigger: 208,
  command: 209,
  reportSpec: 239,
  tagReport: 240,
  tagSpec: 338,
  targetTag: 339,
  write: 342,
  writeResult: 350,
} as const;

/**
 * The access spec that writes an EPC, once, into the tag that holds another. Where the lengths differ the word of
 * protocol control is written with it, or the tag would go on to tell as many words as before.
 * @param before and epc: hexadecimal, whole words
 */
export function llrpWriteSpec(before: string, epc: string): Buffer {
  const held = Buffer.from(before, 'hex');
  const wanted = Buffer.from(epc, 'hex');
  const bits = word(held.length * 8);
  const target = llrpParameter(
    parameterType.targetTag,
    Buffer.from([epcBank | matches]),
    word(epcBit),
    Buffer.concat([bits, Buffer.alloc(held.length, 0xff)]),
    Buffer.concat([bits, held]),
  );
  const sameLength = held.length === wanted.length;
  const data = sameLength ? wanted : Buffer.concat([word((wanted.length / 2) << lengthShift), wanted]);
  const write = llrpParameter(
    parameterType.write,
    // Operation 1, password zero, as tags come from the factory.
    Buffer.concat([word(1), double(0), Buffer.from([epcBank]), word(sameLength ? epcWord : controlWord)]),
    word(data.length / 2),
    data,
  );
  return llrpParameter(
    parameterType.accessSpec,
    // Spec 1 on all antennas, Gen2, not active until it is enabled, during inventory 1.
    Buffer.concat([double(1), word(0), Buffer.from([1, 0]), double(1)]),
    llrpParameter(parameterType.stopTrigger, Buffer.from([1]), word(1)),
    llrpParameter(parameterType.command, llrpParameter(parameterType.tagSpec, target), write),
    llrpParameter(parameterType.reportSpec, Buffer.from([1])),
  );
}

/** What a write spec asks for; for simulators. Null when it is none. */
export function llrpWriteAsked(spec: Buffer): { before: string; at: number; data: string } | null {
  // The fixed part of an access spec is 12 bytes long, that of a write 11.
  const inside = llrpValue(spec, parameterType.accessSpec)?.subarray(12);
  const command = inside && llrpValue(inside, parameterType.command);
  const target = command && llrpValue(llrpValue(command, parameterType.tagSpec) ?? spec, parameterType.targetTag);
  const write = command && llrpValue(command, parameterType.write);
  if (target === undefined || target.length < 5 || write === undefined || write.length < 11) return null;
  const length = Math.ceil(target.readUInt16BE(3) / 8);
  return {
    before: target
      .subarray(7 + length)
      .toString('hex')
      .toUpperCase(),
    at: write.readUInt16BE(7),
    data: write.subarray(11).toString('hex').toUpperCase(),
  };
}

export interface LlrpWritten {
  /** 0 is success (C1G2WriteOpSpecResult). */
  readonly result: number;
  readonly words: number;
}

/** How writes went, as a report tells. */
export function llrpWrites(body: Buffer): LlrpWritten[] {
  return llrpParameters(body)
    .filter(({ type }) => type === parameterType.tagReport)
    .flatMap(({ value }) => {
      const result = llrpValue(value, parameterType.writeResult);
      return result === undefined || result.length < 5
        ? []
        : [{ result: result.readUInt8(0), words: result.readUInt16BE(3) }];
    });
}

/** A report of a write; for simulators. */
export function llrpWriteReported({ result, words }: LlrpWritten): Buffer {
  return llrpParameter(parameterType.writeResult, Buffer.from([result]), word(1), word(words));
}
