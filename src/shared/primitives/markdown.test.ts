import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown, targetOfLink, textOfBlocks } from './markdown.ts';

describe('Markdown', () => {
  it('[D2] [H1] becomes headings, lists, emphasis, links and code', () => {
    const text =
      '# Title\n\nSome **bold** and `code`.\n\n1. One [page](#/assets)\n2. Two\n\n> Quoted\n\n---\n\n    block';
    expect(readMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, children: [{ kind: 'text', text: 'Title' }] },
      {
        kind: 'paragraph',
        children: [
          { kind: 'text', text: 'Some ' },
          { kind: 'strong', children: [{ kind: 'text', text: 'bold' }] },
          { kind: 'text', text: ' and ' },
          { kind: 'code', text: 'code' },
          { kind: 'text', text: '.' },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        start: 1,
        items: [
          [
            {
              kind: 'paragraph',
              children: [
                { kind: 'text', text: 'One ' },
                { kind: 'link', href: '#/assets', children: [{ kind: 'text', text: 'page' }] },
              ],
            },
          ],
          [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Two' }] }],
        ],
      },
      { kind: 'quote', children: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Quoted' }] }] },
      { kind: 'rule' },
      { kind: 'code', text: 'block' },
    ]);
  });

  it('[D2] [H1] lists nest, go on over lines and keep their numbers; what never closes stays as it was typed', () => {
    const list = readMarkdown(
      '3. One\n   goes on\n   - inner\n4. Two\nlazily\n\nAfter *this* and _that_, not snake_case_name.',
    );
    expect(list).toMatchObject([
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [[{ kind: 'paragraph' }, { kind: 'list' }], [{ kind: 'paragraph' }]],
      },
      { kind: 'paragraph' },
    ]);
    expect(textOfBlocks(list)).toBe('One goes on\ninner\nTwo lazily\nAfter this and that, not snake_case_name.');
    for (const text of ['**never closed', '2 * 3 * 4', '`open', '[words](no address', 'a \\* b'])
      expect(textOfBlocks(readMarkdown(text))).toBe(text.replace('\\*', '*'));
    expect(readMarkdown('```\n# no heading\n```\nafter')).toEqual([
      { kind: 'code', text: '# no heading' },
      { kind: 'paragraph', children: [{ kind: 'text', text: 'after' }] },
    ]);
    expect(readMarkdown('one  \ntwo')).toMatchObject([
      { children: [{ text: 'one' }, { kind: 'break' }, { text: 'two' }] },
    ]);
  });

  it('[S5] no text takes long, however it is nested', () => {
    for (const text of [
      '['.repeat(50_000),
      '*a '.repeat(50_000),
      '> '.repeat(5000),
      '`'.repeat(3) + '`a'.repeat(30_000),
      '+ '.repeat(5000),
    ])
      expect(textOfBlocks(readMarkdown(text)).length).toBeGreaterThan(0);
  });

  it('[S5] HTML stays the text that was typed, and only pages and kept files are opened by a link', () => {
    const hostile =
      'Hello <img src=x onerror=alert(1)>\n\n<script>alert(2)</script>\n\n![picture](https://x.example/a.png)';
    expect(textOfBlocks(readMarkdown(hostile))).toBe(
      'Hello <img src=x onerror=alert(1)>\n<script>alert(2)</script>\npicture',
    );
    for (const href of ['javascript:alert(1)', 'https://x.example', 'file:///etc', 'data:text/html,x', '#x', '//x', ''])
      expect(targetOfLink(href), href).toBeNull();
    expect(targetOfLink('#/assets?search=a%20b')).toEqual({ page: '#/assets?search=a%20b' });
    expect(targetOfLink('attachment:12')).toEqual({ attachment: 12 });
  });

  it('[D2] whatever is typed, it is read and its words are kept', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '# ', '- ', '> ', '1. '),
        (words, mark) => {
          expect(textOfBlocks(readMarkdown(`${mark}${words.join(' ')}`))).toBe(words.join(' '));
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => typeof textOfBlocks(readMarkdown(text)) === 'string'),
    );
  });
});
