import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInTemplate, builtInTemplates } from './built-in-templates.ts';
import { dotsPerMm, type Dpi } from './dots.ts';
import { layoutLabel, type LabelLayout } from './layout.ts';
import { encodeSymbol, quietModules } from './symbols.ts';
import {
  templateFrom,
  type LabelTemplate,
  type LabelTemplateInput,
  type LabelValues,
  type TemplateDesignInput,
} from './template.ts';

const values = {
  tag: 'LT-000123',
  name: 'Laptop',
  model: 'EliteBook',
  serial: '5CG1234ABC',
  owner: 'Trust',
  code: 'E1',
};

function template(id: string): LabelTemplate {
  const found = builtInTemplate(id);
  if (found === undefined) throw new Error(id);
  return found;
}

function laidOut(id: string, given: LabelValues, dpi: Dpi): LabelLayout {
  const result = layoutLabel(template(id), given, dpi);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.layout;
}

function single(element: LabelTemplateInput['elements'][number]): LabelTemplate {
  return templateFrom({
    id: 't',
    name: 'T',
    subject: 'asset',
    widthMm: 50,
    heightMm: 25,
    elements: [element],
  });
}

describe('symbols', () => {
  test('[I1] Code 128 is as wide as subset B, or C for an even number of digits', () => {
    const modules = (text: string) => {
      const encoding = encodeSymbol('code128', text);
      return encoding.ok ? encoding.symbol.modules : null;
    };
    // start, characters and check: 11 modules each; stop: 13.
    expect(modules('LT-000123')).toBe(11 * 11 + 13);
    expect(modules('00012345')).toBe(6 * 11 + 13);
    expect(modules('0001234')).toBe(9 * 11 + 13);
    expect(modules('Ž')).toBeNull();
    expect(modules('')).toBeNull();
  });

  test('[V4] the widths of Code 128 add up and start as start B does', () => {
    const encoding = encodeSymbol('code128', 'LT-000123');
    if (!encoding.ok || encoding.symbol.kind !== 'linear') throw new Error('not linear');
    expect(encoding.symbol.widths.slice(0, 6)).toEqual([2, 1, 1, 2, 1, 4]);
    expect(encoding.symbol.widths.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
    expect(encoding.symbol.widths.reduce((sum, width) => sum + width, 0)).toBe(encoding.symbol.modules);
  });

  test('[V4] a QR code is as large as a printer makes it that never mixes modes', () => {
    const size = (text: string) => {
      const encoding = encodeSymbol('qr', text);
      return encoding.ok ? encoding.symbol.modules : null;
    };
    expect(size('LT-000123')).toBe(21);
    // 15 bytes: one more than version 1 holds, although the digits alone would be packed closer.
    expect(size('a12345678901234')).toBe(25);
    expect(size('a\nb')).toBeNull();
    expect(size('\ud800')).toBeNull();
    expect(size('x'.repeat(3000))).toBeNull();
  });
});

describe('what fits', () => {
  test('[V4] a module is never narrower than hand-held scanners read', () => {
    for (const [dpi, least] of [
      [203, 2],
      [300, 3],
      [600, 6],
    ] as const)
      for (const each of builtInTemplates()) {
        const result = layoutLabel(each, values, dpi);
        expect(result.ok).toBe(true);
        if (result.ok)
          for (const symbol of result.layout.symbols) expect(symbol.moduleDots).toBeGreaterThanOrEqual(least);
      }
  });

  test('[V4] a serial of 14 characters in Code 128 does not fit 50 mm, and the label says by how much', () => {
    expect(layoutLabel(template('asset-50x25'), { ...values, tag: 'ABCDEFGHIJKLMN' }, 203)).toMatchObject({
      ok: false,
      problems: [{ element: 'barcode', code: 'SYMBOL_TOO_WIDE', neededMm: 52.25, availableMm: 50, characters: '' }],
    });
  });

  test('[V4] a matrix that is too large is refused', () => {
    const result = layoutLabel(template('asset-25x12'), { ...values, tag: 'A'.repeat(150) }, 203);
    expect(result).toMatchObject({ ok: false, problems: [{ element: 'datamatrix', code: 'SYMBOL_TOO_WIDE' }, {}] });
  });

  test('[V4] what only modules too small to read would make fit is refused', () => {
    const barcode = { id: 'c', type: 'barcode', x: 0, y: 0, width: 50, height: 10, symbology: 'code128' } as const;
    const result = layoutLabel(single({ ...barcode, value: '{tag}', maxModuleMm: 0.2 }), values, 203);
    expect(result).toMatchObject({
      ok: false,
      problems: [{ element: 'c', code: 'MODULE_TOO_SMALL', neededMm: 0.25, availableMm: 0.2, characters: '' }],
    });
  });

  test('[V4] a tag that must be whole is refused rather than cut; a name is cut with an ellipsis', () => {
    const text = { id: 't', type: 'text', x: 0, y: 0, width: 10, height: 5, value: '{name}', sizeMm: 4 } as const;
    const long = { name: 'A very long name of a thing' };
    expect(layoutLabel(single({ ...text, overflow: 'shrink' }), long, 203)).toMatchObject({
      ok: false,
      problems: [{ code: 'TEXT_CUT', availableMm: 10 }],
    });
    const cut = layoutLabel(single({ ...text, overflow: 'ellipsis' }), long, 203);
    expect(cut).toMatchObject({ ok: true, layout: { texts: [{ text: expect.stringMatching(/^A .*…$/) as string }] } });
  });

  test('[V4] bars of 48 characters do not go onto 25 mm', () => {
    const barcode = { id: 'c', type: 'barcode', x: 0, y: 0, width: 25, height: 10, symbology: 'code128' } as const;
    const long = { tag: 'ABCDEFGHIJKLMNOPQRSTUVWX'.repeat(2) };
    expect(layoutLabel(single({ ...barcode, value: '{tag}' }), long, 203)).toMatchObject({
      ok: false,
      problems: [{ code: 'SYMBOL_TOO_WIDE', availableMm: 25 }],
    });
  });

  test('[V4] what is printed on a code or on its light margin is refused, what stands beside it is not', () => {
    const qr = {
      id: 'c',
      type: 'barcode',
      x: 10,
      y: 2,
      width: 20,
      height: 20,
      symbology: 'qr',
      value: '{tag}',
    } as const;
    const around = (element: TemplateDesignInput['elements'][number]) =>
      layoutLabel(
        templateFrom({ id: 't', name: 'T', subject: 'asset', widthMm: 50, heightMm: 25, elements: [qr, element] }),
        values,
        203,
      );
    const covered = { ok: false, problems: [{ element: 'c', code: 'QUIET_ZONE_COVERED' }] };
    expect(around({ id: 'l', type: 'line', x: 12, y: 1, width: 1, height: 20 })).toMatchObject(covered);
    expect(
      around({ id: 't', type: 'text', x: 11, y: 10, width: 20, height: 4, value: '{tag}', sizeMm: 3 }),
    ).toMatchObject(covered);
    expect(around({ id: 'b', type: 'box', x: 15, y: 6, width: 9, height: 9, strokeMm: 0.3 })).toMatchObject(covered);
    expect(around({ id: 'b', type: 'box', x: 9, y: 1, width: 22, height: 22, strokeMm: 0.3 }).ok).toBe(true);
    expect(around({ id: 'l', type: 'line', x: 31, y: 1, width: 1, height: 20 }).ok).toBe(true);
  });

  test('[V4] low bars and codes that cameras miss are told, and printed', () => {
    const barcode = { id: 'c', type: 'barcode', x: 0, y: 0, width: 50, height: 4, symbology: 'code128' } as const;
    expect(layoutLabel(single({ ...barcode, value: '{tag}' }), values, 203)).toMatchObject({
      ok: true,
      warnings: [{ element: 'c', code: 'BARS_TOO_LOW' }],
    });
    const small = { ...barcode, symbology: 'datamatrix', width: 6, height: 6 } as const;
    expect(layoutLabel(single({ ...small, value: '{tag}' }), values, 203)).toMatchObject({
      ok: true,
      warnings: [{ element: 'c', code: 'CAMERA_MAY_FAIL' }],
    });
  });

  test('[V4] an element over the edge is refused', () => {
    const line = { id: 'l', type: 'line', x: 40, y: 1, width: 20, height: 1 } as const;
    const problem = { element: 'l', code: 'OUTSIDE_LABEL', neededMm: 60, availableMm: 50, characters: '' };
    expect(layoutLabel(single(line), {}, 203)).toMatchObject({ ok: false, problems: [problem] });
  });
});

describe('what is drawn', () => {
  test('[V4] empty values leave no words behind', () => {
    const layout = laidOut('asset-50x25', { tag: 'LT-1', model: 'EliteBook', owner: ' ' }, 203);
    expect(layout.texts.map(({ text }) => text)).toEqual(['LT-1', 'EliteBook']);
    const bare = laidOut('asset-50x25', { tag: 'LT-1', serial: 'S1' }, 203);
    expect(bare.texts.map(({ text }) => text)).toEqual(['LT-1', 'S/N S1']);
  });

  test('[V4] values are text: braces, brackets and separators in them stay', () => {
    const layout = laidOut('asset-50x25', { tag: 'LT-1', name: '· {owner} [x] ·', owner: 'Trust' }, 203);
    expect(layout.texts.map(({ text }) => text)).toContain('· {owner} [x] ·');
  });

  test('[V4] a template with a placeholder that nobody fills is no template', () => {
    const text = { id: 't', type: 'text', x: 0, y: 0, width: 10, height: 5, value: '{price}', sizeMm: 4 } as const;
    expect(() => single(text)).toThrow();
  });

  test('[V4] the layout is plain data: it survives the way to the window', () => {
    const layout = laidOut('asset-50x25-qr', values, 300);
    expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
  });

  test('[V4] all stays on the label, quiet zones are light and everything lies on whole dots', () => {
    const whole = (mm: number, dpi: Dpi) => Math.abs(mm * dotsPerMm[dpi] - Math.round(mm * dotsPerMm[dpi])) < 1e-6;
    const tags = fc.stringMatching(/^[A-Z]{0,3}-?[0-9]{1,6}$/);
    const dpis = fc.constantFrom<Dpi>(203, 300, 600);
    fc.assert(
      fc.property(tags, fc.string(), dpis, fc.constantFrom(...builtInTemplates()), (tag, name, dpi, each) => {
        const result = layoutLabel(each, { ...values, tag, code: tag, name }, dpi);
        if (!result.ok) throw new Error(JSON.stringify(result.problems));
        const { layout } = result;
        for (const symbol of layout.symbols) {
          const quiet = (quietModules[symbol.symbology] * symbol.moduleDots) / dotsPerMm[dpi] - 1 / dotsPerMm[dpi];
          expect(symbol.x).toBeGreaterThanOrEqual(quiet);
          expect(symbol.x + symbol.width + quiet).toBeLessThanOrEqual(each.widthMm);
          const [left, right] = [symbol.x - quiet, symbol.x + symbol.width + quiet];
          const [top, bottom] = [symbol.y - quiet, symbol.y + symbol.height + quiet];
          for (const text of layout.texts) {
            if (symbol.symbology === 'code128') continue;
            const beside = text.x >= right || text.x + text.width <= left;
            expect(beside || text.y <= top || text.y - text.sizeMm >= bottom - 0.5 * text.sizeMm).toBe(true);
          }
          expect(symbol.dark.every(({ x, y, width }) => [x, y, width].every((mm) => whole(mm, dpi)))).toBe(true);
        }
        for (const text of layout.texts) {
          expect(text.width).toBeLessThanOrEqual(text.box.width + 0.1);
          expect(text.y).toBeLessThanOrEqual(each.heightMm);
        }
      }),
      { numRuns: 200 },
    );
  });
});
