import { describe, expect, it } from 'vitest';
import { containsPattern, prefixExpression, wordsExpression, wordsOf } from './words.ts';

describe('search words', () => {
  it('[O4] takes letters and digits of any script and nothing that FTS would read as an operator', () => {
    expect(wordsOf('Laptop "NEAR(" Žluť-42 *')).toEqual(['laptop', 'near', 'žluť', '42']);
    expect(prefixExpression(wordsOf('AND OR'))).toBe('"and"* AND "or"*');
    expect(prefixExpression([])).toBeNull();
    expect(wordsExpression(['or', 'dell', 'x"y'], (index) => index === 1)).toBe(
      '("or" OR "ors") AND "dell"* AND ("x""y" OR "x""ys")',
    );
    expect(wordsExpression([], () => false)).toBeNull();
  });

  it('[O4] makes wildcards of LIKE harmless', () => {
    expect(containsPattern('50%_a\\b')).toBe('%50\\%\\_a\\\\b%');
  });
});
