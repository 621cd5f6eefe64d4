import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fitsSheet, renderLabelPdf, renderSheetPdf } from '#backend/features/labels/render/pdf.ts';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import { hasProgram, pagePictures, readCodes, textOf } from './read-label.ts';

const fonts = resolve('node_modules/dejavu-fonts-ttf/ttf');
const options = {
  fonts: { regular: `${fonts}/DejaVuSansCondensed.ttf`, bold: `${fonts}/DejaVuSansCondensed-Bold.ttf` },
  title: 'Labels',
  createdAt: new Date('2026-11-24T09:00:00.000Z'),
};
const poppler = (await hasProgram('pdftoppm')) && (await hasProgram('pdftotext'));

const layouts = builtInTemplates.map((template): LabelLayout => {
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

test.skipIf(!poppler)('[V4] a sheet holds its labels in rows, after the cells that are used up', async () => {
  const grid = { columns: 3, rows: 4, marginMm: { x: 10, y: 12 }, gapMm: { x: 5, y: 5 }, skip: 11 };
  const many = Array.from({ length: 5 }, () => small).flat();
  const pages = await pagePictures(await renderSheetPdf(many, grid, options));
  expect(await Promise.all(pages.map(readCodes))).toEqual([tag(1), tag(4)]);
});

test('[V4] a grid larger than the sheet is refused', async () => {
  const grid = { columns: 9, rows: 1, marginMm: { x: 0, y: 0 }, gapMm: { x: 0, y: 0 } };
  expect(fitsSheet(grid, 25, 12)).toBe(false);
  await expect(renderSheetPdf(small, grid, options)).rejects.toThrow(RangeError);
});
