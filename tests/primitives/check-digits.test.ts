import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkCharacterOf, gs1CheckDigit } from '#shared/primitives/check-digits.ts';
import type { CheckMethod } from '#shared/primitives/check-digits.ts';

const sign = (method: CheckMethod, code: string) => code + checkCharacterOf(method, code);
const holds = (method: CheckMethod, signed: string) => {
  const length = method === 'mod97_10' ? 2 : 1;
  return sign(method, signed.slice(0, -length)) === signed;
};

const digit = fc.constantFrom(...'0123456789');
const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const alphabets = { mod10: digit, mod11_2: digit, mod97_10: digit, mod37_2: character, mod43: character } as const;

describe('check digits', () => {
  it.each([
    ['mod10', '7992739871', '3'],
    ['mod43', 'CODE 39', 'R'],
    ['mod11_2', '0794', '0'],
    ['mod11_2', '079', 'X'],
    ['mod37_2', 'G123498654321', 'H'],
    ['mod97_10', '794', '44'],
  ] as const)('[I1] %s of %s is %s, as published', (method, code, check) => {
    expect(checkCharacterOf(method, code)).toBe(check);
  });

  it('[I1] the digit of GS1 numbers is that of the General Specifications', () => {
    expect(gs1CheckDigit('629104150021')).toBe('3');
  });

  it.each(Object.entries(alphabets) as [CheckMethod, typeof digit][])(
    '[I1] %s notices every wrong character',
    (method, alphabet) => {
      const code = fc.array(alphabet, { minLength: 1, maxLength: 16 });
      fc.assert(
        fc.property(code, fc.nat(), alphabet, (characters, at, wrong) => {
          const place = at % characters.length;
          fc.pre(characters[place] !== wrong);
          const check = checkCharacterOf(method, characters.join(''));
          expect(holds(method, characters.with(place, wrong).join('') + check)).toBe(false);
        }),
      );
    },
  );

  it.each(['mod10', 'mod11_2', 'mod37_2', 'mod97_10'] as const)('[I1] %s notices swapped neighbours', (method) => {
    const code = fc.array(alphabets[method], { minLength: 2, maxLength: 16 });
    fc.assert(
      fc.property(code, fc.nat(), (characters, at) => {
        const place = at % (characters.length - 1);
        const [one = '', other = ''] = characters.slice(place, place + 2);
        fc.pre(one !== other);
        // The one swap that Luhn is known to miss.
        fc.pre(method !== 'mod10' || ![one + other, other + one].includes('09'));
        const swapped = characters.with(place, other).with(place + 1, one);
        expect(holds(method, swapped.join('') + checkCharacterOf(method, characters.join('')))).toBe(false);
      }),
    );
  });
});
