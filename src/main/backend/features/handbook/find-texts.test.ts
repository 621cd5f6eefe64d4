import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTexts } from './find-texts.ts';
import { normalised } from './normalised.ts';

const articles = [
  { key: 'a', title: 'Encryption', text: 'Each disk is encrypted.' },
  { key: 'b', title: 'Disposal', text: 'The encryption key, then the disk. Encryption once more, and Übergabe.' },
  { key: 'c', title: 'Else', text: 'Nothing of it.' },
];
const keysOf = (text: string) => findTexts(articles, text).map(({ key }) => key);

describe('the search of the handbook', () => {
  it('[H1] finds every word by its beginning, accents aside, what has it in the title first', () => {
    expect(keysOf('encryption')).toEqual(['a', 'b']);
    expect(keysOf('DISK key')).toEqual(['b']);
    expect(keysOf('uberg')).toEqual(['b']);
    expect(keysOf('ncryption'), 'not within a word').toEqual([]);
    expect(keysOf(' ,. ')).toEqual([]);
    expect(findTexts(articles, 'key')[0]?.snippet).toContain('encryption key');
  });

  it('[H1] whatever is asked, every hit has every word', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('disk', 'key', 'is', 'nothing', 'xyz'), { maxLength: 3 }), (words) => {
        for (const { key } of findTexts(articles, words.join(' '))) {
          const found = articles.find((article) => article.key === key);
          const text = normalised(`${found?.title} ${found?.text}`);
          for (const word of words) expect(text).toContain(word);
        }
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normalised(text).length).toBe(text.length);
      }),
    );
  });
});
