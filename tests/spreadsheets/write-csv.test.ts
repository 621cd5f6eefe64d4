import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from '#backend/features/spreadsheets/read/read-table.ts';
import type { CellValue, Column } from '#backend/features/spreadsheets/write/column.ts';
import { csvRecord, writeCsv } from '#backend/features/spreadsheets/write/csv-writer.ts';
import { withFile } from './support/temporary-file.ts';

async function write(columns: readonly Column[], rows: readonly (readonly CellValue[])[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const target = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      chunks.push(chunk);
      done();
    },
  });
  await writeCsv(target, { columns }, rows);
  return Buffer.concat(chunks);
}

const TEXT: Column[] = [
  { heading: 'a', type: 'text' },
  { heading: 'b', type: 'text' },
];

test('[X2] a CSV file has a mark, CRLF, quotes around everything', async () => {
  const file = await write(TEXT, [['x', 'say "hi"']]);
  expect(file.toString('utf8')).toBe('\uFEFF"a","b"\r\n"x","say ""hi"""\r\n');
});

test.each(['=HYPERLINK("x")', '+1', '-2+3', '@SUM(1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', "'=1+1"])(
  '[X2] text that a spreadsheet may take for a formula is guarded: %j',
  (text) => {
    expect(csvRecord([{ heading: 'a', type: 'text' }], [text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
  },
);

test('[X2] numbers stay numbers and an amount names its currency in a column of its own', async () => {
  const columns: Column[] = [
    { heading: 'n', type: 'integer' },
    { heading: 'cost', type: 'money' },
  ];
  const file = await write(columns, [
    [-5, { minor: -1205, currency: 'EUR' }],
    [null, null],
  ]);
  expect(file.toString('utf8')).toBe('\uFEFF"n","cost","cost (currency)"\r\n"-5","-12.05","EUR"\r\n"","",""\r\n');
});

const NASTY = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
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
      '|',
      '＝',
      ' ',
      'a',
      'é',
      '\uFEFF',
      '😀',
    ),
    maxLength: 10,
  }),
);

test('[X2] [I4] importing an exported file gives the same text, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(NASTY, NASTY), { minLength: 1, maxLength: 8 }), async (rows) => {
      const file = await write(TEXT, rows);
      const table = await withFile('export.csv', file, (path) => readTable(path));
      expect(table.rows.map((row) => row.cells)).toEqual(
        rows.map((row) => row.map((text) => text.replaceAll('\0', '\uFFFD'))),
      );
    }),
    { numRuns: 300 },
  );
});
