import { describe, expect, it } from 'vitest';
import { containsPattern, prefixExpression, wholeWordExpression, wordsOf } from './words.ts';

describe('search words', () => {
  it('[O4] takes letters and digits of any script and nothing that FTS would read as an operator', () => {
    expect(wordsOf('Laptop "NEAR(" Žluť-42 *')).toEqual(['laptop', 'near', 'žluť', '42']);
    expect(prefixExpression(wordsOf('AND OR'))).toBe('"and"* "or"*');
    expect(prefixExpression([])).toBeNull();
    expect(wholeWordExpression(['or', 'dell'])).toBe('("or" OR "ors") AND ("dell" OR "dells")');
    expect(wholeWordExpression([])).toBeNull();
  });

  it('[O4] makes wildcards of LIKE harmless', () => {
    expect(containsPattern('50%_a\\b')).toBe('%50\\%\\_a\\\\b%');
  });
});
