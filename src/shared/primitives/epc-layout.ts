/** Bits of the company prefix by partition value 0 to 6, which stand for 12 down to 6 digits (TDS table 14-1). */
export const prefixBits = [40, 37, 34, 30, 27, 24, 20] as const;

interface Part {
  readonly bits: number;
  /** Digits exactly, or digits and characters at most, as the layout says. */
  readonly length: number;
}

/** How a scheme lies in the memory of a tag. */
export interface Layout {
  readonly key: 'sgtin' | 'sscc' | 'sgln' | 'grai' | 'giai' | 'gid';
  readonly header: number;
  readonly bits: number;
  /** The reference by partition; null for GID, which has fixed fields and no filter. */
  readonly partitions: readonly Part[] | null;
  readonly reference: 'digits' | 'number' | 'text';
  readonly serial: 'none' | 'number' | 'text';
  /** Bits after the reference, for SSCC and GIAI-96 zeros. */
  readonly serialBits: number;
}

const parts = (bits: readonly number[], length: (partition: number) => number): Part[] =>
  bits.map((count, partition) => ({ bits: count, length: length(partition) }));

const item = parts([4, 7, 10, 14, 17, 20, 24], (partition) => partition + 1);
const assetType = parts([4, 7, 10, 14, 17, 20, 24], (partition) => partition);
const location = parts([1, 4, 7, 11, 14, 17, 21], (partition) => partition);

/** Coding tables of the Tag Data Standard 1.13 and 2.x, sections 14.6.1 to 14.6.6. */
export const schemes = {
  'sgtin-96': {
    key: 'sgtin',
    header: 0x30,
    bits: 96,
    partitions: item,
    reference: 'digits',
    serial: 'number',
    serialBits: 38,
  },
  'sgtin-198': {
    key: 'sgtin',
    header: 0x36,
    bits: 198,
    partitions: item,
    reference: 'digits',
    serial: 'text',
    serialBits: 140,
  },
  'sscc-96': {
    key: 'sscc',
    header: 0x31,
    bits: 96,
    partitions: parts([18, 21, 24, 28, 31, 34, 38], (partition) => partition + 5),
    reference: 'digits',
    serial: 'none',
    serialBits: 24,
  },
  'sgln-96': {
    key: 'sgln',
    header: 0x32,
    bits: 96,
    partitions: location,
    reference: 'digits',
    serial: 'number',
    serialBits: 41,
  },
  'grai-96': {
    key: 'grai',
    header: 0x33,
    bits: 96,
    partitions: assetType,
    reference: 'digits',
    serial: 'number',
    serialBits: 38,
  },
  'grai-170': {
    key: 'grai',
    header: 0x37,
    bits: 170,
    partitions: assetType,
    reference: 'digits',
    serial: 'text',
    serialBits: 112,
  },
  'giai-96': {
    key: 'giai',
    header: 0x34,
    bits: 96,
    partitions: parts([42, 45, 48, 52, 55, 58, 62], (partition) => partition + 12),
    reference: 'number',
    serial: 'none',
    serialBits: 0,
  },
  'giai-202': {
    key: 'giai',
    header: 0x38,
    bits: 202,
    partitions: parts([148, 151, 154, 158, 161, 164, 168], (partition) => partition + 18),
    reference: 'text',
    serial: 'none',
    serialBits: 0,
  },
  'gid-96': {
    key: 'gid',
    header: 0x35,
    bits: 96,
    partitions: null,
    reference: 'number',
    serial: 'number',
    serialBits: 36,
  },
} as const satisfies Record<string, Layout>;

export type EpcScheme = keyof typeof schemes;

export function schemeOfHeader(header: number): EpcScheme | null {
  const found = Object.entries(schemes).find(([, layout]) => layout.header === header);
  return found === undefined ? null : (found[0] as EpcScheme);
}

/** Partition value of a company prefix of 6 to 12 digits, else null. */
export function partitionOf(companyPrefix: string): number | null {
  return /^\d{6,12}$/.test(companyPrefix) ? 12 - companyPrefix.length : null;
}

/** A number padded to its digits; null when it has more, which a well-made tag never says. */
export function digits(value: bigint, length: number): string | null {
  if (length === 0) return value === 0n ? '' : null;
  const text = value.toString().padStart(length, '0');
  return length > 1 && text.length > length ? null : text;
}

/** GS1 AI encodable character set 82 (GS1 General Specifications, figure 7.11-1). */
export function isGs1Text(text: string): boolean {
  return /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/.test(text);
}

/** Characters of seven bits from the left, the rest zeros (TDS section 14.4.2). */
export function writeText(text: string, bits: number): bigint {
  let value = 0n;
  for (const character of text) value = (value << 7n) | BigInt(character.charCodeAt(0));
  return value << BigInt(bits - text.length * 7);
}

/** Reads characters of seven bits up to the first zero; null when something stands after it. */
export function readText(value: bigint, bits: number): string | null {
  let text = '';
  for (let left = bits - 7; left >= 0; left -= 7) {
    const code = Number((value >> BigInt(left)) & 0x7fn);
    if (code === 0) return (value & ((1n << BigInt(left + 7)) - 1n)) === 0n ? text : null;
    text += String.fromCharCode(code);
  }
  return text;
}

/** Escapes of the characters that a URN may not hold (TDS table A-1). */
const escapes: Readonly<Record<string, string>> = {
  '"': '%22',
  '%': '%25',
  '&': '%26',
  '/': '%2F',
  '<': '%3C',
  '>': '%3E',
  '?': '%3F',
};

export function escaped(text: string): string {
  return text.replaceAll(/["%&/<>?]/g, (character) => escapes[character] ?? character);
}
