import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { flawOfFreeText, SOUND_TEXT } from './text.ts';

const unit = fc.oneof(
  fc.constantFrom('a', '\u0301', '\n', '\t', '\0', '\u0085', '\ud800', '\udc00', '😀', '\u200f', 'م'),
  fc.string({ unit: 'binary', maxLength: 2 }),
);

it('[I2] the pattern of forms and the check of files agree on every text', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      expect(SOUND_TEXT.test(text)).toBe(flawOfFreeText(text) === null);
    }),
    { numRuns: 2000 },
  );
});
