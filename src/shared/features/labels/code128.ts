/** The subset of Code 128 that carries the whole text: B for printable ASCII, C for digits, two a character. */
export type Code128Subset = 'B' | 'C';

const evenDigits = /^(?:\d\d){2,}$/;

/**
 * The subset of Code 128 that carries the whole text: C (two digits a character) for an even number of digits from
 * four on, B otherwise. The subset never changes inside a symbol, because printers do not agree on where to change:
 * so the printed symbol is as wide as the layout says.
 */
export function code128Subset(text: string): Code128Subset {
  return evenDigits.test(text) ? 'C' : 'B';
}

/** Bar, space, bar, space, bar, space of each symbol character, in modules (ISO/IEC 15417, table 1). */
const characters: readonly string[] = [
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212',
  '112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131',
  '311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321',
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121',
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111',
  '314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114',
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212',
  '124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113',
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232',
].flatMap((line) => line.split(' '));
const start: Readonly<Record<Code128Subset, number>> = { B: 104, C: 105 };
const stop = '2331112';

/** Values of the text in its subset: the place in set B from the space on, or two digits as a number. */
function valuesOf(text: string, subset: Code128Subset): number[] {
  if (subset === 'B') return Array.from(text, (character) => character.charCodeAt(0) - 32);
  return (text.match(/\d\d/g) ?? []).map(Number);
}

/**
 * Encodes printable ASCII as Code 128 in one subset (ISO/IEC 15417): start, text, check character, stop. Written here
 * because a batch of labels encodes nothing else, and the library that draws the other symbologies takes 2 ms for one.
 *
 * @param text printable ASCII (space to tilde), one character at least
 * @returns widths in modules, beginning with a bar: bar, space, bar, …, bar. No quiet zone.
 */
export function encodeCode128(text: string): number[] {
  const subset = code128Subset(text);
  const values = valuesOf(text, subset);
  const check = values.reduce((sum, value, index) => sum + value * (index + 1), start[subset]) % 103;
  const symbol = [start[subset], ...values, check].map((value) => characters[value] ?? '').join('') + stop;
  return Array.from(symbol, Number);
}
