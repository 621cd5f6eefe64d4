import { expect, test } from 'vitest';
import { readBarcodes } from 'zxing-wasm/reader';
import { drawLabel } from '#backend/features/labels/render/draw-label.ts';
import { isDark, type Bitmap } from '#backend/features/labels/render/bitmap.ts';
import { renderZpl } from '#backend/features/labels/render/zpl.ts';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import type { LabelValues } from '#shared/features/labels/template.ts';
import { chequers, codeElement, designOf } from '#tests/support/label-designs.ts';
import { printPicture } from './read-label.ts';
import { darkDotsOf } from './png-dots.ts';

const gs1 = '(8004)95211100000123';
const codes = [
  { symbology: 'code128', value: 'LT-000123', format: 'Code128' },
  { symbology: 'code39', value: 'LT-0123', format: 'Code39' },
  { symbology: 'qr', value: 'Žluť · LT-000123', format: 'QRCode' },
  { symbology: 'datamatrix', value: 'LT-000123', format: 'DataMatrix' },
  { symbology: 'gs1-128', value: gs1, format: 'Code128' },
  { symbology: 'gs1-datamatrix', value: gs1, format: 'DataMatrix' },
] as const;
const cases = codes.flatMap((code) => ([203, 300] as const).map((dpi) => ({ ...code, dpi })));

function layoutOf(design: ReturnType<typeof designOf>, values: LabelValues, dpi: 203 | 300): LabelLayout {
  const result = layoutLabel({ id: 'test', ...design }, values, dpi);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.layout;
}

async function printed(layout: LabelLayout): Promise<Uint8Array> {
  const result = renderZpl(layout);
  if (!result.ok) throw new Error(result.code);
  return printPicture(result.zpl, layout);
}

function pixels(bitmap: Bitmap): ImageData {
  const { width, height } = bitmap;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (isDark(bitmap, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { data, width, height, colorSpace: 'srgb' };
}

const read = async (picture: Uint8Array | ImageData) =>
  (await readBarcodes(picture instanceof Uint8Array ? Uint8Array.from(picture) : picture, { tryHarder: true })).map(
    ({ text, format }) => ({ text, format }),
  );

test.for(cases)(
  '[V4] [I1] $symbology at $dpi dpi reads back, drawn by a ZPL printer and dot by dot',
  async ({ symbology, value, format, dpi }) => {
    const layout = layoutOf(designOf([codeElement(symbology, '{tag}')]), { tag: value }, dpi);
    const [symbol] = layout.symbols;
    expect(symbol?.moduleDots).toBeGreaterThanOrEqual(dpi === 203 ? 2 : 3);
    expect(await read(await printed(layout))).toEqual([{ text: value, format }]);
    expect(await read(pixels(drawLabel(layout)))).toEqual([{ text: value, format }]);
  },
);

test.for(cases)(
  '[V4] $symbology at $dpi dpi says which characters it cannot carry, or carries them',
  ({ symbology, dpi }) => {
    const result = layoutLabel({ id: 'test', ...designOf([codeElement(symbology)]) }, { tag: 'abc_é' }, dpi);
    const strangers = { code128: 'é', code39: 'abc_é', qr: '', datamatrix: 'é', 'gs1-128': 'é', 'gs1-datamatrix': 'é' };
    if (strangers[symbology] === '') expect(result.ok).toBe(true);
    else expect(result).toMatchObject({ problems: [{ code: 'NOT_ENCODABLE', characters: strangers[symbology] }] });
  },
);

test('[I1] GS1 codes refuse what is no element string: unknown identifiers, wrong check digits, too long', () => {
  for (const value of ['95211100000123', '(8004)', '(01)95211100000123', '(9999)1', `(8004)${'1'.repeat(31)}`]) {
    for (const symbology of ['gs1-128', 'gs1-datamatrix'] as const) {
      const design = designOf([codeElement(symbology)], { widthMm: 200 });
      expect(layoutLabel({ id: 'test', ...design }, { tag: value }, 300), value).toMatchObject({
        ok: false,
        problems: [{ code: 'NOT_ENCODABLE', characters: '' }],
      });
    }
  }
});

test.for([203, 300] as const)(
  '[V4] a picture comes out of a ZPL printer dot for dot as it is drawn, at %d dpi',
  async (dpi) => {
    const picture = chequers(64, 40);
    const image = { id: 'logo', type: 'image', x: 2, y: 2, width: 20, height: 10, picture } as const;
    const layout = layoutOf(designOf([image]), {}, dpi);
    const [placed] = layout.images;
    // As large as fits in its room, with the proportions it came with.
    expect((placed?.columns ?? 0) / (placed?.rows ?? 1)).toBeCloseTo(64 / 40, 1);
    const drawn = drawLabel(layout);
    const found = darkDotsOf(await printed(layout));
    const expected: string[] = [];
    for (let y = 0; y < drawn.height; y += 1)
      for (let x = 0; x < drawn.width; x += 1) if (isDark(drawn, x, y)) expected.push(`${x},${y}`);
    expect(found).toEqual(expected);
  },
);

test.for(
  builtInTemplates().flatMap((template) => ([203, 300] as const).map((dpi) => ({ template, id: template.id, dpi }))),
)('[V4] the built-in $id reads at $dpi dpi from a printer of bitmaps as from one of ZPL', async ({ template, dpi }) => {
  const values = { tag: 'LT-000123', code: 'QM:CHECK-IN', name: 'Check in', owner: 'Žluť', model: 'EliteBook' };
  const layout = layoutOf(template, values, dpi);
  const expected = [template.subject === 'asset' ? 'LT-000123' : 'QM:CHECK-IN'];
  expect((await read(await printed(layout))).map(({ text }) => text)).toEqual(expected);
  expect((await read(pixels(drawLabel(layout)))).map(({ text }) => text)).toEqual(expected);
});
