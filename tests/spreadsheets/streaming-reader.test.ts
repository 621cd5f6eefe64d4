import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable, withTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { cellText } from '#backend/features/spreadsheets/read/table.ts';
import { readBySheetJs } from './support/sheetjs-reader.ts';
import { withFile, withFolder } from './support/temporary-file.ts';
import { buildWorkbook, numberFormats, type WorkbookParts } from './support/workbook-builder.ts';

const run = promisify(execFile);
const FORMATS = ['yyyy\\-mm\\-dd', '000000', 'd.m.yyyy', '[h]:mm', '0.00E+00', 'General', '#,##0.00 "Kč"', '@'];
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Both readers on one workbook: the rows below the headings, in all that a cell knows. */
async function bothOn(parts: WorkbookParts) {
  const content = buildWorkbook(parts);
  const own = await withFile('file.xlsx', content, (path) => readTable(path));
  const [, ...others] = readBySheetJs(content, parts.date1904 === true);
  return {
    own: own.rows.map(({ rowNumber, cells }) => [rowNumber, ...cells.map((cell) => (cell === '' ? undefined : cell))]),
    other: others.map(({ rowNumber, cells }) => [
      rowNumber,
      ...Array.from({ length: own.headings.length }, (_, at) => cells[at]),
    ]),
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const sound = fc
  .array(fc.constantFrom('a', 'Ž', '0', '7', ' ', '&', '<', '"', '\n', '😀', '_x', '=', "'", '٣'), { maxLength: 12 })
  .map((characters) => characters.join(''))
  // A character in the notation of the standard is one that the library does not read beyond one byte: see below.
  .filter((text) => !/_x[\da-f]{4}_/i.test(text));
const style = fc.integer({ min: 0, max: FORMATS.length });

/** A cell as programs write it, from the kinds that there are. */
const cell = fc.oneof(
  fc.constant(null),
  style.map((s) => ({ attributes: ` s="${s}"`, content: null })),
  fc
    .tuple(
      style,
      fc.oneof(
        fc.integer({ min: -5, max: 99_999 }),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 2_000_000 }),
      ),
    )
    .map(([s, value]) => ({ attributes: ` s="${s}"`, content: `<v>${value}</v>` })),
  fc.nat({ max: 3 }).map((index) => ({ attributes: ' t="s"', content: `<v>${index}</v>` })),
  sound.map((text) => ({
    attributes: ' t="inlineStr"',
    content: `<is><t xml:space="preserve">${escaped(text)}</t></is>`,
  })),
  sound.map((text) => ({ attributes: ' t="str"', content: `<f>A1&amp;"x"</f><v>${escaped(text)}</v>` })),
  fc.boolean().map((value) => ({ attributes: ' t="b"', content: `<v>${value ? 1 : 0}</v>` })),
  fc.constantFrom('#REF!', '#N/A', '#DIV/0!').map((value) => ({ attributes: ' t="e"', content: `<v>${value}</v>` })),
);

const strings = `<sst xmlns="${MAIN}"><si><t>plain</t></si><si><t xml:space="preserve"> two
lines </t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si><si><t>tab_x0009_&amp;c</t></si></sst>`;

test('[I4] the streaming reader reads any sheet as the library does that read it before', async () => {
  const rows = fc.array(fc.tuple(fc.boolean(), fc.array(cell, { minLength: 1, maxLength: 6 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), fc.boolean(), async (drafts, addressed, date1904) => {
      const heading =
        '<row r="1">' +
        ['a', 'b', 'c', 'd', 'e', 'f']
          .map((name, at) => `<c r="${'ABCDEF'[at]}1" t="inlineStr"><is><t>${name}</t></is></c>`)
          .join('') +
        '</row>';
      const data = drafts.map(([gap, cells], index) => {
        const number = index * 2 + (gap ? 3 : 2);
        const inside = cells.map((each, at) => {
          if (each === null) return addressed ? '' : '<c/>';
          const address = addressed ? ` r="${'ABCDEF'[at]}${number}"` : '';
          return each.content === null
            ? `<c${address}${each.attributes}/>`
            : `<c${address}${each.attributes}>${each.content}</c>`;
        });
        return `<row r="${number}" spans="1:6">${inside.join('')}</row>`;
      });
      const { own, other } = await bothOn({
        data: heading + data.join('\n'),
        strings,
        styles: numberFormats(...FORMATS.map(escaped).map((format) => format.replaceAll('"', '&quot;'))),
        date1904,
      });
      expect(own).toEqual(other);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('[I4] a character in the notation of the standard is that character, whichever it is', async () => {
  const data =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>' +
    '<row r="2"><c r="A2" t="inlineStr"><is><t>_xAAAA_x_x005F_x0041_</t></is></c></row>';
  const { rows } = await withFile('file.xlsx', buildWorkbook({ data }), (path) => readTable(path));
  expect(rows.map(({ cells }) => cells.map(cellText))).toEqual([['\uAAAAx_x0041_']]);
});

test('[I4] a sheet whose parts have a namespace of their own is read the same', async () => {
  const data = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c></row>';
  const prefixed = (xml: string) => xml.replaceAll(/<(\/?)(row|c|v|si|t|r|rPr|b|rPh|sst)\b/g, '<$1x:$2');
  const { own, other } = await bothOn({ data, strings });
  expect(own).toEqual(other);
  expect(own).toMatchObject([[2, { text: 'rich text' }]]);
  const again = await withFile(
    'prefixed.xlsx',
    buildWorkbook({ data: prefixed(data), strings: prefixed(strings) }),
    (path) => readTable(path),
  );
  expect(again.rows.map(({ cells }) => cells.map(cellText))).toEqual([['rich text']]);
});

test('[I4] a large workbook arrives in pieces, as often as it is asked for, and a row beyond measure is refused', async () => {
  const rows = Array.from(
    { length: 40_000 },
    (_, at) =>
      `<row r="${at + 2}"><c r="A${at + 2}" t="inlineStr"><is><t>IT-${(at * 7919) % 99_991}</t></is></c><c r="B${at + 2}"><v>${at * 3.7}</v></c></row>`,
  );
  const data = `<row r="1"><c r="A1" t="inlineStr"><is><t>tag</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row>${rows.join('')}`;
  await withFile('large.xlsx', buildWorkbook({ data }), async (path) => {
    const passes = await withTable(path, {}, async ({ chunks }) => {
      const lengths: number[][] = [];
      for (let pass = 0; pass < 2; pass += 1) {
        const own: number[] = [];
        for await (const chunk of chunks) own.push(chunk.length);
        lengths.push(own);
      }
      return lengths;
    });
    expect(passes[0]).toEqual(passes[1]);
    expect(passes[0]?.length).toBeGreaterThan(3);
    expect(passes[0]?.reduce((sum, each) => sum + each, 0)).toBe(40_000);
  });
  const noise = randomBytes(13 << 20).toString('base64');
  const long = `<row r="1"><c r="A1" t="inlineStr"><is><t>tag</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>${noise}</t></is></c></row>`;
  await withFile('long.xlsx', buildWorkbook({ data: long }), async (path) => {
    await expect(readTable(path)).rejects.toMatchObject({ code: 'LINE_TOO_LONG' });
  });
});

test('[I4] CSV-028: rows beyond all memory are looked through and planned with a heap of 48 MB', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'large.csv');
    const file = createWriteStream(path);
    file.write('Asset tag,Serial number,Name,Purchase date,Cost\n');
    for (let from = 0; from < 250_000; from += 10_000) {
      const lines = Array.from({ length: 10_000 }, (_, at) => {
        const number = from + at;
        return `IT-${number},S${number * 7},Laptop ${number % 100},${(number % 28) + 1}.3.2024,"1.${number % 10}00,50"\n`;
      });
      if (!file.write(lines.join(''))) await once(file, 'drain');
    }
    // The last row repeats the first one's tag: that is found whatever lies between them.
    file.end('it-0,X1,last,1.1.2024,5\n');
    await once(file, 'close');
    const script = join(import.meta.dirname, 'support/plan-file.ts');
    const { stdout } = await run(process.execPath, ['--max-old-space-size=48', script, path]);
    expect(JSON.parse(stdout)).toEqual({
      rows: 250_001,
      duplicates: [
        [2, [2, 250_002]],
        [250_002, [2, 250_002]],
      ],
      errors: 2,
      questions: [],
      last: '2024-01-01',
    });
  });
}, 120_000);
