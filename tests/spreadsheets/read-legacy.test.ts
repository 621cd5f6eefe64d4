import { describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { readTable, wholeTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { withHeadings } from '#backend/features/spreadsheets/read/read-with-headings.ts';
import { cellText, TableError } from '#backend/features/spreadsheets/read/table.ts';
import { withFile } from './support/temporary-file.ts';
import { buildZip } from './support/zip-builder.ts';

const rows = [
  ['Tag', 'Serial', 'Bought', 'Cost', 'Active'],
  ['A-1', '000123', { t: 'n', v: 45_750, z: 'yyyy/mm/dd' }, 12.5, true],
  ['A-2', 'Ünïcode', { t: 'n', v: 45_751, z: 'yyyy/mm/dd' }, { t: 'n', v: 3, f: 'SUM(1,2)' }, false],
];

function workbook(format: 'xls' | 'ods', sheets: Record<string, unknown[][]> = { Assets: rows }): Buffer {
  const book = utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(cells), name);
  return write(book, { type: 'buffer', bookType: format === 'xls' ? 'biff8' : 'ods' }) as Buffer;
}

const refusal = async (name: string, content: Buffer): Promise<unknown> => {
  const outcome = await withFile(name, content, readTable).catch((error: unknown) => error);
  return outcome instanceof TableError ? outcome.code : outcome;
};

const NAMESPACES =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"';

function ods(
  body: string,
  extra: { name: string; content: string }[] = [],
  head = '',
  manifest = '<manifest/>',
): Buffer {
  const content = `<?xml version="1.0" encoding="UTF-8"?>${head}<office:document-content ${NAMESPACES}><office:body><office:spreadsheet><table:table table:name="S">${body}</table:table></office:spreadsheet></office:body></office:document-content>`;
  return buildZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
    { name: 'content.xml', content },
    { name: 'META-INF/manifest.xml', content: manifest },
    ...extra,
  ]);
}

const cell = (text: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string"${attributes}><text:p>${text}</text:p></table:table-cell>`;
const row = (cells: string, attributes = ''): string => `<table:table-row${attributes}>${cells}</table:table-row>`;

describe.each(['xls', 'ods'] as const)('a workbook of the kind .%s', (format) => {
  it('[I4] gives texts with their zeros, dates as days, numbers, and the last result of a formula', async () => {
    const table = await withFile(`file.${format}`, workbook(format), readTable);
    expect(table).toMatchObject({
      kind: format,
      sheet: 'Assets',
      headings: ['Tag', 'Serial', 'Bought', 'Cost', 'Active'],
    });
    expect(table.rows.map(({ rowNumber, cells }) => [rowNumber, ...cells.map(cellText)])).toEqual([
      [2, 'A-1', '000123', '2025-04-03', '12.5', 'TRUE'],
      [3, 'A-2', 'Ünïcode', '2025-04-04', '3', 'FALSE'],
    ]);
  });

  it('[I4] is read by the sheet that is asked for, below its title', async () => {
    const content = workbook(format, { Notes: [['nothing']], List: [['Inventory 2026'], [], ...rows] });
    const table = await withFile(`file.${format}`, content, (path) =>
      withHeadings(path, { sheet: 'List' }, wholeTable),
    );
    expect(table).toMatchObject({ headingRow: 3, headings: ['Tag', 'Serial', 'Bought', 'Cost', 'Active'] });
    expect(table.rows.map(({ rowNumber }) => rowNumber)).toEqual([4, 5]);
  });

  it('[I4] is refused under another name, and so is anything else under its name', async () => {
    expect(await refusal('file.xlsx', workbook(format))).toMatch(/OLD_FORMAT|NOT_A_SPREADSHEET/);
    expect(await refusal(`file.${format}`, Buffer.from('tag\nA-1\n'))).toBe('NOT_A_SPREADSHEET');
    expect(await refusal(`file.${format}`, workbook(format === 'xls' ? 'ods' : 'xls'))).toBe('NOT_A_SPREADSHEET');
  });

  it('[I4] is refused above the limits of rows', async () => {
    const many = Array.from({ length: 30 }, (_, index) => [`A-${index}`]);
    const outcome = withFile(`file.${format}`, workbook(format, { S: [['Tag'], ...many] }), (path) =>
      readTable(path, { maxRows: 20 }),
    );
    await expect(outcome).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  });
});

describe('an OpenDocument spreadsheet that means harm', () => {
  it('[I4] with a document type, macros or a password is refused', async () => {
    const body = row(cell('Tag')) + row(cell('A-1'));
    expect(await refusal('a.ods', ods(body))).toMatchObject({ headings: ['Tag'] });
    expect(await refusal('a.ods', ods(body, [], '<!DOCTYPE x [<!ENTITY a "b">]>'))).toBe('DTD_REFUSED');
    expect(await refusal('a.ods', ods(body, [{ name: 'Basic/Standard/Module1.xml', content: '<x/>' }]))).toBe(
      'MACRO_FILE',
    );
    const locked = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    expect(await refusal('a.ods', ods(body, [], '', locked))).toBe('ENCRYPTED_FILE');
  });

  it('[I4] with filled cells repeated without end is refused, with empty ones read', async () => {
    const flood = row(cell('x', ' table:number-columns-repeated="16384"'), ' table:number-rows-repeated="1048576"');
    expect(await refusal('a.ods', ods(row(cell('Tag')) + flood))).toBe('ZIP_BOMB');
    const wide = row(cell('x', ' table:number-columns-repeated="16384"'));
    expect(await refusal('a.ods', ods(row(cell('Tag')) + wide))).toBe('TOO_MANY_COLUMNS');
    const empty = row(`${cell('A-1')}<table:table-cell table:number-columns-repeated="16383"/>`);
    const end = row(
      '<table:table-cell table:number-columns-repeated="16384"/>',
      ' table:number-rows-repeated="1048570"',
    );
    const table = await withFile('a.ods', ods(row(cell('Tag')) + empty + end), readTable);
    expect(table.rows.map(({ cells }) => cells.map(cellText))).toEqual([['A-1']]);
  });
});
