import { inNotation } from './card-notation.ts';

/** One 125 kHz card: `version` and 32-bit number, with the notations that are printed on cards. */
export interface Em4100Card {
  /** Ten hexadecimal digits: version byte and four bytes of number. */
  readonly id: string;
  readonly version: number;
  readonly card: number;
  /** Ten decimal digits of the 32-bit number. */
  readonly decimal: string;
  /** Three digits of facility and five of number, as Wiegand cards are printed. */
  readonly wiegand: string;
}

/**
 * Reads the inside of an EM4100 frame: ten hexadecimal digits and two of checksum, the exclusive or of the five bytes
 * (Seeed 125 kHz RFID module, RDM6300, ID-12/ID-20). Null when it is none or the checksum is wrong.
 */
export function em4100Card(frame: Uint8Array): Em4100Card | null {
  const text = Buffer.from(frame).toString('latin1').trim();
  if (!/^[0-9A-Fa-f]{12}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'hex');
  const checksum = bytes.subarray(0, 5).reduce((sum, byte) => sum ^ byte, 0);
  if (checksum !== bytes[5]) return null;
  const id = text.slice(0, 10).toUpperCase();
  return {
    id,
    version: bytes.readUInt8(0),
    card: bytes.readUInt32BE(1),
    decimal: inNotation(id, 'decimal'),
    wiegand: inNotation(id, 'wiegand'),
  };
}

/** The frame of a card as its reader sends it; for simulators. */
export function em4100Frame(id: string, lineEnd: boolean): Buffer {
  const bytes = Buffer.from(id, 'hex');
  const checksum = bytes.reduce((sum, byte) => sum ^ byte, 0);
  const text = `${id.toUpperCase()}${checksum.toString(16).toUpperCase().padStart(2, '0')}`;
  return Buffer.from(`\u0002${text}${lineEnd ? '\r\n' : ''}\u0003`, 'latin1');
}
