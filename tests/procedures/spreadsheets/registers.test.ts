import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportEntity, ImportMode } from '#shared/features/spreadsheets/contract.ts';
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

async function planOf(entity: ImportEntity, lines: readonly string[], mode: ImportMode = 'create') {
  return imports.planFor(imports.file(`${entity}.csv`, `${lines.join('\n')}\n`), entity, 'skip', mode);
}

async function paths(): Promise<string[]> {
  const places = await desk.client.places.list({ includeArchived: false });
  return places.map(({ kind, path, code }) => `${kind} ${path}${code.startsWith('P0') ? '' : ` [${code}]`}`);
}

describe('importing the other registers', () => {
  it('[I4] builds the tree of places from paths, in any order, and lists what lies on the way', async () => {
    const plan = await planOf('places', [
      'Full path,Code,Type',
      'Prague › Main › 2nd floor › 204,R204,room',
      'Prague,PRG,site',
      'Prague › Main › 2nd floor › 204 › Rack 1,,',
      'Brno › Depot,,',
    ]);
    const report = await imports.preview(plan);
    expect(report.counts).toMatchObject({ new: 4, refused: 0 });
    expect(report.willCreate).toEqual({ place: ['Prague › Main', 'Prague › Main › 2nd floor', 'Brno'] });
    expect(await imports.run(plan)).toMatchObject({ state: 'done', result: { applied: 4 } });
    expect(await paths()).toEqual([
      'site Brno',
      'room Brno › Depot',
      'site Prague [PRG]',
      'building Prague › Main',
      'floor Prague › Main › 2nd floor',
      'room Prague › Main › 2nd floor › 204 [R204]',
      'rack Prague › Main › 2nd floor › 204 › Rack 1',
    ]);
  });

  it('[I4] builds the tree from codes of parents that come later, and refuses what can’t stand', async () => {
    const plan = await planOf('places', [
      'Name,Code,Parent code,Type',
      'Room 1,R1,B1,room',
      'House,B1,S1,building',
      'Town,S1,,site',
      'Lost,L1,NOWHERE,room',
      'Egg,E1,E2,room',
      'Hen,E2,E1,room',
      'Hall,H1,R1,building',
    ]);
    const report = await imports.preview(plan);
    expect(report.problems.map(({ row, heading, code }) => [row, heading, code])).toEqual([
      [5, 'Parent code', 'UNKNOWN_PARENT'],
      [6, 'Parent code', 'STANDS_IN_ITSELF'],
      [7, 'Parent code', 'STANDS_IN_ITSELF'],
      [8, 'Type', 'PARENT_NOT_WIDER'],
    ]);
    expect(await imports.run(plan)).toMatchObject({ result: { applied: 3, rejected: 4 } });
    expect(await paths()).toEqual(['site Town [S1]', 'building Town › House [B1]', 'room Town › House › Room 1 [R1]']);
  });

  it('[I4] moves and renames places by their code, and puts them back', async () => {
    await imports.run(await planOf('places', ['Name,Code,Type', 'East,E,site', 'West,W,site']));
    await imports.run(await planOf('places', ['Name,Code,Parent code,Type', 'Depot,D,E,building']));
    const before = await paths();
    const plan = await planOf('places', ['Name,Code,Parent code', 'Store,D,W'], 'update');
    const { outcomes } = await imports.preview(plan);
    expect(outcomes[0]?.changes).toEqual([
      { field: 'name', before: 'Depot', after: 'Store' },
      { field: 'parentCode', before: 'E', after: 'W' },
    ]);
    const job = await imports.run(plan);
    expect(await paths()).toContain('building West › Store [D]');
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await paths()).toEqual(before);
  });

  it('[I4] takes models with their manufacturers, changes them, and undoes both', async () => {
    const lines = [
      'Model,Model number,Manufacturer,Category,Warranty',
      'Swift,SW-1,Acme,Laptops,24',
      'Bolt,,Acme,Laptops,',
    ];
    const first = await imports.run(await planOf('models', lines));
    expect(first).toMatchObject({ result: { applied: 2 } });
    const swift = async () => (await desk.client.assets.listModels({})).find(({ name }) => name === 'Swift');
    expect(await swift()).toMatchObject({ number: 'SW-1', manufacturer: 'Acme', warrantyMonths: 24 });
    expect(await imports.preview(await planOf('models', lines))).toMatchObject({ counts: { new: 0, refused: 2 } });
    const plan = await planOf('models', ['Model,Manufacturer,Warranty', 'Swift,Acme,36'], 'upsert');
    const job = await imports.run(plan);
    expect(await swift()).toMatchObject({ warrantyMonths: 36, number: 'SW-1' });
    for (const result of [job.result, first.result]) {
      const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(result?.['batchId']) });
      const undone = await desk.backend.jobs.ended(jobId);
      // What a later import changed stays in the journal, so the earlier one is final.
      expect(undone.state).toBe(result === job.result ? 'done' : 'failed');
    }
    expect(await swift()).toMatchObject({ warrantyMonths: 24 });
  });

  it('[I4] [X3] takes the depreciation of models and assets, changes it, and undoes both', async () => {
    const lines = [
      'Model,Manufacturer,Category,Depreciation method,Useful life,Residual value',
      'Swift,Acme,Laptops,linear,36,100 EUR',
      'Bolt,Acme,Laptops,,4 years,',
      'Slow,Acme,Laptops,degressiv,,',
      'Rock,Acme,Laptops,none,,',
    ];
    const plan = await planOf('models', lines);
    const report = await imports.preview(plan);
    expect(report.problems.map(({ row, code, heading }) => [row, code, heading])).toEqual([
      [4, 'REQUIRED', 'Useful life'],
    ]);
    await imports.run({ ...plan, onError: 'skip' });
    const rules = async () =>
      Object.fromEntries(
        (await desk.client.assets.listModels({})).map(({ name, depreciation }) => [name, depreciation]),
      );
    const swift = { method: 'straight_line', months: 36, residual: { minor: 10_000, currency: 'EUR' } };
    expect(await rules()).toMatchObject({
      Swift: swift,
      Bolt: { method: 'straight_line', months: 48, residual: { basisPoints: 0 } },
      Rock: { method: 'none' },
    });

    const assets = [
      'Tag,Category,Model,Manufacturer,Useful life',
      'D-1,Laptops,Swift,Acme,60',
      'D-2,Laptops,Swift,Acme,',
    ];
    await imports.run(await planOf('assets', assets));
    const ruleOf = async (tag: string) => {
      const [row] = (await desk.client.assets.list({ search: tag, limit: 1 })).rows;
      return (await desk.client.assets.get({ id: row?.id ?? 0 })).depreciation;
    };
    expect(await ruleOf('D-1')).toEqual({ method: 'straight_line', months: 60, residual: { basisPoints: 0 } });
    expect(await ruleOf('D-2')).toEqual(swift);
    const change = await planOf('assets', ['Tag,Depreciation method,Residual value', 'D-2,declining,50 EUR'], 'update');
    expect((await imports.preview(change)).outcomes[0]?.changes).toEqual([
      { field: 'depreciationMethod', before: 'straight_line', after: 'declining' },
      { field: 'residual', before: '100.00 EUR', after: '50.00 EUR' },
    ]);
    const job = await imports.run(change);
    expect(await ruleOf('D-2')).toEqual({
      method: 'declining',
      months: 36,
      residual: { minor: 5000, currency: 'EUR' },
    });
    expect(await imports.preview(change)).toMatchObject({ counts: { unchanged: 1 } });
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    await desk.backend.jobs.ended(jobId);
    expect(await ruleOf('D-2')).toEqual(swift);
  });

  it('[I4] takes suppliers, and changes them by name', async () => {
    await imports.run(await planOf('suppliers', ['Supplier,E-mail,Phone', 'Acme,a@acme.test,+420 1']));
    const plan = await planOf('suppliers', ['Supplier,Phone,Contact', 'ACME,+420 2,Ada', 'Bolt,,'], 'upsert');
    const report = await imports.preview(plan);
    expect(report.counts).toEqual({ new: 1, changed: 1, unchanged: 0, refused: 0 });
    await imports.run(plan);
    expect(await desk.client.suppliers.list({})).toMatchObject([
      { name: 'Acme', email: 'a@acme.test', phone: '+420 2', contact: 'Ada' },
      { name: 'Bolt' },
    ]);
  });

  it('[I4] takes articles with their minimum and what lies at each place, and takes all of it back', async () => {
    const plan = await planOf('supplies', [
      'Article,Barcode,Type,Unit,Min qty,Pack size,Supplier,Location,In stock',
      'Toner K,TN-K,Consumable,piece,4,2,Acme,Store › Shelf 1,6',
      'Toner K,TN-K,Consumable,piece,4,2,Acme,Store › Shelf 2,3',
      'Cable,,Accessory,piece,,,,,0',
      'Lost,,Consumable,piece,,,,,5',
      'Toner K,TN-K,Consumable,piece,4,2,Acme,Store › Shelf 2,9',
    ]);
    const report = await imports.preview(plan);
    expect(report.problems.map(({ row, code }) => [row, code])).toEqual(
      expect.arrayContaining([
        [3, 'DUPLICATE_IN_FILE'],
        [5, 'NO_PLACE'],
        [6, 'DUPLICATE_IN_FILE'],
      ]),
    );
    const lines = [
      'Article,Barcode,Type,Unit,Min qty,Pack size,Supplier,Location,In stock',
      'Toner K,TN-K,Consumable,piece,4,2,Acme,Store › Shelf 1,6',
      'Toner K,TN-K,Consumable,piece,4,2,Acme,Store › Shelf 2,3',
      'Cable,,Accessory,piece,,,,,0',
    ];
    const job = await imports.run(await planOf('supplies', lines));
    expect(job).toMatchObject({ state: 'done', result: { applied: 3, rejected: 0 } });
    const listed = async () => (await desk.client.supplies.list({})).rows;
    expect(await listed()).toMatchObject([
      { name: 'Cable', kind: 'accessory', stock: 0, reorderLevel: null },
      { name: 'Toner K', code: 'TN-K', reorderLevel: 4, reorderQuantity: 2, stock: 9, supplier: { name: 'Acme' } },
    ]);
    const toner = (await listed()).find(({ code }) => code === 'TN-K')?.id ?? 0;
    const { bins } = await desk.client.supplies.get({ id: toner });
    expect(bins.map(({ place, quantity }) => [place.path, quantity])).toEqual([
      ['Store › Shelf 1', 6],
      ['Store › Shelf 2', 3],
    ]);
    expect((await imports.preview(await planOf('supplies', lines))).counts).toMatchObject({ new: 0, refused: 3 });
    const changes = ['Article,Min qty,Location,In stock', 'Toner K,5,Store › Shelf 1,4', 'Toner K,5,Store › Shelf 2,3'];
    const update = await planOf('supplies', changes, 'update');
    expect((await imports.preview(update)).outcomes[0]?.changes).toEqual([
      { field: 'reorderLevel', before: '4', after: '5' },
      { field: 'quantity', before: '6', after: '4' },
    ]);
    const updated = await imports.run(update);
    expect(updated).toMatchObject({ result: { applied: 2, changed: 2, rejected: 0 } });
    expect((await listed()).at(-1)).toMatchObject({ reorderLevel: 5, stock: 7 });
    const undo = async (result: typeof job.result) => {
      const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(result?.['batchId']) });
      return (await desk.backend.jobs.ended(jobId)).state;
    };
    // What a later import changed stays in the journal, so the earlier one is final.
    expect(await undo(job.result)).toBe('failed');
    expect(await undo(updated.result)).toBe('done');
    expect((await listed()).at(-1)).toMatchObject({ reorderLevel: 4, stock: 9 });
  });

  it('[I4] takes articles away again that nothing was done with, and never gives their identifiers to others', async () => {
    const lines = ['Article,Location,In stock', 'Tape,Store,2', 'Tape,Yard,3', 'Glue,Store,1'];
    const job = await imports.run(await planOf('supplies', lines));
    const before = (await desk.client.supplies.list({})).rows.map(({ id }) => id);
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect((await desk.client.supplies.list({})).rows).toEqual([]);
    expect(await paths()).toEqual([]);
    const again = await imports.run(await planOf('supplies', ['Article', 'Tape']));
    expect(again).toMatchObject({ result: { applied: 1 } });
    expect(before).not.toContain((await desk.client.supplies.list({})).rows[0]?.id);
  });

  it('[I4] refuses rows that name something unknown when new names are not to be added', async () => {
    const plan = await planOf('assets', ['Asset Tag,Manufacturer,Location', 'A-1,Acme,Cellar', 'A-2,,']);
    expect((await imports.preview(plan)).willCreate).toEqual({ manufacturer: ['Acme'], place: ['Cellar'] });
    const strict = { ...plan, newNames: 'refuse' as const };
    const report = await imports.preview(strict);
    expect(report.willCreate).toEqual({});
    expect(report.problems.map(({ row, heading, value, code }) => [row, heading, value, code])).toEqual([
      [2, 'Manufacturer', 'Acme', 'UNKNOWN_NAME'],
      [2, 'Location', 'Cellar', 'UNKNOWN_NAME'],
    ]);
    expect(await imports.run(strict)).toMatchObject({ result: { applied: 1, rejected: 1 } });
    expect(await paths()).toEqual([]);
  });

  it('[I4] adds new places and categories as the operator says what they are, or takes those that are there', async () => {
    await imports.run(await planOf('places', ['Name,Code,Type', 'Harbour,H,site', 'Old depot,D,building']));
    const known = await desk.client.places.list({ includeArchived: false });
    const idOf = (name: string) => known.find((place) => place.name === name)?.id ?? 0;
    const plan = await planOf('assets', [
      'Asset Tag,Category,Location',
      'A-1,Buoys,Quay 1',
      'A-2,Notebooks,The depot',
      'A-3,Laptops,Brno › Hall › Desk',
    ]);
    expect((await imports.preview(plan)).willCreate).toEqual({
      category: ['Buoys', 'Notebooks'],
      place: ['Quay 1', 'The depot', 'Brno › Hall › Desk'],
    });
    const laptops = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
    const place = { kind: 'place', name: 'Quay 1', means: null, as: 'building', inside: idOf('Harbour') } as const;
    const depot = { ...place, name: 'the  DEPOT', means: idOf('Old depot'), inside: null };
    const answered = {
      ...plan,
      nameAnswers: [
        place,
        depot,
        { kind: 'category' as const, name: 'Buoys', means: null, family: 'network' as const },
        { kind: 'category' as const, name: 'Notebooks', means: laptops, family: 'hardware' as const },
      ],
    };
    expect((await imports.preview({ ...answered, newNames: 'refuse' })).problems).toMatchObject([
      { row: 2, value: 'Buoys', code: 'UNKNOWN_NAME' },
      { row: 2, value: 'Quay 1', code: 'UNKNOWN_NAME' },
      { row: 4, value: 'Brno › Hall › Desk', code: 'UNKNOWN_NAME' },
    ]);
    for (const wrong of [
      { ...place, as: 'site' as const },
      { ...depot, means: 9999 },
    ])
      expect(await imports.run({ ...answered, nameAnswers: [wrong] })).toMatchObject({ state: 'failed' });
    expect((await desk.client.assets.list({})).total).toBe(0);
    const job = await imports.run(answered);
    expect(job).toMatchObject({ state: 'done', result: { applied: 3 } });
    expect(await paths()).toEqual([
      'site Brno',
      'building Brno › Hall',
      'floor Brno › Hall › Desk',
      'site Harbour [H]',
      'building Harbour › Quay 1',
      'building Old depot [D]',
    ]);
    const asset = async (code: string) => desk.client.assets.lookup({ code });
    expect(await asset('A-1')).toMatchObject({ category: { name: 'Buoys' }, family: 'network' });
    expect(await asset('A-2')).toMatchObject({ category: { id: laptops }, place: { name: 'Old depot' } });
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await paths()).toEqual(['site Harbour [H]', 'building Old depot [D]']);
  });

  it('[I4] [T2] says that an archived category comes back into use, and leaves it where that is not wanted', async () => {
    const { id } = await desk.client.assets.createCategory({
      family: 'hardware',
      name: 'Pagers',
      code: 'PAG',
      parentId: null,
    });
    await desk.client.assets.archiveCategory({ id });
    const plan = await planOf('assets', ['Asset Tag,Category', 'A-1,Pager', 'A-2,Laptops']);
    expect((await imports.preview(plan)).willCreate).toEqual({ archivedCategory: ['Pager'] });
    const refusing = { ...plan, newNames: 'refuse' as const };
    const { problems, counts } = await imports.preview(refusing);
    expect(problems).toMatchObject([{ row: 2, heading: 'Category', value: 'Pager', code: 'ARCHIVED_NAME' }]);
    expect(counts).toMatchObject({ new: 1, refused: 1 });
    await imports.run(refusing);
    const archived = async () => (await desk.client.assets.listCategories()).find((each) => each.id === id)?.archived;
    expect(await archived()).toBe(true);
    await imports.run(await planOf('assets', ['Asset Tag,Category', 'A-1,Pager']));
    expect(await archived()).toBe(false);
    expect(await desk.client.assets.lookup({ code: 'A-1' })).toMatchObject({ category: { id } });
  });

  it('[I4] takes no archived place or person for the one that a row names', async () => {
    const { id } = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Cellar',
      code: 'C',
      notes: null,
    });
    await desk.client.places.archive({ id });
    const plan = await planOf('assets', ['Asset Tag,Location', 'A-1,Cellar']);
    expect((await imports.preview(plan)).willCreate).toEqual({ place: ['Cellar'] });
    await imports.run(plan);
    const asset = await desk.client.assets.lookup({ code: 'A-1' });
    expect(asset?.place?.id).not.toBe(id);
    expect(asset?.place?.name).toBe('Cellar');
  });
});
