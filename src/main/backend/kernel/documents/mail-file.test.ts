import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFileOf } from './mail-file.ts';

/** What a mail program reads of a heading. */
function headingOf(file: string, name: string): string {
  const [head = ''] = file.split('\r\n\r\n');
  const line =
    head
      .replaceAll('\r\n ', ' ')
      .split('\r\n')
      .find((each) => each.startsWith(`${name}: `)) ?? '';
  return line
    .slice(name.length + 2)
    .replaceAll('?= =?', '?==?')
    .replaceAll(/=\?utf-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString('utf8'));
}

describe('a mail as a file', () => {
  it('[K2] opens as a draft to whom it is for', () => {
    const file = mailFileOf({
      to: [{ name: 'Zoë Nováková', address: 'zoe@example.org' }],
      subject: 'Please bring back 2 items',
      text: 'Dear Zoë,\n\nplease …',
    });
    expect(headingOf(file, 'X-Unsent')).toBe('1');
    expect(headingOf(file, 'To')).toBe('Zoë Nováková <zoe@example.org>');
    expect(headingOf(mailFileOf({ to: [], subject: 'S', text: '' }), 'To')).toBe('');
    const both = ['a@b.cd', 'e@f.gh'].map((address) => ({ name: address, address }));
    expect(headingOf(mailFileOf({ to: both, subject: 'S', text: '' }), 'To')).toBe('a@b.cd <a@b.cd>, e@f.gh <e@f.gh>');
  });

  it('[K2] carries every subject and text unchanged, and no text becomes a heading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (subject, text) => {
        const file = mailFileOf({ to: [{ name: subject, address: 'a@b.cd\r\nBcc: x@y.z' }], subject, text });
        const [head = '', ...body] = file.split('\r\n\r\n');
        expect(headingOf(file, 'Subject')).toBe(subject.replaceAll(/[\r\n]+/g, ' '));
        expect(head).not.toMatch(/^Bcc:/m);
        expect(head.split('\r\n').every((line) => line.length <= 120)).toBe(true);
        const read = Buffer.from(body.join('').replaceAll('\r\n', ''), 'base64').toString('utf8');
        expect(read).toBe(text.replaceAll(/\r?\n/g, '\r\n'));
      }),
    );
  });
});
