import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { withoutTest } from '#tests/support/test-titles.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { HOSTILE_WORKBOOKS } from '#tests/spreadsheets/support/hostile-workbooks.ts';
import { buildWorkbook, numberFormats, sharedStrings, textRow } from '#tests/spreadsheets/support/workbook-builder.ts';
import { importer } from './support/importer.ts';

interface BadInput {
  id: string;
  entry: string;
  input: { kind: 'text' | 'hex' | 'recipe'; value: string };
}
const fixture = fileURLToPath(new URL('../../fixtures/bad-inputs.json', import.meta.url));
const { inputs } = JSON.parse(readFileSync(fixture, 'utf8')) as { inputs: BadInput[] };
const inputOf = (id: string): string => inputs.find((input) => input.id === id)?.input.value ?? '';

let desk: TestDesk;
let imports: ReturnType<typeof importer>;
const clean = new Set(Reflect.ownKeys(Object.prototype));
beforeAll(async () => {
  desk = await openReadyDesk();
  imports = importer(desk);
}, 60_000);
afterAll(async () => desk.close());
afterEach(() => {
  expect(new Set(Reflect.ownKeys(Object.prototype))).toEqual(clean);
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

async function inspect(name: string, content: string | Uint8Array, entity: ImportEntity = 'assets') {
  const path = imports.file(name, content);
  return desk.client.spreadsheets
    .inspect({ path, entity, sheet: null })
    .then((inspection) => ({ inspection, refused: null }))
    .catch((error: { code?: string; data?: { reason?: string } }) => ({
      inspection: null,
      refused: error.data?.reason ?? error.code ?? 'UNKNOWN',
    }));
}

/** What becomes of a whole file: the reason why it is refused, or its headings and first rows. */
const files: Readonly<Record<string, { content: () => string | Uint8Array; becomes: unknown }>> = {
  'CSV-012': text('hex', { headings: ['tag', 'name'], sampleRows: [['1', 'a']] }),
  'CSV-013': text('hex', { encoding: 'utf-16le', headings: ['tag'], sampleRows: [['1']] }),
  'CSV-015': text('hex', {
    encoding: 'windows-1252',
    sampleRows: [['Müller']],
    warnings: [{ code: 'ENCODING_GUESSED' }],
  }),
  'CSV-016': text('hex', 'BINARY_CONTENT'),
  'CSV-017': text('text', 'UNCLOSED_QUOTE'),
  'CSV-019': text('text', { sampleRows: [['1', 'a\nb']] }),
  'CSV-023': text('text', { headings: ['constructor', 'prototype'], sampleRows: [['1', '2']] }),
  'CSV-024': text('text', { delimiter: ';', headings: ['tag', 'name'], sampleRows: [['1', 'a']] }),
  'CSV-025': text('text', { delimiter: ';', headings: ['tag', 'name'], sampleRows: [['1', 'a']] }),
  'CSV-027': text('text', 'EMPTY_FILE'),
  'CSV-028': { content: () => `tag\n${'A\n'.repeat(1_000_000)}`, becomes: { headings: ['tag'], rowCount: 1_000_000 } },
  'CSV-029': { content: () => `tag\n"${'x'.repeat(3 << 20)}"\n`, becomes: 'LINE_TOO_LONG' },
  'XLSX-001': hostile('a comment that refers to __proto__'),
  'XLSX-002': hostile('a dimension of the whole sheet'),
  'XLSX-004': hostile('300 MB of blanks'),
  'XLSX-005': hostile('three million cells without addresses'),
  'XLSX-006': hostile('50 MB behind a claimed size of one byte'),
  'XLSX-008': hostile('a billion laughs'),
  'XLSX-009': hostile('an external entity behind UTF-7'),
  'XLSX-010': hostile('a part that climbs out of its folder'),
  'XLSX-012': hostile('two parts of one name'),
  'XLSX-013': sheet(textRow(1, 'tag') + textRow(2, 'IT-1'), { sampleRows: [['IT-1']] }, [
    { name: 'xl/embeddings/inner.xlsx', content: 'never opened' },
  ]),
  'XLSX-014': hostile('macros in a plain workbook'),
  'XLSX-016': hostile('a workbook of 1997'),
  'XLSX-017': hostile('a formula that starts a program'),
  'XLSX-018': hostile('a link that runs a script'),
  'XLSX-020': hostile('a sheet named like an image tag'),
  'XLSX-022': hostile('a merge of a whole column'),
  'XLSX-028': hostile('a number format of 60,000 characters'),
};

function text(kind: 'hex' | 'text', becomes: unknown) {
  return { kind, content: () => '', becomes };
}

function hostile(name: string) {
  const file = HOSTILE_WORKBOOKS.find((each) => each.name === name);
  if (file === undefined) throw new Error(`there is no workbook with ${name}`);
  const { expected } = file;
  return {
    content: file.make,
    becomes: 'code' in expected ? expected.code : { headings: expected.headings, sampleRows: expected.rows },
  };
}

function sheet(data: string, becomes: unknown, extra: { name: string; content: string }[] = []) {
  return { content: () => buildWorkbook({ data, extra }), becomes };
}

/** What becomes of one cell, by the problem that is told with its row and column; null takes it as it stands. */
const cells: Readonly<Record<string, { heading: string; value: string; code: string | null }>> = {
  'CSV-001': { heading: 'Notes', value: inputOf('CSV-001'), code: null },
  'CSV-003': { heading: 'Notes', value: inputOf('CSV-003'), code: null },
  'CSV-004': { heading: 'Notes', value: inputOf('CSV-004'), code: null },
  'CSV-005': { heading: 'Notes', value: inputOf('CSV-005'), code: null },
  'CSV-007': { heading: 'Notes', value: inputOf('CSV-007'), code: null },
  'CSV-008': { heading: 'Notes', value: inputOf('CSV-008'), code: null },
  'CSV-011': { heading: 'Notes', value: inputOf('CSV-011'), code: null },
  'CSV-031': { heading: 'Purchase date', value: '03/04/2025', code: 'AMBIGUOUS_DATE' },
  'CSV-032': { heading: 'Purchase date', value: inputOf('CSV-032'), code: 'NOT_A_DATE' },
  'CSV-033': { heading: 'Purchase date', value: '0025-01-01', code: 'DATE_OUT_OF_RANGE' },
  'CSV-035': { heading: 'Cost', value: inputOf('CSV-035'), code: 'NOT_A_NUMBER' },
  'CSV-036': { heading: 'Cost', value: inputOf('CSV-036'), code: null },
  'CSV-037': { heading: 'Serial', value: inputOf('CSV-037'), code: 'SCIENTIFIC_NOTATION' },
  'CSV-039': { heading: 'Name', value: 'MARCH1', code: null },
  'FORM-001': { heading: 'Name', value: inputOf('FORM-001'), code: null },
  'FORM-002': { heading: 'Name', value: inputOf('FORM-002'), code: null },
  'FORM-004': { heading: 'Notes', value: inputOf('FORM-004'), code: null },
  'FORM-005': { heading: 'Notes', value: inputOf('FORM-005'), code: null },
  'FORM-006': { heading: 'Notes', value: inputOf('FORM-006'), code: null },
  'FORM-010': { heading: 'Name', value: inputOf('FORM-010'), code: 'INVALID_CHARACTER' },
  'FORM-012': { heading: 'Name', value: inputOf('FORM-012'), code: null },
  'FORM-013': { heading: 'Serial', value: inputOf('FORM-013'), code: 'INVALID_CHARACTER' },
  'FORM-016': { heading: 'Quantity', value: inputOf('FORM-016'), code: 'NUMBER_OUT_OF_RANGE' },
  'FORM-017': { heading: 'Quantity', value: inputOf('FORM-017'), code: 'NOT_A_NUMBER' },
  'FORM-018': { heading: 'Cost', value: inputOf('FORM-018'), code: 'TOO_MANY_DECIMALS' },
};
const headings = ['Tag', 'Serial', 'Name', 'Cost', 'Purchase date', 'Quantity', 'Notes'];

describe('bad inputs of the import', () => {
  it('[I4] every input of the group is driven by a test', () => {
    const elsewhere = [
      // Several rows or files at once, and the file that was replaced: each in a test that is called after it.
      'CSV-009',
      'CSV-020',
      'CSV-021',
      'CSV-040',
      'CSV-041',
      'CSV-043',
      'CSV-044',
      'CSV-045',
      'CSV-047',
      'XLSX-021',
      'XLSX-024',
      'XLSX-025',
      'XLSX-026',
    ];
    expect(withoutTest(elsewhere)).toEqual([]);
    const driven = new Set([...Object.keys(files), ...Object.keys(cells), ...elsewhere]);
    const group = inputs.filter(({ entry }) => entry.startsWith('import_')).map(({ id }) => id);
    expect(group.filter((id) => !driven.has(id))).toEqual([]);
    expect(group.length).toBeGreaterThan(50);
  });

  it.each(Object.entries(files))(
    '[I4] %s: the file is read, or refused with its reason',
    async (id, { content, becomes, ...rest }) => {
      const kind = 'kind' in rest ? rest.kind : null;
      const given = kind === 'hex' ? Buffer.from(inputOf(id), 'hex') : kind === 'text' ? inputOf(id) : content();
      const { inspection, refused } = await inspect(`${id}.${id.startsWith('XLSX') ? 'xlsx' : 'csv'}`, given);
      if (typeof becomes === 'string') expect(refused).toBe(becomes);
      else expect(inspection).toMatchObject(becomes as object);
    },
    120_000,
  );

  it('[I4] cells are refused with row, column and reason, or taken as they stand', async () => {
    const all = Object.entries(cells);
    const lines = all.map(([id, { heading, value }]) =>
      headings.map((each) => quoted(each === 'Tag' ? id : each === heading ? value : '')).join(','),
    );
    const path = imports.file('cells.csv', `${headings.join(',')}\n${lines.join('\n')}\n`);
    const plan = { ...(await imports.planFor(path, 'assets', 'skip')), dateOrders: {} };
    const { problems } = await imports.preview(plan);
    for (const [index, [id, { heading, code }]] of all.entries()) {
      const own = problems.filter(({ row }) => row === index + 2);
      expect(
        own.map((problem) => [problem.heading, problem.code]),
        id,
      ).toEqual(code === null ? [] : [[heading, code]]);
    }
    await imports.run(plan);
    for (const [id, { heading, value, code }] of all) {
      const asset = await desk.client.assets.lookup({ code: id });
      expect(asset === null, id).toBe(code !== null);
      if (asset === null || heading === 'Cost') continue;
      const { name, notes } = await desk.client.assets.get({ id: asset.id });
      expect(heading === 'Name' ? name : notes, id).toBe(value.trim());
    }
    const cost = await desk.client.assets.lookup({ code: 'CSV-036' });
    expect(cost?.cost).toEqual({ minor: 30, currency: 'EUR' });
  }, 120_000);

  it('[I4] CSV-021: a column that is named twice is told, taken for nothing, and refused twice for one field', async () => {
    const { inspection } = await inspect('twice.csv', inputOf('CSV-021'));
    expect(inspection?.warnings).toMatchObject([
      { code: 'DUPLICATE_HEADING', facts: { heading: 'tag', columns: 'A, B' } },
    ]);
    expect(inspection?.mapping.map(({ field }) => field)).toEqual([null, null]);
    const plan = await imports.planFor(imports.file('twice.csv', inputOf('CSV-021')), 'assets');
    expect((await imports.preview(plan)).problems).toMatchObject([{ row: 2, code: 'NOT_IDENTIFIED' }]);
    const both = plan.mapping.map((target) => ({ ...target, field: 'tag', keep: false }));
    await expect(desk.client.spreadsheets.startImport({ ...plan, mapping: both })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: ['mapping'] }] },
    });
    const second = plan.mapping.map((target) =>
      target.column === 1 ? { ...target, field: 'tag', keep: false } : target,
    );
    expect(await imports.preview({ ...plan, mapping: second })).toMatchObject({ counts: { new: 1, refused: 0 } });
  });

  it('[I4] [X2] CSV-009: an apostrophe that was there comes back from an export as the one that it was', async () => {
    const value = inputOf('CSV-009');
    const out = await openReadyDesk({
      host: { chooseSaveFile: async () => Promise.resolve(join(desk.folder, 'out.csv')) },
    });
    try {
      await out.client.assets.create({ ...bareAsset, tag: 'AP-9', name: value });
      const columns = ['tag', 'name', 'category'];
      const { jobId } = await out.client.spreadsheets.exportList({ list: 'assets', columns, format: 'csv' });
      await out.backend.jobs.ended(jobId ?? '');
      expect(readFileSync(join(desk.folder, 'out.csv'), 'utf8')).toContain(`"'${value}"`);
      await imports.run(await imports.planFor(join(desk.folder, 'out.csv'), 'assets'));
      const asset = await desk.client.assets.lookup({ code: 'AP-9' });
      expect(asset?.name).toBe(value);
    } finally {
      await out.close();
    }
  }, 120_000);

  it('[I4] CSV-020 CSV-040 CSV-041 FORM-014 FORM-020: rows that contradict their file or themselves are named, and nothing is written', async () => {
    const before = await desk.client.reports.journal({ limit: 1 });
    const path = imports.file(
      'rows.csv',
      'tag,purchase date,warranty until\nX-1\nX-2,2026-01-01,2027-01-01,c\nX-3,,\nX-3,,\nX-4,,\nx-4,,\nX-5,2026-02-01,2026-01-01\n',
    );
    const plan = await imports.planFor(path, 'assets', 'stop');
    const { problems } = await imports.preview(plan);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'WRONG_CELL_COUNT'],
      [3, 'WRONG_CELL_COUNT'],
      [4, 'DUPLICATE_IN_FILE'],
      [5, 'DUPLICATE_IN_FILE'],
      [6, 'DUPLICATE_IN_FILE'],
      [7, 'DUPLICATE_IN_FILE'],
      [8, 'DATES_OUT_OF_ORDER'],
    ]);
    expect(problems[2]?.facts).toMatchObject({ rows: '4, 5' });
    expect(await imports.run(plan)).toMatchObject({ state: 'failed', failure: { code: 'ROWS_REFUSED' } });
    expect(await desk.client.reports.journal({ limit: 1 })).toEqual(before);
    const people = imports.file('spaces.csv', 'Name,E-mail\n   ,a@b.test\n');
    const nameless = await imports.preview(await imports.planFor(people, 'people'));
    expect(nameless.problems).toMatchObject([{ row: 2, heading: 'Name', code: 'REQUIRED' }]);
  }, 120_000);

  it('[I4] [S4] CSV-043 CSV-044: nobody imports rights or approvals', async () => {
    const approval = 'tag,status,requester,approver\nAP-1,approved,me,me\n';
    const { inspection } = await inspect('approval.csv', approval);
    expect(inspection?.mapping.map(({ field }) => field)).toEqual(['tag', 'status', null, null]);
    const path = imports.file('role.csv', 'name,role\nMallory,admin\n');
    const plan = await imports.planFor(path, 'people');
    expect(plan.mapping[1]?.field).toBeNull();
    const forced = {
      ...plan,
      mapping: [plan.mapping[0], { column: 1, field: 'role', keep: false }].filter((one) => one !== undefined),
    };
    const { problems } = await imports.preview(forced);
    expect(problems).toMatchObject([{ row: 2, heading: 'role', value: 'admin', code: 'PRIVILEGED_COLUMN' }]);
  }, 120_000);

  it('[I4] CSV-047 FORM-009: a link to the database and broken characters are refused as no text', async () => {
    const path = join(desk.folder, 'link.csv');
    symlinkSync(join(desk.folder, 'quartermaster.db'), path);
    const link = await desk.client.spreadsheets
      .inspect({ path, entity: 'assets', sheet: null })
      .catch((error: unknown) => error);
    expect(link).toMatchObject({ code: 'FILE_REFUSED' });
    const lone = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('tag\n\ud800\n', 'utf16le')]);
    expect((await inspect('lone.csv', lone)).refused).toBe('UNSUPPORTED_ENCODING');
    expect((await desk.client.assets.list({})).total).toBeGreaterThan(0);
  }, 120_000);

  it('[I4] XLSX-021 XLSX-024 XLSX-025 XLSX-026: cells of a workbook that are errors, old dates, or padded', async () => {
    const styles = numberFormats('yyyy\\-mm\\-dd');
    const day = (row: number, serial: number, padded: string): string =>
      `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${padded}</t></is></c><c r="B${row}" s="1"><v>${serial}</v></c></row>`;
    const data = `<row r="1"><c r="A1" t="inlineStr"><is><t>Tag</t></is></c><c r="B1" t="inlineStr"><is><t>Purchase date</t></is></c></row>${day(2, 45_750 - 1462, '\u00a01234')}<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3" s="1"><v>44000</v></c></row>`;
    const strings = sharedStrings('');
    const path = imports.file('dates.xlsx', buildWorkbook({ data, styles, strings, date1904: true }));
    const plan = await imports.planFor(path, 'assets', 'skip');
    const { problems } = await imports.preview(plan);
    expect(problems.map(({ row, heading, code }) => [row, heading, code])).toContainEqual([3, 'Tag', 'CELL_ERROR']);
    await imports.run(plan);
    expect(await desk.client.assets.lookup({ code: '1234' })).toMatchObject({ purchasedOn: '2025-04-03' });
    const leap = imports.file(
      'leap.xlsx',
      buildWorkbook({ data: `${data.slice(0, data.indexOf('<row r="2">'))}${day(2, 60, 'L-1')}`, styles, strings }),
    );
    const report = await imports.preview(await imports.planFor(leap, 'assets'));
    expect(report.problems).toMatchObject([{ row: 2, heading: 'Purchase date' }]);
  }, 120_000);
});

describe('any mix of good and bad rows', () => {
  const bad = [
    (tag: string) => `${tag},2026-02-31,`,
    (tag: string) => `${tag},,12.345`,
    (tag: string) => `${tag},,,surplus`,
    () => ',2026-01-01,5',
  ];

  it('[I4] puts the good ones in, tells of the bad ones, and changes nothing on stop', async () => {
    let round = 0;
    const kinds = fc.array(fc.integer({ min: -4, max: 3 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(kinds, async (rows) => {
        round += 1;
        const lines = rows.map((kind, index) => {
          const tag = `MIX-${round}-${index}`;
          return bad[kind]?.(tag) ?? `${tag},2026-01-31,5`;
        });
        const path = imports.file(`mix-${round}.csv`, `Tag,Purchase date,Cost\n${lines.join('\n')}\n`);
        const plan = await imports.planFor(path, 'assets', 'stop');
        const good = rows.flatMap((kind, index) => (kind < 0 ? [`MIX-${round}-${index}`] : []));
        const state = async () => ({
          total: (await desk.client.assets.list({})).total,
          journal: await desk.client.reports.journal({ limit: 1 }),
          batches: (await desk.client.spreadsheets.listBatches()).length,
        });
        const before = await state();
        if (good.length < rows.length) {
          expect(await imports.run(plan)).toMatchObject({ state: 'failed', failure: { code: 'ROWS_REFUSED' } });
          expect(await state()).toEqual(before);
        }
        const job = await imports.run({ ...plan, onError: 'skip' });
        expect(job.result).toMatchObject({ applied: good.length, rejected: rows.length - good.length });
        expect((await state()).total).toBe(before.total + good.length);
        for (const tag of good) expect(await desk.client.assets.lookup({ code: tag }), tag).not.toBeNull();
      }),
      { numRuns: 4, seed: 20_261_124 },
    );
  }, 240_000);
});
