/** A part of a version: pre-releases come before nothing, letters after it, numbers from one on after both. */
export interface Part {
  rank: -1 | 0;
  /** Digits without leading zeros; blank is zero. Text, since build numbers are longer than numbers are exact. */
  digits: string;
  letters: string;
}

const nothing: Part = { rank: 0, digits: '', letters: '' };

/** Words that say that a version came before the one without them, in their order. */
const before = ['dev', 'nightly', 'alpha', 'beta', 'pre', 'preview', 'rc'];

/**
 * The numbers and words of a version in their order; what stands between them only parts them. `v1.10-beta2` is
 * 1, 10, beta, 2.
 *
 * @returns null when no number is in it
 */
export function partsOf(text: string): Part[] | null {
  const pieces = text
    .trim()
    .toLowerCase()
    .replace(/^v(?:ersion)?[ .]?(?=\d)/, '')
    .match(/\d+|\p{L}+/gu);
  if (pieces === null || !pieces.some((piece) => /^\d/.test(piece))) return null;
  return pieces.map((piece): Part => {
    if (/^\d/.test(piece)) return { rank: 0, digits: piece.replace(/^0+/, ''), letters: '' };
    return { rank: before.includes(piece) ? -1 : 0, digits: '', letters: piece };
  });
}

/** Compares two whole numbers of any length, written without leading zeros. */
export function compareDigits(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}

function comparePart(one: Part, other: Part): number {
  if (one.rank !== other.rank) return one.rank - other.rank;
  if (one.rank === -1) return before.indexOf(one.letters) - before.indexOf(other.letters);
  const byNumber = compareDigits(one.digits, other.digits);
  if (byNumber !== 0) return byNumber;
  return one.letters < other.letters ? -1 : one.letters > other.letters ? 1 : 0;
}

/**
 * Compares part by part; what one has no more counts as zero there, so 1.2 is 1.2.0. A total order up to that
 * equality: it is the order of words over parts that are ordered themselves.
 */
export function compareParts(one: readonly Part[], other: readonly Part[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const order = comparePart(one[at] ?? nothing, other[at] ?? nothing);
    if (order !== 0) return order;
  }
  return 0;
}
