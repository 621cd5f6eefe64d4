import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from './support/importer.ts';

let desk: TestDesk;
let imports: ReturnType<typeof importer>;
beforeEach(async () => {
  desk = await openReadyDesk();
  imports = importer(desk);
});
afterEach(async () => desk.close());

const csv = (name: string, lines: readonly string[]): string => imports.file(name, `${lines.join('\n')}\n`);

describe('cells of an imported file', () => {
  it('[I4] headings are found below a title, and taken from the row that somebody names', async () => {
    const path = csv('title.csv', ['Inventory of the harbour', '', 'Tag,Serial,Notes', 'A-1,S-1,one', 'A-2,S-2,two']);
    const found = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(found).toMatchObject({ headingRow: 3, headings: ['Tag', 'Serial', 'Notes'], rowCount: 2 });
    const named = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null, headingRow: 4 });
    expect(named).toMatchObject({ headingRow: 4, headings: ['A-1', 'S-1', 'one'], rowCount: 1 });
    expect(await imports.run(await imports.planFor(path, 'assets'))).toMatchObject({ result: { applied: 2 } });
  });

  it('[I4] a text file is read in the encoding and by the separator that somebody names', async () => {
    // CP-1250: its ř is the ø of the encoding that is guessed where a file proves none.
    const line = Buffer.from('A-1|P\xf8\xedklad, pol. 1\n', 'latin1');
    const path = imports.file('central.csv', Buffer.concat([Buffer.from('Tag|Name, remark\n'), line]));
    const found = await desk.client.spreadsheets.inspect({
      path,
      entity: 'assets',
      sheet: null,
      reading: { encoding: null, delimiter: ',' },
    });
    expect(found).toMatchObject({ encoding: 'windows-1252', delimiter: ',', headings: ['Tag|Name', 'remark'] });
    const reading = { encoding: 'windows-1250', delimiter: '|' } as const;
    const named = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null, reading });
    expect(named).toMatchObject({
      encoding: 'windows-1250',
      delimiter: '|',
      headings: ['Tag', 'Name, remark'],
      sampleRows: [['A-1', 'Příklad, pol. 1']],
    });
    expect(named.warnings.map(({ code }) => code)).not.toContain('ENCODING_GUESSED');
    const plan = await imports.planFor(path, 'assets');
    const mapping = [
      { column: 0, field: 'tag', keep: false },
      { column: 1, field: 'name', keep: false },
    ];
    expect(await imports.run({ ...plan, mapping, reading })).toMatchObject({ result: { applied: 1 } });
    expect(await desk.client.assets.lookup({ code: 'A-1' })).toMatchObject({ name: 'Příklad, pol. 1' });
  });

  it('[I4] an ambiguous date is asked once for its column and never guessed', async () => {
    const path = csv('dates.csv', [
      'Tag,Purchase date,Warranty until',
      'A-1,03/04/2025,2026-04-03',
      'A-2,05/06/2025,03.04.2027',
    ]);
    const inspection = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(inspection.questions).toEqual([{ column: 1, code: 'DATE_ORDER', examples: ['03/04/2025', '05/06/2025'] }]);
    const plan = await imports.planFor(path, 'assets');
    const open = await imports.preview({ ...plan, dateOrders: {} });
    expect(open.counts).toMatchObject({ new: 0, refused: 2 });
    expect(open.questions).toHaveLength(1);
    await imports.run({ ...plan, dateOrders: { '1': 'dmy' } });
    expect(await desk.client.assets.lookup({ code: 'A-1' })).toMatchObject({ purchasedOn: '2025-04-03' });
    expect(await desk.client.assets.lookup({ code: 'A-2' })).toMatchObject({ warrantyUntil: '2027-04-03' });
  });

  it('[I4] leading zeros survive, and a long number in scientific notation is an error', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['Tag', 'Serial'],
      ['0001', { t: 's', v: '000123' }],
      ['0002', { t: 'n', v: 6.37e15, z: '0.00E+00' }],
    ]);
    utils.book_append_sheet(book, sheet, 'Assets');
    const path = imports.file('zeros.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const plan = await imports.planFor(path, 'assets', 'skip');
    const report = await imports.preview(plan);
    expect(report.problems).toMatchObject([
      { row: 3, column: 1, heading: 'Serial', value: '6.37E+15', code: 'SCIENTIFIC_NOTATION' },
    ]);
    await imports.run(plan);
    expect(await desk.client.assets.lookup({ code: '0001' })).toMatchObject({ serial: '000123' });
  });

  it('[I4] a wrong cell is mended in the preview, and the file stays as it was', async () => {
    const lines = ['Tag,Serial,Purchase date', 'A-1,1.23457E+14,2026-01-31', 'A-2,S-2,2026-02-31', ',,2026-03-01'];
    const path = csv('wrong.csv', lines);
    const plan = await imports.planFor(path, 'assets', 'stop');
    const problems = (await imports.preview(plan)).problems.map(({ row, column, code }) => [row, column, code]);
    expect(problems).toEqual([
      [2, 1, 'SCIENTIFIC_NOTATION'],
      [3, 2, 'NOT_A_DATE'],
      [4, null, 'NOT_IDENTIFIED'],
    ]);
    const repairs = [
      { row: 2, column: 1, value: '000123456789012' },
      { row: 3, column: 2, value: '2026-02-28' },
      { row: 4, column: 0, value: 'A-3' },
    ];
    const mended = await imports.preview({ ...plan, repairs });
    expect(mended.counts).toEqual({ new: 3, changed: 0, unchanged: 0, refused: 0 });
    expect(await imports.run({ ...plan, repairs, sha256: mended.sha256 })).toMatchObject({ result: { applied: 3 } });
    expect(await desk.client.assets.lookup({ code: 'A-1' })).toMatchObject({ serial: '000123456789012' });
    expect(await desk.client.assets.lookup({ code: 'A-2' })).toMatchObject({ purchasedOn: '2026-02-28' });
    const again = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(again.sampleRows[0]).toEqual(['A-1', '1.23457E+14', '2026-01-31']);
  });

  it('[I4] CSV-045: a file that was replaced after its preview is not imported', async () => {
    const path = csv('replaced.csv', ['Tag,Notes', 'A-1,seen']);
    const plan = await imports.planFor(path, 'assets');
    const { sha256 } = await imports.preview(plan);
    csv('replaced.csv', ['Tag,Notes', 'A-1,never seen']);
    const job = await imports.run({ ...plan, sha256 });
    expect(job).toMatchObject({ state: 'failed', failure: { code: 'FILE_CHANGED' } });
    expect((await desk.client.assets.list({})).total).toBe(0);
  });

  it('[I4] old Excel and OpenDocument files go the same way as the others', async () => {
    for (const [format, bookType] of [
      ['xls', 'biff8'],
      ['ods', 'ods'],
    ] as const) {
      const book = utils.book_new();
      const sheet = utils.aoa_to_sheet([
        ['Tag', 'Serial', 'Cost'],
        [`${format}-1`, `007${format}`, 12.5],
      ]);
      utils.book_append_sheet(book, sheet, 'Assets');
      const path = imports.file(`old.${format}`, write(book, { type: 'buffer', bookType }) as Buffer);
      const job = await imports.run(await imports.planFor(path, 'assets'));
      expect(job).toMatchObject({ failure: null, result: { applied: 1 } });
      const asset = await desk.client.assets.lookup({ code: `${format}-1` });
      expect(asset).toMatchObject({ serial: `007${format}`, cost: { minor: 1250, currency: 'EUR' } });
    }
  });
});
