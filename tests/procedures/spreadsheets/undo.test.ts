import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
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

const register = [
  'Asset Tag,Serial,Manufacturer,Model,Location,Assigned To',
  'U-1,S-1,Acme,A1,Cellar,Ada Lovelace',
  'U-2,S-2,Acme,A1,Attic,',
  'U-3,S-3,Bolt,B1,Attic,Grace Hopper',
].join('\n');

async function importRegister() {
  return imports.run(await imports.planFor(imports.file('register.csv', register), 'assets'));
}

async function undo(batchId: number) {
  const { jobId } = await desk.client.spreadsheets.startUndo({ batchId });
  return desk.backend.jobs.ended(jobId);
}

const counts = async () => ({
  assets: (await desk.client.assets.list({})).total,
  people: (await desk.client.people.list({})).total,
  places: (await desk.client.places.list({ includeArchived: true })).length,
  dashboard: (await desk.client.assets.counts()).total,
});

describe('undoing an import', () => {
  it('[I4] takes away all that it brought, names included, and keeps the evidence', async () => {
    const before = await counts();
    const job = await importRegister();
    const batchId = Number(job.result?.['batchId']);
    const asset = await desk.client.assets.lookup({ code: 'U-1' });
    expect(await desk.client.spreadsheets.undoOutlook({ batchId })).toEqual({
      created: 3,
      changed: 0,
      names: 8,
      obstacles: [],
    });
    expect(await undo(batchId)).toMatchObject({ state: 'done', result: { undone: 3, kept: 0 } });
    expect(await counts()).toEqual(before);
    expect(await desk.client.assets.lookup({ code: 'U-1' })).toBeNull();
    expect((await desk.client.assets.search({ text: 'Lovelace' })).assets).toEqual([]);
    const history = await desk.client.reports.journal({ subject: `asset:${asset?.id}`, limit: 10 });
    expect(history.entries.map(({ event }) => event)).toEqual([
      'assets.withdrawn',
      'custody.takenOver',
      'assets.registered',
    ]);
    expect(await desk.client.spreadsheets.listBatches()).toMatchObject([
      { id: batchId, state: 'undone', undoneBy: 'Rita Root', undoable: false, rowsKept: 0 },
    ]);
  });

  it('[I4] lets the same file be imported again, and a tag still names one asset for ever', async () => {
    const first = await importRegister();
    const before = await desk.client.assets.lookup({ code: 'U-2' });
    await undo(Number(first.result?.['batchId']));
    const other = await desk.client.assets.create({ ...bareAsset });
    expect(other.id).toBeGreaterThan((before?.id ?? 0) + 1);
    expect(await importRegister()).toMatchObject({ state: 'done', result: { applied: 3 } });
    const after = await desk.client.assets.lookup({ code: 'U-2' });
    expect(after).toMatchObject({ id: before?.id, serial: 'S-2' });
    expect((await desk.client.assets.search({ text: 'S-2' })).assets.map(({ tag }) => tag)).toEqual(['U-2']);
    const again = (await desk.client.spreadsheets.listBatches())[0];
    expect(await undo(again?.id ?? 0)).toMatchObject({ state: 'done', result: { undone: 3 } });
  });

  it('[I1] never gives a tag of the series again that an undone import had taken', async () => {
    const path = imports.file('untagged.csv', 'Serial\nS-1\nS-2\n');
    const job = await imports.run(await imports.planFor(path, 'assets'));
    const tags = (await desk.client.assets.list({})).rows.map(({ tag }) => tag);
    await undo(Number(job.result?.['batchId']));
    const { tag } = await desk.client.assets.create({ ...bareAsset });
    expect(tags).not.toContain(tag);
  });

  it('[I4] is refused with the reason when one asset was checked out since, and changes nothing', async () => {
    const job = await importRegister();
    const batchId = Number(job.result?.['batchId']);
    const person = await desk.client.people.create(barePerson);
    const asset = await desk.client.assets.lookup({ code: 'U-2' });
    await desk.client.custody.checkOut({
      assetId: asset?.id ?? 0,
      custodian: { kind: 'person', id: person.id },
      dueOn: null,
      condition: null,
      note: null,
    });
    const { obstacles } = await desk.client.spreadsheets.undoOutlook({ batchId });
    expect(obstacles).toMatchObject([{ label: 'U-2', kind: 'changed', what: 'custody.checkedOut' }]);
    expect(await undo(batchId)).toMatchObject({ state: 'failed', failure: { code: 'UNDO_BLOCKED' } });
    expect((await desk.client.assets.list({})).total).toBe(3);
    expect(await desk.client.spreadsheets.listBatches()).toMatchObject([{ state: 'applied', undoable: true }]);
  });

  it('[I4] keeps names that something else uses by now', async () => {
    const job = await importRegister();
    const attic = (await desk.client.places.list({ includeArchived: false })).find(({ name }) => name === 'Attic');
    await desk.client.assets.create({ ...bareAsset, placeId: attic?.id ?? null });
    await undo(Number(job.result?.['batchId']));
    const names = (await desk.client.places.list({ includeArchived: false })).map(({ name }) => name);
    expect(names).toContain('Attic');
    expect(names).not.toContain('Cellar');
  });

  it('[I4] takes people away again, unless somebody has been given something', async () => {
    const people = 'Employee number,Name\nE-1,Ada Lovelace\nE-2,Grace Hopper\n';
    const path = imports.file('people.csv', people);
    const job = await imports.run(await imports.planFor(path, 'people'));
    expect(await undo(Number(job.result?.['batchId']))).toMatchObject({ state: 'done' });
    expect((await desk.client.people.list({})).total).toBe(0);
    const again = await imports.run(await imports.planFor(path, 'people'));
    const ada = (await desk.client.people.list({})).rows.find(({ name }) => name === 'Ada Lovelace');
    const { id } = await desk.client.assets.create({ ...bareAsset });
    await desk.client.custody.checkOut({
      assetId: id,
      custodian: { kind: 'person', id: ada?.id ?? 0 },
      dueOn: null,
      condition: null,
      note: null,
    });
    const batchId = Number(again.result?.['batchId']);
    const { obstacles } = await desk.client.spreadsheets.undoOutlook({ batchId });
    expect(obstacles).toMatchObject([{ label: 'Ada Lovelace', kind: 'referred', what: 'custody' }]);
  });

  it('[I4] an undo that a crash cut short goes on at the next sign-in', async () => {
    const job = await importRegister();
    const batchId = Number(job.result?.['batchId']);
    desk.backend.inventory?.sqlite.prepare("UPDATE import_batch SET state = 'undoing' WHERE id = ?").run(batchId);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    for (const { id, kind } of desk.backend.jobs.list()) if (kind === 'import_undo') await desk.backend.jobs.ended(id);
    expect((await desk.client.assets.list({})).total).toBe(0);
    expect(await desk.client.spreadsheets.listBatches()).toMatchObject([{ state: 'undone' }]);
  });
});
