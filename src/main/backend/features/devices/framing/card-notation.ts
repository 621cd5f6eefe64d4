import type { CardNotation } from '#shared/features/devices/contract.ts';

const reversed = (bytes: Buffer) => Buffer.from(bytes).reverse();

/** The last four bytes as the ten digits that stand on most cards (8H10D). */
function decimal(bytes: Buffer): string {
  const last = bytes.subarray(-4);
  return String(last.readUIntBE(0, last.length)).padStart(10, '0');
}

/** Facility and number of the last three bytes, as Wiegand cards of 26 bits are printed: `008,27885`. */
function wiegand(bytes: Buffer): string {
  const last = bytes.subarray(-3);
  const [facility, number] = [last.readUInt8(0), last.readUIntBE(1, last.length - 1)];
  return `${String(facility).padStart(3, '0')},${String(number).padStart(5, '0')}`;
}

/**
 * The number of a card as other readers of the house write it: the same card is a different code in each notation, and
 * one that was registered with one reader has to be found with every other.
 * @param id hexadecimal, whole bytes, at least four
 */
export function inNotation(id: string, notation: CardNotation): string {
  const bytes = Buffer.from(id, 'hex');
  if (bytes.length < 4) return id;
  switch (notation) {
    case 'hex':
      return id;
    case 'hex_reversed':
      return reversed(bytes).toString('hex').toUpperCase();
    case 'decimal':
      return decimal(bytes);
    case 'decimal_reversed':
      return decimal(reversed(bytes));
    case 'wiegand':
      return wiegand(bytes);
  }
}
