import { describe, expect, test } from 'vitest';
import { bytesAsText } from './bytes-as-text.ts';

describe('[V2] raw bytes', () => {
  test('[V2] stand as digits and, where they are some, as characters', () => {
    expect(bytesAsText('49542d310d')).toBe(`${'49 54 2d 31 0d'.padEnd(48)} IT-1·`);
  });

  test('[V2] are sixteen a line', () => {
    expect(bytesAsText('41'.repeat(17)).split('\n')).toHaveLength(2);
    expect(bytesAsText('')).toBe('');
  });
});
