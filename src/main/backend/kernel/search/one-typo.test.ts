import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneTypoApart, mayHoldTypo, piecesOf, plainWord } from './one-typo.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdexyz'), minLength: 4, maxLength: 12 });
const letter = fc.constantFrom(...'abcdexyz');
type Typo = (text: string, at: number, by: string) => string;
const typos: Typo[] = [
  (text, at, by) => text.slice(0, at) + by + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at, by) => text.slice(0, at) + by + text.slice(at + 1),
  (text, at) =>
    text.slice(0, at) +
    text
      .slice(at, at + 2)
      .split('')
      .toReversed()
      .join('') +
    text.slice(at + 2),
];

describe('[O4] one typo', () => {
  it('[O4] is always recognised, and one of three pieces always survives it', () => {
    fc.assert(
      fc.property(word, fc.nat(20), letter, fc.constantFrom(...typos), (right, place, by, typo) => {
        const typed = typo(right, place % right.length, by);
        fc.pre(typed !== right && typed.length >= 4);
        expect(isOneTypoApart(typed, right)).toBe(true);
        expect(isOneTypoApart(right, typed)).toBe(true);
        expect(piecesOf(typed).some((piece) => right.includes(piece))).toBe(true);
      }),
    );
  });

  it('[O4] is neither no typo nor two', () => {
    expect(isOneTypoApart('lenovo', 'lenovo')).toBe(false);
    expect(isOneTypoApart('lenovo', 'lenoxx')).toBe(false);
    expect(isOneTypoApart('lenovo', 'nelovo')).toBe(false);
    expect(isOneTypoApart('abcd', 'badc')).toBe(false);
  });

  it('[O4] is looked for in words, not in numbers and not in what is too short', () => {
    expect(['lenvo', 'hp', 'x230', 'dell'].map(mayHoldTypo)).toEqual([true, false, false, true]);
    expect(plainWord('Novák')).toBe('novak');
  });
});
