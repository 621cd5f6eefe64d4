import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { renderLabelPdf, renderSheetPdf } from '#backend/features/labels/render/pdf.ts';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { mediumOf } from '#shared/features/labels/media.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import { hasProgram, pagePictures, readCodes, textOf } from './read-label.ts';

const fonts = resolve('node_modules/dejavu-fonts-ttf/ttf');
const options = {
  fonts: { regular: `${fonts}/DejaVuSansCondensed.ttf`, bold: `${fonts}/DejaVuSansCondensed-Bold.ttf` },
  title: 'Labels',
  createdAt: new Date('2026-11-24T09:00:00.000Z'),
};
const poppler = (await hasProgram('pdftoppm')) && (await hasProgram('pdftotext'));

const layouts = builtInTemplates().map((template): LabelLayout => {
  const values = {
    tag: 'LT-000123',
    code: 'LT-000123',
    name: 'Žluť',
    model: 'EliteBook',
    serial: '5CG1',
    owner: 'Trust',
  };
  const result = layoutLabel(template, values, 300);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.layout;
});
const small = layouts.filter((layout) => layout.templateId === 'asset-25x12');
const tag = (count: number) => Array.from({ length: count }, () => 'LT-000123');

test('[V4] every page is exactly as large as its label', async () => {
  const pdf = Buffer.from(await renderLabelPdf(layouts, options)).toString('latin1');
  const sizes = Array.from(pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g), ([, width, height]) => [
    Number(width),
    Number(height),
  ]);
  expect(sizes).toHaveLength(layouts.length);
  for (const [index, { widthMm, heightMm }] of layouts.entries()) {
    expect(sizes[index]?.[0]).toBeCloseTo((widthMm * 72) / 25.4, 2);
    expect(sizes[index]?.[1]).toBeCloseTo((heightMm * 72) / 25.4, 2);
  }
});

test('[V4] equal labels and instants make equal bytes', async () => {
  expect(await renderLabelPdf(layouts, options)).toEqual(await renderLabelPdf(layouts, options));
});

test.skipIf(!poppler)('[V4] every page reads as its code and its text can be copied', async () => {
  const pdf = await renderLabelPdf(layouts, options);
  for (const page of await pagePictures(pdf)) expect(await readCodes(page)).toEqual(tag(1));
  expect(await textOf(pdf)).toContain('Žluť');
});

const nothingMoved = { startCell: 0, offsetXUm: 0, offsetYUm: 0 };
const sheetOf = (key: string) => {
  const medium = mediumOf(key);
  if (medium === undefined) throw new Error(key);
  return medium;
};
/** Where the first rectangle of each page is drawn, millimetres from the upper left corner. */
async function firstCorner(place: typeof nothingMoved): Promise<{ x: number; y: number }> {
  const page = await renderSheetPdf(small.slice(0, 1), sheetOf('avery-l7651'), place, { ...options, compress: false });
  const text = Buffer.from(page).toString('latin1');
  const [, x = '0', y = '0'] = /^([\d.]+) ([\d.]+) [\d.]+ [\d.]+ re$/m.exec(text) ?? [];
  return { x: (Number(x) * 25.4) / 72, y: (Number(y) * 25.4) / 72 };
}

test.skipIf(!poppler)('[V4] a sheet holds its labels in rows, after the cells that are used up', async () => {
  const many = Array.from({ length: 5 }, () => small).flat();
  const place = { ...nothingMoved, startCell: 64 };
  const pages = await pagePictures(await renderSheetPdf(many, sheetOf('avery-l7651'), place, options));
  expect(await Promise.all(pages.map(readCodes))).toEqual([tag(1), tag(4)]);
});

test('[V4] a sheet is moved by micrometres, and begins at the label that is asked for', async () => {
  const [plain, moved, second, below] = [
    await firstCorner(nothingMoved),
    await firstCorner({ startCell: 0, offsetXUm: 1250, offsetYUm: -700 }),
    await firstCorner({ ...nothingMoved, startCell: 1 }),
    await firstCorner({ ...nothingMoved, startCell: 5 }),
  ];
  const { widthMm, sheet } = sheetOf('avery-l7651');
  expect(moved.x - plain.x).toBeCloseTo(1.25, 2);
  expect(moved.y - plain.y).toBeCloseTo(-0.7, 2);
  expect(second.x - plain.x).toBeCloseTo(sheet?.pitchXMm ?? 0, 2);
  expect(below.y - plain.y).toBeCloseTo(sheet?.pitchYMm ?? 0, 2);
  // A smaller label lies in the middle of its cell.
  const [layout] = small;
  const inLabel = layout?.symbols[0]?.dark[0]?.x ?? 0;
  expect(plain.x).toBeCloseTo((sheet?.leftMm ?? 0) + (widthMm - (layout?.widthMm ?? 0)) / 2 + inLabel, 0);
});

test('[V4] every page of sheets has the size of its paper', async () => {
  for (const [key, width, height] of [
    ['avery-l7651', 595.28, 841.89],
    ['avery-5160', 612, 792],
  ] as const) {
    const pdf = Buffer.from(await renderSheetPdf(small, sheetOf(key), nothingMoved, options)).toString('latin1');
    const [, pageWidth, pageHeight] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(pageWidth)).toBeCloseTo(width, 1);
    expect(Number(pageHeight)).toBeCloseTo(height, 1);
  }
});

test('[V4] a label that is larger than the labels of the sheet is refused', async () => {
  await expect(renderSheetPdf(layouts, sheetOf('avery-l4731'), nothingMoved, options)).rejects.toThrow(RangeError);
  await expect(renderSheetPdf(small, sheetOf('zebra-51x25'), nothingMoved, options)).rejects.toThrow(RangeError);
});
