import { expect, test } from 'vitest';
import { isBounce, nothingRead } from './bounce.ts';

test('[K1] the second read of a label within 300 ms is no second scan (SCAN-026)', () => {
  const first = { code: 'IT-000123', at: 1000 };
  expect(isBounce(nothingRead, first)).toBe(false);
  expect(isBounce(first, { code: 'IT-000123', at: 1300 })).toBe(true);
  expect(isBounce(first, { code: 'IT-000123', at: 1301 })).toBe(false);
  expect(isBounce(first, { code: 'IT-000124', at: 1001 })).toBe(false);
});

test('[K1] a label that is sent fifty times a second is read once', () => {
  let last = nothingRead;
  const reads = Array.from({ length: 200 }, (_, index) => ({ code: 'IT-000123', at: index * 20 }));
  const taken = reads.filter((read) => {
    const again = isBounce(last, read);
    last = read;
    return !again;
  });
  expect(taken).toHaveLength(1);
});
