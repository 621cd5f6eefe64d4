import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headsIn, textOfHead } from './journal-head.ts';

const head = fc.record({
  seq: fc.integer({ min: 1, max: 999_999_999 }),
  hash: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
});

it('[S6] every head that was written is found again, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.array(head, { maxLength: 4 }), fc.constantFrom('', '> ', 'Head: '), (heads, quote) => {
      const text = heads.map((one) => `${quote}${textOfHead(one)}\r\n\r\nRegards\r\n`).join('');
      expect(headsIn(text)).toEqual(heads);
    }),
  );
});

it('[S6] a hash that a mail broke in the middle is put together, and what is none is no head', () => {
  const hash = 'ab'.repeat(32);
  expect(headsIn(`17 ${hash.slice(0, 40)}=\r\n${hash.slice(40)}`)).toEqual([{ seq: 17, hash }]);
  expect(headsIn(`17 ${hash.slice(2)}`)).toEqual([]);
  expect(headsIn(`17 ${hash}ff`)).toEqual([]);
});
