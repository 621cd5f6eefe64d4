import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
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

async function planOf(name: string, lines: readonly string[], mode: 'create' | 'update' | 'upsert') {
  return imports.planFor(imports.file(name, `${lines.join('\n')}\n`), 'assets', 'skip', mode);
}

async function runFile(name: string, lines: readonly string[], mode: 'create' | 'update' | 'upsert') {
  return imports.run(await planOf(name, lines, mode));
}

/** Three assets, one of them with Ada Lovelace. */
async function begin(): Promise<void> {
  await runFile(
    'first.csv',
    [
      'Asset Tag,Serial,Manufacturer,Model,Location,Status,Notes,External ID,Assigned To,Colour',
      'A-1,S-1,Acme,A1,Cellar,in stock,old,X1,,red',
      'A-2,S-2,Acme,A1,Cellar,in stock,old,X2,Ada Lovelace,red',
      'A-3,S-3,Bolt,B1,Attic,in stock,old,X3,,red',
    ],
    'create',
  );
}

async function assetOf(code: string) {
  const found = await desk.client.assets.lookup({ code });
  return desk.client.assets.get({ id: found?.id ?? 0 });
}

const second = [
  'Asset Tag,Serial,Manufacturer,Model,Location,Status,Notes,External ID,Assigned To,Colour',
  'A-1,S-1,Acme,A2,Attic,missing,new,X1,,blue',
  'A-2,S-2,Acme,A1,Cellar,,old,X2,Ada Lovelace,red',
  'A-3,S-3b,Bolt,B1,Attic,in use,,X3,Grace Hopper,red',
  'A-4,S-4,Bolt,B1,Attic,,new,X4,,green',
];

describe('an import that changes what is registered', () => {
  it('[I4] says for each row what would happen, with the values before and after, and writes nothing', async () => {
    await begin();
    const report = await imports.preview(await planOf('second.csv', second, 'upsert'));
    expect(report.counts).toEqual({ new: 1, changed: 2, unchanged: 1, refused: 0 });
    const outcome = (row: number) => report.outcomes.find((each) => each.row === row);
    expect(outcome(2)).toEqual({
      row: 2,
      what: 'changed',
      label: 'A-1',
      changes: [
        { field: 'model', before: 'A1', after: 'A2' },
        { field: 'notes', before: 'old', after: 'new' },
        { field: 'place', before: 'Cellar', after: 'Attic' },
        { field: 'status', before: 'in_stock', after: 'missing' },
        { field: '+Colour', before: 'red', after: 'blue' },
      ].toSorted((one, other) => order(one.field) - order(other.field)),
    });
    expect(outcome(3)).toMatchObject({ what: 'unchanged', label: 'A-2' });
    expect(outcome(4)?.changes).toEqual([
      { field: 'serial', before: 'S-3', after: 'S-3b' },
      { field: 'custodianName', before: null, after: 'Grace Hopper' },
    ]);
    expect(outcome(5)).toMatchObject({ what: 'new', label: 'A-4' });
    expect(report.willCreate).toEqual({ model: ['A2'], person: ['Grace Hopper'] });
    expect((await assetOf('A-1')).notes).toBe('old');
  });

  it('[I4] does exactly that, leaves empty cells alone, and its undo gives the former values back', async () => {
    await begin();
    const before = [await assetOf('A-1'), await assetOf('A-2'), await assetOf('A-3')];
    const job = await runFile('second.csv', second, 'upsert');
    expect(job).toMatchObject({ state: 'done', result: { applied: 3, changed: 2, rejected: 0 } });
    expect(await assetOf('A-1')).toMatchObject({
      model: 'A2',
      notes: 'new',
      status: 'missing',
      place: { name: 'Attic' },
      extras: { Colour: 'blue' },
    });
    expect(await assetOf('A-2')).toEqual(before[1]);
    expect(await assetOf('A-3')).toMatchObject({
      serial: 'S-3b',
      notes: 'old',
      status: 'in_use',
      custodian: { name: 'Grace Hopper' },
    });
    const batchId = Number(job.result?.['batchId']);
    expect(await desk.client.spreadsheets.undoOutlook({ batchId })).toMatchObject({ created: 1, changed: 2 });
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done', result: { undone: 3, kept: 0 } });
    for (const former of before) {
      const { version: _version, updatedAt: _updatedAt, ...facts } = former;
      expect(await assetOf(former.tag)).toMatchObject(facts);
    }
    expect(await desk.client.assets.lookup({ code: 'A-4' })).toBeNull();
    // Her custody was reversed and not erased, so its custodian stays too.
    const people = (await desk.client.people.list({})).rows.map(({ name }) => name);
    expect(people).toEqual(['Ada Lovelace', 'Grace Hopper']);
  });

  it('[I4] recognises records by serial or external identifier, and refuses what is unknown or unclear', async () => {
    await begin();
    const lines = ['Serial,Notes', 'S-1,by serial', 'S-9,nobody'];
    const report = await imports.preview(await planOf('serials.csv', lines, 'update'));
    expect(report.counts).toEqual({ new: 0, changed: 1, unchanged: 0, refused: 1 });
    expect(report.problems).toMatchObject([{ row: 3, heading: 'Serial', value: 'S-9', code: 'NOT_REGISTERED' }]);
    const external = await planOf(
      'external.csv',
      ['External ID,Asset Tag,Notes', 'X2,,by id', 'X3,A-1,wrong'],
      'update',
    );
    const byId = await imports.preview({ ...external, matchBy: 'externalId' });
    expect(byId.outcomes.find(({ row }) => row === 2)).toMatchObject({ what: 'changed', label: 'A-2' });
    expect(byId.problems.map(({ row, code }) => [row, code])).toEqual([
      [3, 'TAG_IS_FOR_LIFE'],
      [3, 'ALREADY_REGISTERED'],
    ]);
  });

  it('[I4] [R6] takes nothing out of somebody’s hands and disposes of nothing', async () => {
    await begin();
    const lines = ['Asset Tag,Assigned To,Status', 'A-2,Grace Hopper,', 'A-1,,disposed', 'A-2,,in stock'];
    const plan = await planOf('hands.csv', lines.slice(0, 3), 'update');
    const report = await imports.preview(plan);
    expect(report.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'HELD_BY_ANOTHER'],
      [3, 'STATUS_STEP_REFUSED'],
    ]);
    const back = await imports.preview(await planOf('back.csv', [lines[0] ?? '', lines[3] ?? ''], 'update'));
    expect(back.problems.map(({ code }) => code)).toEqual(['STATUS_STEP_REFUSED']);
  });

  it('[I4] leaves out a record that somebody changed while the import ran', async () => {
    // So many that the import is far from the last of them when it is changed, whatever the machine.
    const rows = Array.from({ length: 1500 }, (_, index) => `B-${index},note`);
    await runFile('many.csv', ['Asset Tag,Notes', ...rows], 'create');
    const changed = rows.map((row) => row.replace('note', 'other'));
    const plan = await planOf('many2.csv', ['Asset Tag,Notes', ...changed], 'update');
    const last = await assetOf('B-1499');
    const { jobId } = await desk.client.spreadsheets.startImport(plan);
    const phase = () => desk.backend.jobs.list().find(({ id }) => id === jobId)?.phase;
    await vi.waitUntil(() => phase() === 'applying', { interval: 1, timeout: 30_000 });
    await desk.client.assets.update({
      ...bareAsset,
      id: last.id,
      version: last.version,
      categoryId: last.category.id,
      notes: 'mine',
    });
    const job = await desk.backend.jobs.ended(jobId);
    expect(job.result).toMatchObject({ applied: 1499, changed: 1499, rejected: 1 });
    expect((await assetOf('B-1499')).notes).toBe('mine');
  });

  it('[I4] changes people, and puts them back', async () => {
    const people = (name: string, lines: readonly string[], mode: 'create' | 'upsert') =>
      imports
        .planFor(imports.file(name, `${lines.join('\n')}\n`), 'people', 'stop', mode)
        .then((plan) => imports.run(plan));
    await people('p1.csv', ['Employee number,Name,Department,Badge', 'E-1,Ada Lovelace,Engines,B1'], 'create');
    const lines = ['Employee number,Name,Department,Badge', 'E-1,Ada King,Numbers,B1', 'E-2,Grace Hopper,Engines,B2'];
    const job = await people('p2.csv', lines, 'upsert');
    expect(job.result).toMatchObject({ applied: 2, changed: 1 });
    const names = async () => (await desk.client.people.list({})).rows.map(({ name }) => name).toSorted();
    expect(await names()).toContain('Ada King');
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    await desk.backend.jobs.ended(jobId);
    expect(await names()).toEqual(['Ada Lovelace']);
  });
});

function order(field: string): number {
  return ['model', 'place', 'notes', 'status', '+Colour'].indexOf(field);
}
