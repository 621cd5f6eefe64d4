import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import { renderZpl, zplField } from './zpl.ts';

/** Commands of a stream as a printer sees them: every ^ or ~ starts one. */
const commands = (zpl: string) => Array.from(zpl.matchAll(/[\^~](?:A0|[A-Z]{2})/g), ([command]) => command);

const empty = {
  templateId: 't',
  widthMm: 50,
  heightMm: 25,
  dpi: 203,
  texts: [],
  symbols: [],
  lines: [],
  boxes: [],
  images: [],
} as const;
const layoutWith = (texts: string[], codes: string[]): LabelLayout => ({
  ...empty,
  lines: [],
  boxes: [],
  images: [],
  texts: texts.map((text) => ({
    element: 'text',
    text,
    x: 1,
    y: 4,
    width: 10,
    sizeMm: 3,
    bold: false,
    align: 'left',
    box: { x: 1, width: 40 },
  })),
  symbols: codes.flatMap((text) =>
    (['code128', 'qr', 'datamatrix'] as const).map((symbology) => ({
      element: symbology,
      symbology,
      text,
      x: 1,
      y: 5,
      width: 10,
      height: 10,
      moduleDots: 4,
      modules: 20,
      dark: [],
    })),
  ),
});

function zplOf(layout: LabelLayout, options = {}): string {
  const result = renderZpl(layout, options);
  if (!result.ok) throw new Error(result.code);
  return result.zpl;
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '^FS',
        '^XZ',
        '^XA',
        '~JR',
        '^FD',
        '^CC',
        '~CT',
        '_5E',
        '_',
        '\\&',
        '>',
        '<',
        '\n',
        '\u001b',
        'Ž',
        'a',
        '^',
        '~',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('no value becomes a command', () => {
  test('[V4] the commands of a label are those of its template, whatever the values', () => {
    const expected = commands(zplOf(layoutWith(['a', 'b'], ['c'])));
    fc.assert(
      fc.property(hostile, hostile, hostile, (first, second, code) => {
        expect(commands(zplOf(layoutWith([first, second], [code])))).toEqual(expected);
      }),
      { numRuns: 10_000 },
    );
  });

  test('[V4] the same holds for every built-in template', () => {
    fc.assert(
      fc.property(fc.constantFrom(...builtInTemplates()), hostile, hostile, (template, name, model) => {
        const fixed = { tag: 'LT-1', code: 'C-1', serial: 'S', owner: 'O', department: 'D' };
        const plain = layoutLabel(template, { ...fixed, name: 'a', model: 'b' }, 203);
        const result = layoutLabel(template, { ...fixed, name: `a${name}`, model: `b${model}` }, 203);
        if (!plain.ok || !result.ok) throw new Error('does not fit');
        const counts = (zpl: string) =>
          commands(zpl)
            .filter((command) => /XA|XZ|PQ|CI|PW|LL/.test(command))
            .join();
        expect(counts(zplOf(result.layout))).toBe(counts(zplOf(plain.layout)));
        const fields = result.layout.texts.length + result.layout.symbols.length;
        expect(commands(zplOf(result.layout)).filter((command) => command === '^FD')).toHaveLength(fields);
      }),
      { numRuns: 200 },
    );
  });

  test('[V4] fields escape what their place in the format gives a meaning', () => {
    expect(zplField('A^B~C_D\\E\nF', 'text')).toBe('^FH_^FDA_5EB_7EC_5FD_5CE F^FS');
    expect(zplField('a\\&b', 'text')).toBe('^FH_^FDa_5C &b^FS');
    expect(zplField('A>B', 'code128')).toBe('^FH_^FD>:A>0B^FS');
    expect(zplField('001234', 'code128')).toBe('^FH_^FD>;001234^FS');
    expect(zplField('A>B', 'qr')).toBe('^FH_^FDMA,A>B^FS');
    expect(zplField('A_B', 'datamatrix')).toBe('^FH_^FDA_5FB^FS');
  });
});

describe('the format', () => {
  test('[V4] begins with the character set and the size, ends with the copies', () => {
    expect(zplOf({ ...empty, texts: [], symbols: [], lines: [], boxes: [], images: [] }, { copies: 3 })).toBe(
      '^XA^CI28\n^PW400^LL200^LH0,0\n^PQ3\n^XZ\n',
    );
  });

  test('[V4] offsets move everything and stop at the edge', () => {
    const layout = layoutWith(['a'], []);
    expect(zplOf(layout, { offsetXDots: 5, offsetYDots: -2 })).toContain('^FT13,30^A0N');
    expect(zplOf(layout, { offsetXDots: -100, offsetYDots: -100 })).toContain('^FT0,0^A0N');
  });

  test('[V4] darkness and speed are told only when they are set', () => {
    expect(zplOf(layoutWith([], []), { darkness: 7, speed: 4 })).toMatch(/^~SD07\n\^XA[^]*\^PR4\n/);
    expect(zplOf(layoutWith([], []), { darkness: null })).not.toMatch(/~SD|\^PR/);
  });

  test('[V4] a field longer than a printer takes is named', () => {
    expect(renderZpl(layoutWith(['Ž'.repeat(1600)], []))).toEqual({
      ok: false,
      code: 'FIELD_TOO_LONG',
      element: 'text',
    });
  });
});
