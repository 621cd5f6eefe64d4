import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTable, withTable } from '#backend/features/spreadsheets/read/read-table.ts';
import type { Table } from '#backend/features/spreadsheets/read/table.ts';
import { withFile, withFolder } from './support/temporary-file.ts';

async function read(content: string | Uint8Array, options = {}): Promise<Table> {
  return await withFile('file.csv', content, (path) => readTable(path, options));
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const cells = (table: Table): unknown => table.rows.map((row) => row.cells);

test('[I4] values of a text file stay text', async () => {
  const table = await read('tag,serial,range\n000123,1E5,3-4\nMARCH1,1-2,3E5\n');
  expect(cells(table)).toEqual([
    ['000123', '1E5', '3-4'],
    ['MARCH1', '1-2', '3E5'],
  ]);
  expect(table).toMatchObject({
    kind: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    headings: ['tag', 'serial', 'range'],
    headingRow: 1,
  });
});

test.each([
  ['UTF-8 with a mark', 'efbbbf7461672c6e616d650a312c61', 'utf-8', ['tag', 'name'], [['1', 'a']], false],
  ['UTF-16LE with a mark', 'fffe7400610067000a003100', 'utf-16le', ['tag'], [['1']], false],
  ['UTF-16BE with a mark', 'feff0074006100670 00a0031'.replace(' ', ''), 'utf-16be', ['tag'], [['1']], false],
  ['UTF-16LE without a mark', '7400610067000a003100', 'utf-16le', ['tag'], [['1']], true],
  ['Windows-1252', '7461670a4dfc6c6c6572', 'windows-1252', ['tag'], [['Müller']], true],
])('[I4] %s is recognised', async (_, hex, encoding, headings, rows, guessed) => {
  const table = await read(bytes(hex));
  expect(table).toMatchObject({ encoding, headings });
  expect(cells(table)).toEqual(rows);
  expect(table.warnings.some((warning) => warning.code === 'ENCODING_GUESSED')).toBe(guessed);
});

test('[I4] the operator may name the encoding', async () => {
  const table = await read(bytes('7461670a9a65e8'), { encoding: 'windows-1250' });
  expect(cells(table)).toEqual([['šeč']]);
  await expect(read('tag\n1', { encoding: 'klingon' })).rejects.toMatchObject({ code: 'UNSUPPORTED_ENCODING' });
});

test.each([
  [';', 'tag;name\n1;a,b', [['1', 'a,b']]],
  ['\t', 'tag\tname\r\n1\ta', [['1', 'a']]],
  ['|', 'tag|name\n1|a', [['1', 'a']]],
  [';', 'sep=;\ntag;name\n1;a', [['1', 'a']]],
  [',', '"a;b","c;d"\n1,2', [['1', '2']]],
])('[I4] the delimiter %j is recognised', async (delimiter, content, rows) => {
  const table = await read(content);
  expect(table.delimiter).toBe(delimiter);
  expect(cells(table)).toEqual(rows);
});

test('[I4] line breaks inside quotes stay and a quote inside plain text is a character', async () => {
  const table = await read('tag,name\r\n1,"a\r\nb ""c"""\r\n2,13" screen\r\n');
  expect(cells(table)).toEqual([
    ['1', 'a\r\nb "c"'],
    ['2', '13" screen'],
  ]);
});

test('[I4] exactly one guarding apostrophe is taken away', async () => {
  const table = await read("tag\n'=1+1\n''=1+1\n'plain\n'-5\n-5\n");
  expect(cells(table)).toEqual([['=1+1'], ["'=1+1"], ["'plain"], ['-5'], ['-5']]);
});

test.each([
  ['EMPTY_FILE', ''],
  ['EMPTY_FILE', '\n\n'],
  ['BINARY_CONTENT', bytes('7461670a41004200ff')],
  ['UNCLOSED_QUOTE', 'tag,name\n1,"abc'],
  ['LINE_TOO_LONG', `tag,name\n1,"${'x'.repeat(3 << 20)}`],
  ['TOO_MANY_COLUMNS', `${'a,'.repeat(600)}b\n`],
])('[I4] %s is a reason, not a crash', async (code, content) => {
  await expect(read(content)).rejects.toMatchObject({ code });
});

test('[I4] an unclosed quote is named by its row', async () => {
  await expect(read('tag,name\n1,"abc')).rejects.toMatchObject({ facts: { row: 2 } });
});

test('[I4] rows of another width keep their cells and headings of the prototype are plain', async () => {
  const table = await read('constructor,__proto__\n1\n2,b,c\n');
  expect(table.headings).toEqual(['constructor', '__proto__']);
  expect(cells(table)).toEqual([['1'], ['2', 'b', 'c']]);
});

test('[I4] a heading used twice is a warning that names both columns', async () => {
  const table = await read('tag,Tag\n1,2\n');
  expect(table.warnings).toEqual([{ code: 'DUPLICATE_HEADING', facts: { heading: 'Tag', columns: ['A', 'B'] } }]);
});

test('[I4] a database behind a link is refused and a folder is no file', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'app.db'), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096)]));
    await symlink(join(folder, 'app.db'), join(folder, 'x.csv'));
    await expect(readTable(join(folder, 'x.csv'))).rejects.toMatchObject({ code: 'BINARY_CONTENT' });
    await expect(readTable(folder)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  });
});

test('[I4] a file that changes while it is read is refused', async () => {
  const line = 'IT-1,something\n';
  await withFile('file.csv', `tag,name\n${line.repeat(300_000)}`, async (path) => {
    const reading = withTable(path, { maxRows: 1_000_000 }, async (table) => {
      let count = 0;
      for await (const chunk of table.chunks) {
        if (count === 0) await writeFile(path, `tag,name\n${line.replace('1', '2').repeat(300_000)}`);
        count += chunk.length;
      }
      return count;
    });
    await expect(reading).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});

test('[I4] many rows arrive in chunks and an abort ends the reading', async () => {
  await withFile('file.csv', `tag,name\n${'IT-1,"some\nthing"\n'.repeat(150_000)}`, async (path) => {
    const counts = await withTable(path, {}, async (table) => {
      const sizes: number[] = [];
      for await (const chunk of table.chunks) sizes.push(chunk.length);
      return sizes;
    });
    expect(counts.reduce((sum, size) => sum + size, 0)).toBe(150_000);
    expect(counts.length).toBeGreaterThan(1);
    const controller = new AbortController();
    const aborted = withTable(path, { signal: controller.signal }, async (table) => {
      for await (const chunk of table.chunks) if (chunk.length > 0) controller.abort(new Error('stopped'));
    });
    await expect(aborted).rejects.toThrow('stopped');
    await expect(readTable(path, { maxRows: 149_999 })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
  });
});
