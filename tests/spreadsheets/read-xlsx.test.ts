import { expect, test } from 'vitest';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { cellText, type SheetCell, type Table } from '#backend/features/spreadsheets/read/table.ts';
import { withFile } from './support/temporary-file.ts';
import { buildWorkbook, numberFormats, textRow, type WorkbookParts } from './support/workbook-builder.ts';

async function read(parts: WorkbookParts, options = {}): Promise<Table> {
  return await withFile('file.xlsx', buildWorkbook(parts), (path) => readTable(path, options));
}

function cellAt(table: Table, row: number, column: number): SheetCell {
  const cell = table.rows[row]?.cells[column];
  if (cell === undefined || typeof cell === 'string') throw new Error(`no typed cell in row ${row}, column ${column}`);
  return cell;
}

const STYLES = numberFormats('yyyy\\-mm\\-dd', '000000', 'd.m.yyyy', '[h]:mm', '0.00E+00', 'General', 'h:mm');
const number = (address: string, style: number, value: string): string =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`;
const row = (at: number, ...cells: string[]): string => `<row r="${at}">${cells.join('')}</row>`;

test('[I4] a date of any format is a day, in both date systems', async () => {
  const data = textRow(1, 'bought') + row(2, number('A2', 1, '45750')) + row(3, number('A3', 3, '45750'));
  const since1900 = await read({ data, styles: STYLES });
  expect(since1900.rows.map((one) => one.cells.map(cellText))).toEqual([['2025-04-03'], ['2025-04-03']]);
  expect(cellAt(since1900, 0, 0)).toMatchObject({ type: 'date', value: '2025-04-03', address: 'A2' });
  const since1904 = await read({ data: data.replaceAll('45750', '44288'), styles: STYLES, date1904: true });
  expect(since1904.date1904).toBe(true);
  expect(since1904.rows.map((one) => one.cells.map(cellText))).toEqual([['2025-04-03'], ['2025-04-03']]);
});

test('[I4] a time stays beside its day, and 29 February 1900 is an error', async () => {
  const data =
    textRow(1, 'x') +
    row(2, number('A2', 1, '45750.5')) +
    row(3, number('A3', 1, '60')) +
    row(4, number('A4', 7, '0.25'));
  const table = await read({ data, styles: STYLES });
  expect(cellAt(table, 0, 0).text).toBe('2025-04-03 12:00:00');
  expect(cellAt(table, 1, 0).type).toBe('error');
  expect(cellAt(table, 2, 0)).toMatchObject({ type: 'time', text: '6:00' });
});

test('[I4] zeros that only the format shows survive, and an exponent is flagged', async () => {
  const data =
    textRow(1, 'serial') +
    row(2, number('A2', 2, '123')) +
    row(3, number('A3', 6, '6370000000000000')) +
    row(4, number('A4', 0, '356938035643809'));
  const table = await read({ data, styles: STYLES });
  expect(cellAt(table, 0, 0)).toMatchObject({ text: '000123', value: 123, type: 'number' });
  expect(cellAt(table, 1, 0)).toMatchObject({ text: '6.37E+15', scientific: true });
  expect(cellAt(table, 2, 0)).toMatchObject({ scientific: true, value: 356_938_035_643_809 });
});

test('[I4] a formula gives its stored value; one without a value is a visible error', async () => {
  const data =
    textRow(1, 'a', 'b', 'c') +
    row(
      2,
      '<c r="A2"><f>1+1</f><v>2</v></c>',
      '<c r="B2"><f>NOW()</f></c>',
      '<c r="C2" t="str"><f>IF(A2,"","")</f><v></v></c>',
    );
  const table = await read({ data });
  expect(cellAt(table, 0, 0)).toMatchObject({ type: 'number', text: '2' });
  expect(cellAt(table, 0, 1)).toMatchObject({ type: 'error', text: '=NOW()', address: 'B2' });
  expect(cellText(table.rows[0]?.cells[2])).toBe('');
  expect(table.warnings.map((warning) => warning.code)).toEqual(['FORMULAS_DROPPED', 'FORMULA_WITHOUT_VALUE']);
});

test('[I4] error values, booleans and text keep their type', async () => {
  const data =
    textRow(1, 'a', 'b', 'c') +
    row(
      2,
      '<c r="A2" t="e"><v>#REF!</v></c>',
      '<c r="B2" t="b"><v>1</v></c>',
      '<c r="C2" t="inlineStr"><is><t>007</t></is></c>',
    );
  const table = await read({ data });
  expect(table.rows[0]?.cells).toEqual([
    { type: 'error', text: '#REF!', value: '#REF!', address: 'A2' },
    { type: 'boolean', text: 'TRUE', value: true, address: 'B2' },
    { type: 'text', text: '007', value: '007', address: 'C2' },
  ]);
});

test('[I4] a merged heading stands over each of its columns', async () => {
  const data =
    row(1, '<c r="A1" t="inlineStr"><is><t>Holder</t></is></c>', '<c r="C1" t="inlineStr"><is><t>Tag</t></is></c>') +
    textRow(2, 'Ada', 'Lovelace', 'IT-1');
  const table = await read({ data, afterData: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>' });
  expect(table.headings).toEqual(['Holder', 'Holder', 'Tag']);
  expect(table.warnings.map((warning) => warning.code)).toEqual(['DUPLICATE_HEADING']);
});

test('[I4] blank rows and columns around the table are dropped and row numbers kept', async () => {
  const blank = Array.from(
    { length: 200 },
    (_, at) => `<row r="${at + 7}"><c r="A${at + 7}" s="1"/><c r="Z${at + 7}" s="1"/></row>`,
  ).join('');
  const table = await read(
    { data: textRow(3, 'tag', 'name') + textRow(4, 'IT-1', 'x') + textRow(6, 'IT-2', 'y') + blank, styles: STYLES },
    { maxRows: 5 },
  );
  expect(table.headingRow).toBe(3);
  expect(table.headings).toEqual(['tag', 'name']);
  expect(table.rows.map((one) => one.rowNumber)).toEqual([4, 6]);
});

test('[I4] columns without a heading keep their values', async () => {
  const table = await read({ data: textRow(1, 'tag', '', 'name') + textRow(2, 'IT-1', 'kept', 'x') });
  expect(table.headings).toEqual(['tag', '[B]', 'name']);
  expect(table.warnings[0]?.code).toBe('UNNAMED_HEADING');
});

test('[I4] a sheet is chosen by name and a missing one named', async () => {
  await expect(read({ data: textRow(1, 'tag') }, { sheet: 'Other' })).rejects.toMatchObject({
    code: 'NO_SUCH_SHEET',
    facts: { sheet: 'Other' },
  });
  expect((await read({ data: textRow(1, 'tag'), sheetName: 'R&amp;D' }, { sheet: 'R&D' })).headings).toEqual(['tag']);
});

test('[I4] more rows than allowed are refused, as many are read', async () => {
  const data = textRow(1, 'tag') + textRow(2, 'a') + textRow(3, 'b') + textRow(4, 'c');
  expect((await read({ data }, { maxRows: 3 })).rows).toHaveLength(3);
  await expect(read({ data }, { maxRows: 2 })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  await expect(read({ data }, { maxBytes: 100 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
});

test('[I4] a day stored as ISO text is the same day in every time zone', async () => {
  const data = textRow(1, 'bought') + row(2, '<c r="A2" t="d" s="1"><v>2025-04-03</v></c>');
  for (const date1904 of [false, true]) {
    const table = await read({ data, styles: STYLES, date1904 });
    expect(table.rows[0]?.cells.map(cellText)).toEqual(['2025-04-03']);
  }
});
