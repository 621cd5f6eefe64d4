import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import type { ImportMode } from '#shared/features/spreadsheets/contract.ts';
import { barePerson } from '#tests/support/assets.ts';
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

const plain: FieldDetails = {
  name: 'Rack units',
  type: 'number',
  group: '',
  unit: null,
  required: false,
  unique: false,
  initial: null,
  help: null,
  pattern: null,
  choices: [],
  role: null,
};
const categoryId = async (key: string) =>
  (await desk.client.assets.listCategories()).find((category) => category.key === key)?.id ?? 0;
const addField = async (key: string, details: Partial<FieldDetails>) => {
  const owner = { family: null, categoryId: await categoryId(key) };
  return (await desk.client.assets.createField({ ...plain, ...details, owner })).id;
};
const planOf = async (lines: readonly string[], mode: ImportMode = 'create') =>
  imports.planFor(imports.file(`own-${lines.length}-${mode}.csv`, `${lines.join('\n')}\n`), 'assets', 'skip', mode);
const fieldsOf = async (code: string) => {
  const found = await desk.client.assets.lookup({ code });
  if (!found) throw new Error(`no asset ${code}`);
  const asset = await desk.client.assets.get({ id: found.id });
  return { asset, texts: Object.fromEntries(asset.fields.map(({ fieldId, text }) => [fieldId, text])) };
};

describe('fields of categories in a file', () => {
  it('[I4] [T2] are found by their names, go to the field that each row’s category has, typed and filterable', async () => {
    const [here, there, seal, bought] = [
      await addField('laptop', { name: 'Rack units' }),
      await addField('monitor', { name: 'rack units', type: 'text' }),
      await addField('laptop', { name: 'Seal', type: 'serial', unique: true }),
      await addField('laptop', { name: 'Renewed', type: 'date' }),
    ];
    const plan = await planOf([
      'Asset tag,Category,Rack units,Seal,Renewed',
      'L-1,Laptops,"2",00071,31.12.2026',
      'L-2,Laptops,many,00072,',
      'M-1,Monitors,"two, wide",,',
      'K-1,Keyboards,3,,',
      'L-3,Laptops,4,00071,',
      'L-4,Laptops,4,00074,',
    ]);
    expect(plan.mapping.map(({ field }) => field)).toEqual([
      'tag',
      'category',
      'own:Rack units',
      'own:Seal',
      'own:Renewed',
    ]);
    const { problems } = await imports.preview(plan);
    expect(problems.map(({ row, heading, code, value }) => [row, heading, code, value])).toEqual([
      [2, 'Seal', 'DUPLICATE_IN_FILE', '00071'],
      [3, 'Rack units', 'FIELD_TYPE', 'many'],
      [6, 'Seal', 'DUPLICATE_IN_FILE', '00071'],
    ]);
    const repairs = [{ row: 6, column: 3, value: '00073' }];
    const job = await imports.run({ ...plan, repairs });
    expect(job.result).toMatchObject({ applied: 5, rejected: 1 });
    expect((await fieldsOf('L-1')).texts).toEqual({ [here]: '2', [seal]: '00071', [bought]: '2026-12-31' });
    expect((await fieldsOf('M-1')).texts).toEqual({ [there]: 'two, wide' });
    // A keyboard has no such field: what the file says of it stays beside it.
    expect((await fieldsOf('K-1')).asset.extras).toEqual({ 'Rack units': '3' });
    const where = { field: `field:${here}` as const, operator: 'atLeast' as const, values: ['3'] };
    expect((await desk.client.assets.list({ where })).rows.map(({ tag }) => tag)).toEqual(['L-3', 'L-4']);

    const taken = await planOf(['Asset tag,Category,Seal', 'L-9,Laptops,00071']);
    expect((await imports.preview(taken)).problems).toMatchObject([
      { row: 2, heading: 'Seal', code: 'ALREADY_REGISTERED', facts: { tag: 'L-1' } },
    ]);
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect((await desk.client.assets.list({})).total).toBe(0);
  });

  it('[I4] are changed with the values before and after shown, and put back by the undo', async () => {
    const units = await addField('laptop', { name: 'Rack units' });
    const choice = await addField('laptop', { name: 'Finish', type: 'choice', choices: ['Matt', 'Gloss'] });
    await imports.run(await planOf(['Asset tag,Category,Rack units,Finish', 'L-1,Laptops,2,matt', 'L-2,Laptops,,']));
    expect((await fieldsOf('L-1')).texts).toEqual({ [units]: '2', [choice]: 'Matt' });
    const plan = await planOf(['Asset tag,Rack units,Finish', 'L-1,3,Matt', 'L-2,1,shiny'], 'update');
    const report = await imports.preview(plan);
    expect(report.outcomes).toMatchObject([
      { row: 2, what: 'changed', changes: [{ field: 'own:Rack units', before: '2', after: '3' }] },
      { row: 3, what: 'refused' },
    ]);
    expect(report.problems).toMatchObject([{ row: 3, heading: 'Finish', code: 'FIELD_CHOICE' }]);
    const job = await imports.run(plan);
    expect((await fieldsOf('L-1')).texts).toEqual({ [units]: '3', [choice]: 'Matt' });
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect((await fieldsOf('L-1')).texts).toEqual({ [units]: '2', [choice]: 'Matt' });
  });

  it('[I4] [T2] people, places and secrets go to their fields by name, typed; secrets are shown nowhere and put back sealed', async () => {
    const [owner, spare, code] = [
      await addField('laptop', { name: 'Attendant', type: 'person' }),
      await addField('laptop', { name: 'Spare in', type: 'location' }),
      await addField('laptop', { name: 'BIOS code', type: 'secret' }),
    ];
    const { id: ada } = await desk.client.people.create({ ...barePerson, name: 'Ada Lovelace', username: 'ada' });
    const { id: store } = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Store',
      code: 'ST',
      notes: null,
    });
    const plan = await planOf([
      'Asset tag,Category,Attendant,Spare in,BIOS code',
      'L-1,Laptops,ADA,st,open-sesame',
      'L-2,Laptops,Grace Hopper,Cellar,hunter2',
    ]);
    const report = await imports.preview(plan);
    expect(report.willCreate).toEqual({ person: ['Grace Hopper'], place: ['Cellar'] });
    expect(JSON.stringify(report)).not.toMatch(/open-sesame|hunter2/);
    await imports.run(plan);
    expect((await fieldsOf('L-1')).texts).toEqual({ [owner]: String(ada), [spare]: String(store), [code]: null });
    const { asset } = await fieldsOf('L-2');
    expect(asset.fields.map(({ shown }) => shown)).toEqual(['Grace Hopper', 'Cellar', null]);
    const secretOf = async (tag: string) => {
      const found = await fieldsOf(tag);
      return (await desk.client.assets.revealSecret({ assetId: found.asset.id, fieldId: code })).text;
    };
    expect(await secretOf('L-1')).toBe('open-sesame');
    const where = { field: `field:${owner}` as const, operator: 'is' as const, values: [String(ada)] };
    expect((await desk.client.assets.list({ where })).rows.map(({ tag }) => tag)).toEqual(['L-1']);

    const change = await planOf(
      ['Asset tag,Attendant,BIOS code', 'L-1,Ada Lovelace,open-sesame', 'L-2,ada,other', 'L-9,ada,third', 'L-2,ada,x'],
      'update',
    );
    const { outcomes } = await imports.preview(change);
    expect(outcomes.map(({ row, what }) => [row, what])).toEqual([
      [2, 'unchanged'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
    ]);
    const single = await planOf(['Asset tag,Attendant,BIOS code', 'L-2,ada,other'], 'update');
    expect((await imports.preview(single)).outcomes).toMatchObject([
      {
        what: 'changed',
        changes: [
          { field: 'own:Attendant', before: 'Grace Hopper', after: 'ada' },
          { field: 'own:BIOS code', before: '•••', after: '•••' },
        ],
      },
    ]);
    const job = await imports.run(single);
    expect(await secretOf('L-2')).toBe('other');
    const { jobId } = await desk.client.spreadsheets.startUndo({ batchId: Number(job.result?.['batchId']) });
    expect(await desk.backend.jobs.ended(jobId)).toMatchObject({ state: 'done' });
    expect(await secretOf('L-2')).toBe('hunter2');
    expect((await fieldsOf('L-2')).asset.fields.map(({ shown }) => shown)).toEqual(['Grace Hopper', 'Cellar', null]);
  });

  it('[I4] [T2] rows of a category that the file brings along are checked by the fields of the family that it will be in', async () => {
    const owner = { family: 'network' as const, categoryId: null };
    const { id: zone } = await desk.client.assets.createField({
      ...plain,
      name: 'Zone',
      required: true,
      owner,
    });
    const plan = await planOf(['Asset tag,Category,Zone', 'W-1,Widgets,', 'W-2,Widgets,many', 'W-3,Widgets,7']);
    // Without an answer it becomes a category of hardware, which has no such field: what stands there is kept beside.
    expect(await imports.preview(plan)).toMatchObject({ problems: [], counts: { new: 3 } });
    const answer = { kind: 'category' as const, name: 'widgets', means: null, family: 'network' as const };
    const answered = { ...plan, nameAnswers: [answer] };
    expect((await imports.preview(answered)).problems).toMatchObject([
      { row: 2, heading: 'Zone', code: 'FIELD_REQUIRED', facts: { name: 'Zone' } },
      { row: 3, heading: 'Zone', value: 'many', code: 'FIELD_TYPE' },
    ]);
    const meant = { ...answer, means: await categoryId('domain-name') };
    expect((await imports.preview({ ...plan, nameAnswers: [meant] })).problems).toHaveLength(2);
    await imports.run(answered);
    expect((await fieldsOf('W-3')).texts).toEqual({ [zone]: '7' });
    expect(await desk.client.assets.lookup({ code: 'W-1' })).toBeNull();
  });

  it('[I4] [T2] a field that must have a value refuses rows without one; an initial value fills the rest', async () => {
    const seal = await addField('laptop', { name: 'Seal', type: 'number', required: true });
    const pool = await addField('laptop', { name: 'Pool', type: 'choice', choices: ['A', 'B'], initial: 'B' });
    const grade = await addField('laptop', { name: 'Grade', type: 'number', required: true, initial: '3' });
    const plan = await planOf(['Asset tag,Category,Seal,Pool', 'L-1,Laptops,7,', 'L-2,Laptops,,A', 'M-1,Monitors,,']);
    expect((await imports.preview(plan)).problems).toMatchObject([
      { row: 3, heading: 'Seal', code: 'FIELD_REQUIRED', facts: { name: 'Seal' } },
    ]);
    await imports.run(plan);
    expect((await fieldsOf('L-1')).texts).toEqual({ [seal]: '7', [pool]: 'B', [grade]: '3' });
    expect((await fieldsOf('M-1')).texts).toEqual({});
    const where = { field: `field:${grade}` as const, operator: 'atLeast' as const, values: ['3'] };
    expect((await desk.client.assets.list({ where })).total).toBe(1);
    // A change leaves what the file says nothing of as it is.
    expect((await imports.preview(await planOf(['Asset tag,Pool', 'L-1,A'], 'update'))).counts).toMatchObject({
      changed: 1,
      refused: 0,
    });
  });
});
