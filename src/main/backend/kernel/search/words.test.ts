import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '#backend/kernel/db/open.ts';
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

  it('[O4] no letter, digit or mark makes a word that the index takes apart', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quartermaster-words-'));
    const sqlite = openSqlite({ file: join(folder, 'words.db'), key: null });
    sqlite.exec("CREATE VIRTUAL TABLE words USING fts5 (text, detail=none, tokenize='unicode61 remove_diacritics 2')");
    const find = sqlite.prepare('SELECT 1 FROM words WHERE words MATCH ?');
    const refused: string[] = [];
    for (let point = 128; point < 0x110000; point += 1) {
      const sign = point >= 0xd800 && point < 0xe000 ? '' : String.fromCodePoint(point);
      if (!/[\p{L}\p{N}\p{M}]/u.test(sign)) continue;
      try {
        find.all(wordsExpression(wordsOf(`a${sign}b`), () => false) ?? '');
      } catch {
        refused.push(point.toString(16));
      }
    }
    expect(refused).toEqual([]);
    sqlite.close();
    rmSync(folder, { recursive: true });
  });

  it('[O4] makes wildcards of LIKE harmless', () => {
    expect(containsPattern('50%_a\\b')).toBe('%50\\%\\_a\\\\b%');
  });
});
