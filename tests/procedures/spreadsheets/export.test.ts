import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { read as parse, utils } from 'xlsx';
import type { WorkSheet } from 'xlsx';
import type { ListToExport } from '#shared/features/spreadsheets/export-contract.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { hasProgram } from '../../labels/read-label.ts';

const poppler = await hasProgram('pdftotext');
const run = promisify(execFile);

let desk: TestDesk;
let answer: string;
beforeEach(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
});
afterEach(async () => desk.close());

type Options = Omit<Parameters<TestDesk['client']['spreadsheets']['exportList']>[0], keyof ListToExport>;

async function write(list: ListToExport, options: Options): Promise<string> {
  answer = join(desk.folder, `list.${options.format}`);
  const { jobId } = await desk.client.spreadsheets.exportList({ ...list, ...options });
  expect(await desk.backend.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done', result: { path: answer } });
  return answer;
}

async function sheetOf(list: ListToExport, options: Partial<Options> = {}): Promise<WorkSheet> {
  const path = await write(list, { ...options, format: 'xlsx' });
  const book = parse(readFileSync(path), { cellDates: false, cellFormula: true });
  const [first = ''] = book.SheetNames;
  const sheet = book.Sheets[first];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const rowsOf = (sheet: WorkSheet) => utils.sheet_to_json<unknown[]>(sheet, { header: 1 });

it('[X2] a list goes into a workbook with the columns, the order and the filter that are seen', async () => {
  const fields = await desk.client.assets.listFields();
  const ram = fields.find(({ name, type, categoryId }) => name === 'RAM' && type === 'number' && categoryId !== null);
  const categoryId = ram?.categoryId ?? 0;
  const key = `field:${ram?.id ?? 0}`;
  const lamp = { ...bareAsset, categoryId };
  await desk.client.assets.create({ ...lamp, tag: 'A-1', name: 'Lamp one', fields: { [ram?.id ?? 0]: '16' } });
  await desk.client.assets.create({ ...lamp, tag: 'A-2', name: 'Lamp two', cost: { minor: 120_050, currency: 'EUR' } });
  await desk.client.assets.create({ ...lamp, tag: 'A-3', name: 'Chair' });
  const where = { field: 'name', operator: 'contains', values: ['lamp'] };
  const columns = [key, 'name', 'cost', 'tag', 'gone'];
  const list = { list: 'assets' as const, columns, filter: { where }, sort: 'name' as const };
  const sheet = await sheetOf({ ...list, direction: 'descending' });
  expect(rowsOf(sheet)).toMatchObject([
    [`RAM (${ram?.unit})`, 'Name', 'Cost', 'Tag'],
    [undefined, 'Lamp two', 1200.5, 'A-2'],
    [16, 'Lamp one', undefined, 'A-1'],
  ]);
  const german = await sheetOf(list, { language: 'de' });
  expect(rowsOf(german)[0]).toEqual(expect.arrayContaining(['Kosten', 'Etikett']));
});

it('[X2] what looks like a formula stays a text in every format', async () => {
  const names = ['=1+1', '+SUM(A1)', '-2+3', '@cmd', '=HYPERLINK("http://evil","x")'];
  for (const [index, name] of names.entries())
    await desk.client.assets.create({ ...bareAsset, tag: `F-${index}`, name });
  const list: ListToExport = { list: 'assets', columns: ['tag', 'name'] };
  const sheet = await sheetOf(list);
  for (const [index, name] of names.entries()) expect(sheet[`B${index + 2}`], name).toMatchObject({ t: 's', v: name });
  expect(Object.values(sheet).filter((cell: { f?: string }) => cell.f !== undefined)).toEqual([]);
  const csv = readFileSync(await write(list, { format: 'csv' }), 'utf8');
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines).toHaveLength(names.length);
  for (const line of lines) expect(line).toMatch(/^"F-\d","'[=+@-]/);
});

it('[X2] a PDF is as large as the chosen sheet and has a page for every page', async () => {
  for (let each = 0; each < 90; each += 1) await desk.client.assets.create(bareAsset);
  const list: ListToExport = {
    list: 'assets',
    columns: ['tag', 'name', 'status'],
    words: ['Status is In stock', 'Žluťoučký filter'],
  };
  const path = await write(list, { format: 'pdf', paper: { size: 'LETTER', landscape: false } });
  const pdf = readFileSync(path).toString('latin1');
  const sizes = Array.from(pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g), ([, width, height]) => [
    width,
    height,
  ]);
  expect(sizes).toEqual([
    ['612', '792'],
    ['612', '792'],
  ]);
  if (!poppler) return;
  const { stdout } = await run('pdftotext', ['-layout', path, '-']);
  const pages = stdout.split('\f').filter((text) => text.trim() !== '');
  expect(pages).toHaveLength(2);
  expect(pages[0]).toContain('90 rows');
  expect(pages[0]).toContain('Status is In stock');
  expect(pages[0]).toContain('Žluťoučký filter');
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Assets');
    expect(page).toContain('Tag');
    expect(page).toContain(`Page ${index + 1} of 2`);
  }
  const { rows } = await desk.client.assets.list({ limit: 200 });
  expect(rows.filter(({ tag }) => !stdout.includes(tag))).toEqual([]);
});

it('[X2] people and places are written by the same means', async () => {
  await desk.client.people.create({ ...barePerson, name: 'Ada Example', employeeNumber: '00042' });
  await desk.client.people.create({ ...barePerson, name: 'Bert Example' });
  const site = await desk.client.places.create({
    parentId: null,
    kind: 'site',
    name: 'Harbour',
    code: 'H',
    notes: null,
  });
  await desk.client.places.create({ parentId: site.id, kind: 'room', name: 'Store', code: 'H1', notes: null });
  const people = await sheetOf({
    list: 'people',
    columns: ['employeeNumber', 'name'],
    filter: { search: 'example' },
    sort: 'name',
    direction: 'descending',
  });
  expect(rowsOf(people)).toEqual([
    ['Employee number', 'Name'],
    [undefined, 'Bert Example'],
    ['00042', 'Ada Example'],
  ]);
  const places = await sheetOf({ list: 'places', filter: { search: 'store' }, columns: ['path', 'code'] });
  expect(rowsOf(places)).toEqual([
    ['Full path', 'Code'],
    ['Harbour › Store', 'H1'],
  ]);
});

it('[X2] an export that is stopped leaves no file and no entry', async () => {
  for (let each = 0; each < 30; each += 1) await desk.client.assets.create(bareAsset);
  answer = join(desk.folder, 'stopped.pdf');
  const { jobId } = await desk.client.spreadsheets.exportList({ list: 'assets', format: 'pdf' });
  await desk.client.application.cancelJob({ id: jobId ?? '' });
  expect((await desk.backend.jobs.ended(jobId ?? '')).state).toBe('cancelled');
  expect([existsSync(answer), existsSync(`${answer}.part`)]).toEqual([false, false]);
});

it('[S4] a list leaves the house only with who may take it out', async () => {
  const password = 'long enough for a desk';
  await desk.client.auth.createOperator({ username: 'dora', displayName: 'Dora', password, roles: ['desk_operator'] });
  const dora = desk.connect();
  await dora.auth.signIn({ username: 'dora', password });
  await expect(dora.spreadsheets.exportList({ list: 'people', format: 'csv' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
