import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillExpression } from '#shared/features/labels/expression.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { chequers, codeElement, designOf } from '#tests/support/label-designs.ts';

let desk: TestDesk;
let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'label-templates-'));
  file = join(folder, 'laptop.label.json');
  desk = await openReadyDesk({ sampleData: true, host: { chooseSaveFile: async () => Promise.resolve(file) } });
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const own = designOf([
  codeElement('code128'),
  { id: 'memory', type: 'text', x: 1, y: 21, width: 48, height: 3, value: '{tag}[ · {field:Memory}]', sizeMm: 2.5 },
]);

const save = (design = own, rest: { id?: string; version?: number; categoryId?: number } = {}) =>
  desk.client.labels.saveTemplate({ id: null, version: null, categoryId: null, ...rest, design });

async function addField(name: string, type: 'text' | 'secret' | 'money'): Promise<void> {
  const blank = { group: '', unit: null, required: false, unique: false, initial: null, help: null, pattern: null };
  await desk.client.assets.createField({
    ...blank,
    owner: { family: 'hardware', categoryId: null },
    name,
    type,
    choices: [],
    role: null,
  });
}

async function signedInAs(role: 'desk_operator' | 'auditor'): Promise<Client> {
  const password = 'another correct horse';
  await desk.client.auth.createOperator({ username: role, displayName: role, password, roles: [role] });
  const other = desk.connect();
  await other.auth.signIn({ username: role, password });
  return other;
}

describe('templates of the organisation', () => {
  beforeEach(() => addField('Memory', 'text'));

  it('[V4] are kept beside the built-in ones, survive a restart and are changed by version', async () => {
    const { id, version } = await save();
    await desk.restart();
    await desk.client.auth.signIn({ username: administrator.username, password: administrator.password });
    const known = await desk.client.labels.getTemplate({ id });
    expect(known).toMatchObject({ builtIn: false, version, template: { ...own, id } });
    expect((await desk.client.labels.listTemplates()).map((each) => each.subject)).toEqual(
      expect.arrayContaining(['asset', 'person', 'place', 'bin', 'kit', 'command']),
    );
    await save({ ...own, name: 'Renamed' }, { id, version });
    await expect(save({ ...own, name: 'Too late' }, { id, version })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    const { entries } = await desk.client.reports.journal({ event: 'labels.templateChanged' });
    expect(entries[0]?.data).toMatchObject({ before: { name: 'Test label' }, after: { name: 'Renamed' } });
  });

  it('[V4] have names of their own; built-in ones stay as they are', async () => {
    const { id } = await save();
    await expect(save({ ...own, name: 'TEST LABEL' })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(save({ ...own, name: 'Other' }, { id: 'asset-50x25', version: 1 })).rejects.toMatchObject({
      code: 'TEMPLATE_BUILT_IN',
    });
    await expect(desk.client.labels.archiveTemplate({ id: 'asset-50x25' })).rejects.toMatchObject({
      code: 'TEMPLATE_BUILT_IN',
    });
    await desk.client.labels.archiveTemplate({ id });
    await expect(desk.client.labels.getTemplate({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await save();
  });

  it('[V4] are refused when they would not scan from the coarsest printer that they are for', async () => {
    const narrow = designOf([{ ...codeElement('code128'), width: 25 }]);
    await expect(save(narrow)).rejects.toMatchObject({
      code: 'TEMPLATE_WOULD_NOT_SCAN',
      data: { element: 'code', problem: 'SYMBOL_TOO_WIDE', dpi: 203 },
    });
    const fine = designOf([{ ...codeElement('datamatrix'), maxModuleMm: 0.13 }]);
    await expect(save({ ...fine, dpi: 300 })).rejects.toMatchObject({
      data: { problem: 'MODULE_TOO_SMALL', dpi: 300 },
    });
    const crowded = designOf([codeElement('qr'), { id: 'rule', type: 'line', x: 0, y: 11, width: 50, height: 0.3 }]);
    await expect(save(crowded)).rejects.toMatchObject({ data: { problem: 'QUIET_ZONE_COVERED' } });
    expect((await desk.client.labels.listTemplates()).every(({ builtIn }) => builtIn)).toBe(true);
  });

  it('[V4] never show what is secret, what something cost, or a field that nobody has', async () => {
    await addField('Recovery key', 'secret');
    await addField('Replacement value', 'money');
    for (const name of ['Recovery key', 'Replacement value', 'No such field']) {
      const design = designOf([
        { id: 't', type: 'text', x: 1, y: 1, width: 40, height: 4, value: `{field:${name}}`, sizeMm: 3 },
      ]);
      await expect(save(design)).rejects.toMatchObject({ code: 'FIELD_NOT_FOR_LABELS', data: { name } });
    }
    expect(await desk.client.labels.labelFields()).toContain('Memory');
    expect(await desk.client.labels.labelFields()).not.toContain('Recovery key');
  });

  it('[V4] are designed by whom it is allowed; a desk operator prints with them', async () => {
    const { id } = await save();
    const other = await signedInAs('desk_operator');
    const design = designOf([
      { id: 't', type: 'text', x: 1, y: 1, width: 40, height: 4, value: '^XA^IDE:*.*^FS^XZ', sizeMm: 3 },
    ]);
    await expect(
      other.labels.saveTemplate({ id: null, version: null, categoryId: null, design }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN', data: { permission: 'label.design' } });
    await expect(other.labels.importTemplate({ content: '{}' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(other.labels.archiveTemplate({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await other.labels.preview({ templateId: id, id: 1, dpi: 203 })).toMatchObject({ problems: [] });
  });

  it('[V4] [T2] show the fields of the asset that they are printed for', async () => {
    const fields = await desk.client.assets.listFields();
    const memory = fields.find((field) => field.name === 'Memory' && field.family === 'hardware');
    const categories = await desk.client.assets.listCategories();
    const laptop = categories.find(({ key }) => key === 'laptop');
    const { id: assetId, tag } = await desk.client.assets.create({
      ...bareAsset,
      categoryId: laptop?.id ?? 0,
      fields: { [String(memory?.id)]: '32 GB {tag} ^FS' },
    });
    const values = await desk.client.labels.templateValues({ subject: 'asset', id: assetId });
    expect(fillExpression('{tag}[ · {field:Memory}]', values)).toBe(`${tag} · 32 GB {tag} ^FS`);
    const { id } = await save();
    const { layout } = await desk.client.labels.preview({ templateId: id, id: assetId, dpi: 203 });
    expect(layout?.texts.map(({ text }) => text)).toEqual([`${tag} · 32 GB {tag} ^FS`]);
  });

  it('[V4] are carried to another inventory as a file, with their category and picture', async () => {
    const categories = await desk.client.assets.listCategories();
    const laptop = categories.find(({ key }) => key === 'laptop');
    const logo = { id: 'logo', type: 'image', x: 1, y: 20, width: 6, height: 5, picture: chequers(40, 30) } as const;
    const design = designOf([{ ...codeElement('qr'), x: 10, width: 30 }, logo], { name: 'Laptops: «new»' });
    const { id } = await save(design, { categoryId: laptop?.id ?? 0 });
    expect(await desk.client.labels.exportTemplate({ id })).toEqual({ path: file });
    const imported = await desk.client.labels.importTemplate({ content: readFileSync(file, 'utf8') });
    expect(imported.name).toBe('Laptops: «new» (2)');
    expect(await desk.client.labels.getTemplate({ id: imported.id })).toMatchObject({
      category: { id: laptop?.id },
      template: { ...design, name: imported.name },
    });
  });

  it('[V4] a file that asks for what labels do not know, or would not scan, leaves nothing behind', async () => {
    const written = { format: 'quartermaster-label-template', version: 1, category: null };
    const evil = { ...written, template: { ...own, elements: [{ ...own.elements[1], value: '{{asset.password}}' }] } };
    await expect(desk.client.labels.importTemplate({ content: JSON.stringify(evil) })).rejects.toMatchObject({
      code: 'FILE_REFUSED',
      data: { reason: 'EXPRESSION_REFUSED' },
    });
    const faint = { ...written, template: designOf([{ ...codeElement('code128'), width: 20 }]) };
    await expect(desk.client.labels.importTemplate({ content: JSON.stringify(faint) })).rejects.toMatchObject({
      code: 'TEMPLATE_WOULD_NOT_SCAN',
    });
    await expect(desk.client.labels.importTemplate({ content: 'x'.repeat(300_001) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect((await desk.client.labels.listTemplates()).every(({ builtIn }) => builtIn)).toBe(true);
  });
});

describe('what a selection is', () => {
  it('[V4] names the first things and the categories of assets', async () => {
    const { rows } = await desk.client.assets.list({ limit: 20 });
    const told = await desk.client.labels.selection({ kind: 'asset', ids: rows.map(({ id }) => id) });
    expect(told.names.slice(0, 2)).toEqual(rows.slice(0, 2).map(({ tag }) => tag));
    expect(new Set(told.categoryIds)).toEqual(new Set(rows.map(({ category }) => category.id)));
    const people = await desk.client.people.list({ limit: 1 });
    const [person] = people.rows;
    expect(await desk.client.labels.selection({ kind: 'person', ids: [person?.id ?? 0] })).toEqual({
      names: [person?.name],
      categoryIds: [],
    });
  });
});
