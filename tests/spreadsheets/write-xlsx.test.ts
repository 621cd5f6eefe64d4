import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read as parse, utils, type WorkBook } from 'xlsx';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import { cellText } from '#backend/features/spreadsheets/read/table.ts';
import { partContent, WORKBOOK_ZIP_LIMITS, zipEntries } from '#backend/features/spreadsheets/read/zip-directory.ts';
import { canonicalRow, type CellValue, type Column } from '#backend/features/spreadsheets/write/column.ts';
import {
  WorkbookWriter,
  type WorkbookOptions,
  type WorkbookResult,
} from '#backend/features/spreadsheets/write/xlsx-writer.ts';
import { withFile, withFolder } from './support/temporary-file.ts';

const OPTIONS: WorkbookOptions = { title: 'Register', creator: 'Ada Lovelace', now: '2026-11-24T14:15:16.000Z' };

class Memory extends Writable {
  readonly chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }
}

async function write(
  fill: (book: WorkbookWriter) => Promise<unknown>,
  options = OPTIONS,
): Promise<{ file: Buffer; result: WorkbookResult }> {
  const memory = new Memory();
  const book = new WorkbookWriter(memory, options);
  await fill(book);
  const result = await book.close();
  return { file: Buffer.concat(memory.chunks), result };
}

function columns(...types: Column['type'][]): Column[] {
  return types.map((type, at) => ({ heading: `${type} ${at}`, type }));
}

function sheetXml(file: Buffer, name: string): string {
  const entry = zipEntries(file, WORKBOOK_ZIP_LIMITS).find((one) => one.name === name);
  return entry === undefined ? '' : partContent(file, entry).toString('utf8');
}

function parsed(file: Buffer): WorkBook {
  return parse(file, { type: 'buffer', cellFormula: true, cellNF: true, cellDates: false, cellStyles: true });
}

const ALL: Column['type'][] = ['text', 'integer', 'decimal', 'money', 'date', 'dateTime', 'boolean'];
const ROW: CellValue[] = [
  '=1+1',
  -5,
  1.25,
  { minor: 226_613, currency: 'USD' },
  '2026-12-31',
  '2026-11-24T12:00:00.000Z',
  true,
];

test('[X1] every type of cell is what a spreadsheet calculates with', async () => {
  const { file } = await write((book) => book.writeSheet({ name: 'Assets', columns: columns(...ALL) }, [ROW]));
  const sheet = parsed(file).Sheets['Assets'] ?? {};
  expect(sheet['A2']).toMatchObject({ t: 's', v: '=1+1' });
  expect(sheet['A2'].f).toBeUndefined();
  expect(sheet['B2']).toMatchObject({ t: 'n', v: -5 });
  expect(sheet['C2']).toMatchObject({ t: 'n', v: 1.25 });
  expect(sheet['D2']).toMatchObject({ t: 'n', v: 2266.13, w: '2,266.13 USD' });
  expect(sheet['E2']).toMatchObject({ t: 'n', v: 46_387, w: '2026-12-31' });
  expect(sheet['F2']).toMatchObject({ t: 'n', w: '2026-11-24 12:00:00' });
  expect(sheet['G2']).toMatchObject({ t: 'b', v: true });
});

test('[X1] the heading is frozen, filtered, bold and repeated in print; identity and time are those given', async () => {
  const { file } = await write((book) =>
    book.writeSheet({ name: "Q1 'a'", columns: columns('text', 'date') }, [['a', null]]),
  );
  const sheet = sheetXml(file, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<autoFilter ref="A1:B2"/>');
  const book = parsed(file);
  expect(book.Props).toMatchObject({ Title: 'Register', Author: 'Ada Lovelace', Application: 'Quartermaster' });
  expect(sheetXml(file, 'docProps/core.xml')).toContain('2026-11-24T14:15:16Z');
  expect(sheetXml(file, 'xl/workbook.xml')).toContain(
    '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'Q1 \'\'a\'!$1:$1</definedName>',
  );
  expect(sheetXml(file, 'xl/styles.xml')).toContain('<b/>');
});

test('[X1] columns are as wide as their headings and first rows, long words go on below where that is wanted', async () => {
  const digest = 'a1'.repeat(32);
  const options = {
    name: 'Assets',
    frozenColumns: 1,
    tabColor: '0F6699',
    columns: [
      { heading: 'Tag', type: 'text', strong: true },
      { heading: 'SHA-256', type: 'text' },
      { heading: 'Requirement in short', type: 'text', wrap: true },
      { heading: 'Cost', type: 'money' },
      { heading: 'Given', type: 'text', width: 30 },
    ],
  } as const;
  const row = ['IT-000001', digest, 'Assets are registered. '.repeat(9), { minor: 123_456_789, currency: 'EUR' }, 'x'];
  const { file } = await write((book) => book.writeSheet(options, [row]));
  const sheet = sheetXml(file, 'xl/worksheets/sheet1.xml');
  const widths = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([13, 67, 67, 19, 30]);
  expect(sheet).toContain('<sheetPr><tabColor rgb="FF0F6699"/><pageSetUpPr fitToPage="1"/></sheetPr>');
  expect(sheet).toContain('<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>');
  const styles = [...sheetXml(file, 'xl/styles.xml').matchAll(/<xf [^>]*xfId="0">(.*?)<\/xf>/g)].map(
    ([, inner]) => inner,
  );
  const styleOf = (cell: string) => styles[Number(new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheet)?.[1])];
  expect(styleOf('C2')).toContain('wrapText="1"');
  expect(styleOf('B2')).not.toContain('wrapText');
  expect(styleOf('D1')).toContain('horizontal="right"');
});

test('[X1] the same input gives the same bytes, and the digest is that of the rows', async () => {
  const rows = Array.from({ length: 3_000 }, (_, at): CellValue[] => [
    `IT-${at}`,
    at,
    at / 3,
    { minor: at, currency: 'EUR' },
    '2026-01-01',
    OPTIONS.now,
    at % 2 === 0,
  ]);
  const make = (): ReturnType<typeof write> =>
    write((book) => book.writeSheet({ name: 'Assets', columns: columns(...ALL) }, rows));
  const [first, second] = [await make(), await make()];
  expect(first.file.equals(second.file)).toBe(true);
  expect(first.result.sha256).toBe(createHash('sha256').update(first.file).digest('hex'));
  expect(first.result.bytes).toBe(first.file.length);
  const text = [columns(...ALL).map(({ heading }) => heading), ...rows].map(canonicalRow).join('');
  expect(first.result.sheets[0]).toMatchObject({
    rows: 3_000,
    digest: createHash('sha256').update(text).digest('hex'),
  });
});

test('[X1] sheets keep their order by tab, link to each other and are made acceptable in name', async () => {
  const { file, result } = await write(async (book) => {
    await book.writeSheet({ name: 'Assets', columns: columns('text') }, [['IT-1']]);
    await book.writeSheet({ name: 'a/b:c*?[x] with a name that is too long', columns: columns('text') }, []);
    await book.writeSheet({ name: 'ASSETS', columns: columns('text') }, [['again']]);
    await book.writeSheet({ name: 'Cover', columns: columns('text'), tab: 0 }, [[{ text: 'Assets', sheet: 'Assets' }]]);
  });
  const book = parsed(file);
  expect(book.SheetNames).toEqual(['Cover', 'Assets', 'a b c   x  with a name that is', 'ASSETS (2)']);
  expect(book.Sheets['Cover']?.['A2'].l.Target).toBe("#'Assets'!A1");
  expect(result.sheets.map((sheet) => sheet.rows)).toEqual([1, 0, 1, 1]);
});

test('[X2] more rows than a sheet holds continue on the next', async () => {
  const rows = Array.from({ length: 25 }, (_, at) => [`IT-${at}`]);
  const { file, result } = await write((book) => book.writeSheet({ name: 'Assets', columns: columns('text') }, rows), {
    ...OPTIONS,
    rowsPerTab: 10,
  });
  expect(result.sheets[0]).toMatchObject({ tabs: ['Assets', 'Assets (2)', 'Assets (3)'], rows: 25 });
  const book = parsed(file);
  const read = book.SheetNames.flatMap((name) =>
    utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1 }).slice(1),
  );
  expect(read).toEqual(rows);
});

test('[X2] text beyond a cell is shortened and reported; what Excel cannot hold exactly is text', async () => {
  const long = 'x'.repeat(40_000);
  const row: CellValue[] = [long, 2 ** 60, '1899-12-31', '-2+3'];
  const { file, result } = await write((book) =>
    book.writeSheet({ name: 'S', columns: columns('text', 'integer', 'date', 'decimal') }, [row]),
  );
  const sheet = parsed(file).Sheets['S'] ?? {};
  expect(sheet['A2'].v).toHaveLength(32_767);
  expect(result.sheets[0]?.shortened).toEqual({ count: 1, cells: ['S!A2'] });
  expect([sheet['B2'].t, sheet['C2'].t, sheet['D2'].t]).toEqual(['s', 's', 's']);
});

test('[X2] what is no day, number or instant is refused, as is a second sheet while one is open', async () => {
  const invalid = (type: Column['type'], value: CellValue): Promise<unknown> =>
    write((book) => book.writeSheet({ name: 'S', columns: columns(type) }, [[value]]));
  await expect(invalid('date', '2025-02-29')).rejects.toMatchObject({ code: 'INVALID_CELL' });
  await expect(invalid('decimal', Number.NaN)).rejects.toMatchObject({ code: 'INVALID_CELL' });
  await expect(invalid('dateTime', 'noon')).rejects.toMatchObject({ code: 'INVALID_CELL' });
  const book = new WorkbookWriter(new Memory(), OPTIONS);
  book.addSheet({ name: 'S', columns: [] });
  expect(() => book.addSheet({ name: 'T', columns: [] })).toThrow('SHEET_OPEN');
});

test('[X2] an abort ends the writing, and so does a disk that fails', async () => {
  const endless = function* (): Generator<CellValue[]> {
    for (let at = 0; ; at += 1) yield [`${at} ${Math.sin(at)}`.repeat(40)];
  };
  const controller = new AbortController();
  const target = new Writable({
    write(_chunk, _encoding, done): void {
      controller.abort(new Error('stopped'));
      done();
    },
  });
  const stopped = new WorkbookWriter(target, { ...OPTIONS, signal: controller.signal });
  await expect(stopped.writeSheet({ name: 'S', columns: columns('text') }, endless())).rejects.toThrow('stopped');
  stopped.abandon();
  const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
  const failing = new WorkbookWriter(full, OPTIONS);
  await expect(failing.writeSheet({ name: 'S', columns: columns('text') }, endless())).rejects.toThrow('disk full');
  failing.abandon();
});

const NASTY = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      "'",
      '"',
      ',',
      ';',
      '<',
      '&',
      '_x000D_',
      '_',
      'x',
      '0041',
      ' ',
      '\u0001',
      '\uFFFE',
      '😀',
    ),
    maxLength: 12,
  }),
);

test('[X2] a workbook holds exactly the text that was written, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(NASTY, NASTY), { minLength: 1, maxLength: 6 }), async (rows) => {
      const { file } = await write((book) => book.writeSheet({ name: 'S', columns: columns('text', 'text') }, rows));
      const sheet = parsed(file).Sheets['S'] ?? {};
      const read = rows.map((_, at) => [sheet[`A${at + 2}`]?.v ?? '', sheet[`B${at + 2}`]?.v ?? '']);
      // The independent reader joins CR LF to LF, as spreadsheet programs do; the file itself keeps both.
      expect(read).toEqual(rows.map((row) => row.map((text) => text.replaceAll('\r\n', '\n'))));
    }),
    {
      numRuns: 200,
      examples: [
        [
          [
            ['_x0041\u0001', '_x0041_x0042_'],
            ['__x000d_', '\u0001x0041_'],
          ],
        ],
      ],
    },
  );
});

test('[X2] our own export reads back through the import with its types', async () => {
  const { file } = await write((book) => book.writeSheet({ name: 'S', columns: columns(...ALL) }, [ROW]));
  const table = await withFile('export.xlsx', file, (path) => readTable(path));
  expect(table.rows[0]?.cells.map(cellText)).toEqual([
    '=1+1',
    '-5',
    '1.25',
    '2,266.13 USD',
    '2026-12-31',
    '2026-11-24 12:00:00',
    'TRUE',
  ]);
  expect(table.warnings).toEqual([]);
});

const OFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
);

test.skipIf(OFFICE === undefined)('[X2] LibreOffice opens the file and finds no formula', async () => {
  await withFolder(async (folder) => {
    const target = createWriteStream(join(folder, 'export.xlsx'));
    const book = new WorkbookWriter(target, OPTIONS);
    await book.writeSheet({ name: 'S', columns: columns(...ALL) }, [ROW]);
    await book.close();
    execFileSync(OFFICE ?? '', ['--headless', '--convert-to', 'csv', '--outdir', folder, join(folder, 'export.xlsx')]);
    expect(await readFile(join(folder, 'export.csv'), 'utf8')).toContain('=1+1');
  });
});
