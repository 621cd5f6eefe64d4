import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportEntity, ImportMode, ImportPlan } from '#shared/features/spreadsheets/contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from '../spreadsheets/support/importer.ts';

let desk: TestDesk;
let imports: ReturnType<typeof importer>;
let answer: string;
beforeEach(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
  imports = importer(desk);
});
afterEach(async () => desk.close());

async function planOf(lines: readonly string[], mode: ImportMode = 'create', entity: ImportEntity = 'installations') {
  return imports.planFor(imports.file('scan.csv', `${lines.join('\n')}\n`), entity, 'skip', mode);
}
const listed = async () => (await desk.client.software.listInstallations({})).rows;
const short = async () =>
  (await listed()).map(({ name, softwareVersion, asset, seenOn }) => [name, softwareVersion, asset.tag, seenOn]);
async function undo(job: { result?: Record<string, unknown> | null }) {
  const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
  return desk.backend.jobs.ended(jobId);
}
async function run(plan: ImportPlan) {
  const job = await imports.run(plan);
  expect(job).toMatchObject({ state: 'done' });
  return job;
}

describe('installations', () => {
  beforeEach(async () => {
    for (const [tag, serial, name] of [
      ['L-1', 'S1', 'desk-one'],
      ['L-2', 'S2', 'desk-two'],
    ] as const)
      await desk.client.assets.create({ ...bareAsset, tag, serial, name });
  });

  it('[I4] [L4] come from the list of a scanner: by tag, serial or name of the computer, under the names that it gives', async () => {
    const plan = await planOf([
      'DisplayName,Publisher,DisplayVersion,Asset Tag,Serial number,Computer name,Install date,Last seen',
      'Editor,Acme,1.2,L-1,,,2026-01-05,2026-11-20',
      'Editor,Acme,1.3,,s2,,,2026-11-20',
      'Browser,,120,,,DESK-ONE,,',
      'Browser,,120,,,nowhere,,',
      'Browser,,119,L-1,,,,',
      'Mail,,,,,,,',
      'Mail,,,L-2,,,2026-11-21,2026-11-20',
    ]);
    expect(plan.mapping.map(({ field }) => field)).toEqual([
      'product',
      'publisher',
      'softwareVersion',
      'tag',
      'serial',
      'hostname',
      'installedOn',
      'seenOn',
    ]);
    const report = await imports.preview(plan);
    expect(report.problems.map(({ row, heading, code }) => [row, heading, code])).toEqual([
      [5, 'Computer name', 'UNKNOWN_ASSET'],
      [7, 'Asset Tag', 'NO_ASSET'],
      [8, 'Install date', 'DATES_OUT_OF_ORDER'],
    ]);
    // What a scan names is told apart by rules, not added as it is written.
    expect(report.willCreate).toEqual({});
    const job = await run(plan);
    // The fifth row says of one computer what the third had said under its other name: the first counts.
    expect(job.result).toMatchObject({ applied: 3, rejected: 4 });
    expect(await short()).toEqual([
      ['Browser', '120', 'L-1', '2026-11-24'],
      ['Editor', '1.2', 'L-1', '2026-11-20'],
      ['Editor', '1.3', 'L-2', '2026-11-20'],
    ]);
    expect((await listed()).map(({ source, publisher }) => [source, publisher])).toEqual([
      ['scan.csv', null],
      ['scan.csv', 'Acme'],
      ['scan.csv', 'Acme'],
    ]);
    expect(await undo(job)).toMatchObject({ state: 'done' });
    expect(await listed()).toEqual([]);
    expect((await desk.client.assets.listManufacturers()).map(({ name }) => name)).not.toContain('Acme');
  });

  it('[I4] [L4] are changed by the next list, the version before and after shown, and put back by the undo', async () => {
    await run(
      await planOf(['Software,Version,Tag,Last seen', 'Editor,1.2,L-1,2026-10-01', 'Browser,7,L-1,2026-10-01']),
    );
    const lines = ['Software,Version,Tag,Last seen,Last used', 'editor,1.4,L-1,2026-11-01,2026-10-30', 'Mail,2,L-2,,'];
    expect((await imports.preview(await planOf(lines))).problems).toMatchObject([
      { row: 2, heading: 'Software', code: 'ALREADY_REGISTERED' },
    ]);
    expect((await imports.preview(await planOf(lines, 'update'))).problems).toMatchObject([
      { row: 3, heading: 'Software', code: 'NOT_REGISTERED' },
    ]);
    const plan = await planOf(lines, 'upsert');
    const { outcomes, counts } = await imports.preview(plan);
    expect(counts).toEqual({ new: 1, changed: 1, unchanged: 0, refused: 0 });
    expect(outcomes.find(({ what }) => what === 'changed')).toMatchObject({
      label: 'Editor · L-1',
      changes: [
        { field: 'softwareVersion', before: '1.2', after: '1.4' },
        { field: 'seenOn', before: '2026-10-01', after: '2026-11-01' },
        { field: 'usedOn', before: null, after: '2026-10-30' },
      ],
    });
    const job = await run(plan);
    expect(await short()).toEqual([
      ['Browser', '7', 'L-1', '2026-10-01'],
      ['Editor', '1.4', 'L-1', '2026-11-01'],
      ['Mail', '2', 'L-2', '2026-11-24'],
    ]);
    expect(await undo(job)).toMatchObject({ state: 'done' });
    expect(await short()).toEqual([
      ['Browser', '7', 'L-1', '2026-10-01'],
      ['Editor', '1.2', 'L-1', '2026-10-01'],
    ]);
  });

  it('[I4] [L4] keep the assets and products that they stand on; the same row twice is an error', async () => {
    const assets = await imports.run(await planOf(['Asset tag,Name', 'L-7,third computer'], 'create', 'assets'));
    const twice = await planOf(['Software,Tag', 'Editor,L-7', 'EDITOR,l-7', 'Browser,L-7']);
    expect((await imports.preview(twice)).problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'DUPLICATE_IN_FILE'],
      [3, 'DUPLICATE_IN_FILE'],
    ]);
    await run(twice);
    const outlook = await desk.client.spreadsheets.undoOutlook({ batchId: Number(assets.result?.['batchId']) });
    expect(outlook.obstacles).toMatchObject([{ label: 'L-7', kind: 'referred', what: 'installation' }]);
  });

  it('[X2] are searched, sorted, paged and exported as they are seen', async () => {
    await run(await planOf(['Software,Version,Tag', 'Editor,1,L-1', 'Editor,2,L-2', 'Browser,7,L-2']));
    const found = await desk.client.software.listInstallations({ search: 'desk-two', sort: 'product', limit: 1 });
    expect(found).toMatchObject({ total: 2, rows: [{ name: 'Browser', product: null }] });
    const next = await desk.client.software.listInstallations({
      search: 'desk-two',
      sort: 'product',
      limit: 1,
      cursor: found.nextCursor ?? '',
    });
    expect(next).toMatchObject({ nextCursor: null, rows: [{ name: 'Editor', softwareVersion: '2' }] });
    answer = join(desk.folder, 'software.csv');
    const { jobId } = await desk.client.spreadsheets.exportList({
      list: 'installations',
      format: 'csv',
      filter: { search: 'editor' },
      sort: 'tag',
      direction: 'descending',
      columns: ['tag', 'product', 'softwareVersion'],
    });
    await desk.backend.jobs.ended(jobId ?? '');
    expect(readFileSync(answer, 'utf8').trim().split('\r\n').slice(1)).toEqual([
      '"L-2","Editor","2"',
      '"L-1","Editor","1"',
    ]);
  });
});

describe('licences', () => {
  it('[I4] [T3] come from a list of licences as assets of their own family, with the fields that a licence has', async () => {
    const plan = await planOf(
      ['Licence name,Licence number,Publisher,Metric,Quantity,Term ends', 'Editor,LIC-1,Acme,per user,25,2027-03-31'],
      'create',
      'licences',
    );
    expect(plan.mapping.map(({ field }) => field)).toEqual([
      'name',
      'tag',
      'manufacturer',
      'own:Metric',
      'own:Quantity',
      'own:Term ends',
    ]);
    const job = await run(plan);
    const found = await desk.client.assets.lookup({ code: 'LIC-1' });
    const asset = await desk.client.assets.get({ id: found?.id ?? 0 });
    expect(asset).toMatchObject({ name: 'Editor', category: { name: 'Software licences' } });
    expect(asset.fields.map(({ text }) => text)).toEqual(expect.arrayContaining(['Per user', '25', '2027-03-31']));
    const { rows } = await desk.client.assets.listExpiries({});
    expect(rows).toMatchObject([{ day: '2027-03-31' }]);
    expect(await undo(job)).toMatchObject({ state: 'done' });
    expect((await desk.client.assets.list({})).total).toBe(0);
  });
});
