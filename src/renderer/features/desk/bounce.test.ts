import { expect, test } from 'vitest';
import { isBounce, nothingRead } from './bounce.ts';

const read = (code: string, at: number, quantity = 1) => ({ code, at, quantity });

test('[K1] the second read of a label within 300 ms is no second scan (SCAN-026)', () => {
  const first = read('IT-000123', 1000);
  expect(isBounce(nothingRead, first)).toBe(false);
  expect(isBounce(first, read('IT-000123', 1300))).toBe(true);
  expect(isBounce(first, read('IT-000123', 1301))).toBe(false);
  expect(isBounce(first, read('IT-000124', 1001))).toBe(false);
});

test('[K1] a label that is sent fifty times a second is read once', () => {
  let last = nothingRead;
  const reads = Array.from({ length: 200 }, (_, index) => read('IT-000123', index * 20));
  const taken = reads.filter((each) => {
    const again = isBounce(last, each);
    last = each;
    return !again;
  });
  expect(taken).toHaveLength(1);
});

test('[K2] a quantity that was keyed in is meant however soon the label follows, and is given once', () => {
  const one = read('CABLE-1', 1000);
  const three = read('CABLE-1', 1200, 3);
  expect(isBounce(one, three)).toBe(false);
  // The reader sends it again: before the answer the field still says three, after it one.
  expect(isBounce(three, read('CABLE-1', 1210, 3))).toBe(true);
  expect(isBounce(three, read('CABLE-1', 1400, 1))).toBe(true);
});
