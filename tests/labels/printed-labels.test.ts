import { expect, test } from 'vitest';
import { renderZpl } from '#backend/features/labels/render/zpl.ts';
import { builtInTemplates } from '#shared/features/labels/built-in-templates.ts';
import { toDots, type Dpi } from '#shared/features/labels/dots.ts';
import { layoutLabel, type LabelLayout } from '#shared/features/labels/layout.ts';
import type { LabelTemplate, LabelValues } from '#shared/features/labels/template.ts';
import { edgesOfCode, printPicture, readCodes } from './read-label.ts';

const assetTemplates = builtInTemplates().filter((template) => template.subject === 'asset');
const cases = assetTemplates.flatMap((template) =>
  ([203, 300] as const).map((dpi) => ({ template, id: template.id, dpi })),
);
const unkind = 'x^FS^XZ^XA^FO10,10^FDINJECTED^FS > _ ~ \\& Žluť ü \\\\ {tag} [x]';

function layoutOf(template: LabelTemplate, values: LabelValues, dpi: Dpi): LabelLayout {
  const result = layoutLabel(template, values, dpi);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.layout;
}

async function readBack(template: LabelTemplate, values: LabelValues, dpi: Dpi): Promise<string[]> {
  const layout = layoutOf(template, values, dpi);
  const result = renderZpl(layout);
  if (!result.ok) throw new Error(result.code);
  return readCodes(await printPicture(result.zpl, layout));
}

const others = { name: unkind, model: unkind, serial: unkind, owner: unkind };

test.for(cases)('[I1] [V4] $id at $dpi dpi reads as its tag', async ({ template, dpi }) => {
  const values = { name: 'Laptop of the front desk', model: 'EliteBook 840 G8', serial: '5CG1234ABC', owner: 'Žluť' };
  expect(await readBack(template, { ...values, tag: 'LT-000123' }, dpi)).toEqual(['LT-000123']);
  expect(await readBack(template, { ...values, tag: '00012345' }, dpi)).toEqual(['00012345']);
});

test.for(cases)('[V4] $id at $dpi dpi reads as its tag whatever the other values are', async ({ template, dpi }) => {
  expect(await readBack(template, { ...others, tag: 'A>B_C~D^E\\' }, dpi)).toEqual(['A>B_C~D^E\\']);
});

test.for(cases.filter(({ id }) => id !== 'asset-25x12'))(
  '[V4] $id at $dpi dpi carries commands of the printer as text',
  async ({ template, dpi }) => {
    expect(await readBack(template, { ...others, tag: 'x^FS^XZ^XA' }, dpi)).toEqual(['x^FS^XZ^XA']);
  },
);

test.for(cases)('[V4] $id at $dpi dpi carries letters beyond ASCII or refuses them', async ({ template, dpi }) => {
  for (const tag of ['Žluť', 'ÄÖÜ-1', '漢字']) {
    const result = layoutLabel(template, { ...others, tag }, dpi);
    if (template.id === 'asset-50x25-qr') expect(await readBack(template, { tag }, dpi)).toEqual([tag]);
    else expect(result).toMatchObject({ ok: false, problems: [{ code: 'NOT_ENCODABLE' }] });
  }
});

test.for(builtInTemplates().filter(({ subject }) => subject !== 'asset'))(
  '[V4] $id reads as its code',
  async (template) => {
    const values = { code: 'E-10427', name: 'Žofie Müller', department: 'Radiology', owner: 'Trust' };
    for (const dpi of [203, 300] as const) expect(await readBack(template, values, dpi)).toEqual(['E-10427']);
  },
);

test.for(cases)(
  '[V4] $id at $dpi dpi prints its code where the layout, and so the preview, has it',
  async ({ template, dpi }) => {
    const layout = layoutOf(template, { ...others, tag: 'LT-000123' }, dpi);
    const result = renderZpl(layout);
    const [symbol] = layout.symbols;
    if (!result.ok || symbol === undefined) throw new Error('nothing to print');
    const [left, right, top, bottom] = await edgesOfCode(await printPicture(result.zpl, layout));
    const near = (pixel: number, mm: number) => Math.abs(pixel - toDots(mm, dpi)) <= symbol.moduleDots;
    expect(near(left, symbol.x) && near(right, symbol.x + symbol.width)).toBe(true);
    if (symbol.symbology !== 'code128')
      expect(near(top, symbol.y) && near(bottom, symbol.y + symbol.height)).toBe(true);
  },
);
