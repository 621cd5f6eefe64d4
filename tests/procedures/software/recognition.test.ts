import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchPattern } from '#shared/features/software/recognition.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { makeProduct } from '#tests/support/licences.ts';
import { importer } from '../spreadsheets/support/importer.ts';

describe('a pattern', () => {
  it('[L4] describes names with what varies in them, and takes the version from where it stands', () => {
    expect(matchPattern('Acme Editor *', 'ACME editor Professional 2024')).toEqual({ version: null });
    expect(matchPattern('Acme Editor {version}*', 'Acme Editor 20.004.1 (x64)')).toEqual({ version: '20.004.1' });
    expect(matchPattern('* v{version}', 'Tool v3.1-beta2')).toEqual({ version: '3.1-beta2' });
    expect(matchPattern('Acme Editor', 'Acme Editor 2')).toBeNull();
    expect(matchPattern('Acme {version}', 'Acme Editor')).toBeNull();
    // What would take for ever where it is tried in every way.
    expect(matchPattern('*a*a*a*a*a*a*a*a*b', 'a'.repeat(200))).toBeNull();
  });

  it('[L4] every name is described by itself, and by anything', () => {
    const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '' && !/[*{]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        expect(matchPattern(text, text)).not.toBeNull();
        expect(matchPattern('*', text)).not.toBeNull();
      }),
    );
  });
});

describe('recognition', () => {
  let desk: TestDesk;
  let client: TestDesk['client'];
  beforeEach(async () => {
    desk = await openReadyDesk();
    client = desk.client;
    for (const tag of ['L-1', 'L-2', 'L-3']) await client.assets.create({ ...bareAsset, tag });
    const imports = importer(desk);
    const file = imports.file(
      'scan.csv',
      [
        'Software,Publisher,Version,Tag',
        'Acme Editor Pro 2024,Acme Inc.,24.1,L-1',
        'Acme Editor Pro 2024,Acme Inc.,24.2,L-2',
        'Acme Editor (x64),ACME,24.2,L-3',
        'Acme Update Helper,ACME,1,L-3',
        'Browser,Globex,120,L-1',
        'Browser,Globex,121,L-2',
        'Browser,Globex,121,L-3',
      ].join('\n'),
    );
    await imports.run(await imports.planFor(file, 'installations', 'skip', 'upsert'));
  });
  afterEach(async () => desk.close());

  const products = async () =>
    (await client.software.listInstallations({ limit: 100 })).rows.map(({ name, product }) => [
      name,
      product?.name ?? null,
    ]);

  it('[L4] lists names that nobody knows, the most frequent first, until rules tell them apart', async () => {
    const { names, ...counts } = await client.software.listUnrecognised();
    expect(names.map(({ name, devices }) => [name, devices])).toEqual([
      ['Browser', 3],
      ['Acme Editor Pro 2024', 2],
      ['Acme Editor (x64)', 1],
      ['Acme Update Helper', 1],
    ]);
    expect(counts).toEqual({ installations: 7, recognised: 0, ignored: 0 });
    const editor = await makeProduct(client, { name: 'Acme Editor 2024' });
    const rule = { publisherPattern: 'acme*', namePattern: 'Acme Editor*', versionPattern: '24.*' };
    const tried = await client.software.testRule({ ...rule, id: null });
    expect(tried).toMatchObject({ devices: 3, matches: [{ name: 'Acme Editor Pro 2024', now: null }, { devices: 1 }] });
    const saved = await client.software.saveRule({ ...rule, productId: editor, id: null, version: 1 });
    expect(saved.recognised).toBe(3);
    const ignored = await client.software.saveRule({
      publisherPattern: '',
      namePattern: '*update helper*',
      versionPattern: '',
      productId: null,
      id: null,
      version: 1,
    });
    expect(await client.software.listUnrecognised()).toMatchObject({
      names: [{ name: 'Browser' }],
      recognised: 3,
      ignored: 1,
    });
    expect(await client.software.adoptNames({ names: ['Browser'], free: true })).toEqual({
      products: 1,
      recognised: 3,
    });
    expect((await client.software.listUnrecognised()).names).toEqual([]);
    // A narrower version of the rule lets go what it does not describe any more; every version is kept.
    await client.software.saveRule({ ...rule, versionPattern: '24.1', productId: editor, id: saved.id, version: 1 });
    expect((await products()).filter(([, product]) => product === 'Acme Editor 2024')).toHaveLength(1);
    await expect(
      client.software.saveRule({ ...rule, productId: editor, id: saved.id, version: 1 }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(
      (await client.software.ruleHistory({ id: saved.id })).map(({ number, versionPattern }) => [
        number,
        versionPattern,
      ]),
    ).toEqual([
      [2, '24.1'],
      [1, '24.*'],
    ]);
    expect((await client.software.listRules()).map(({ id, installations }) => [id, installations])).toEqual([
      [saved.id, 1],
      [ignored.id, 1],
    ]);
    await client.software.archiveRule({ id: ignored.id, version: 1 });
    expect(await client.software.listUnrecognised()).toMatchObject({ ignored: 0 });
  });

  it('[L4] what a licence server wrote down is taken over, all lines or none, and none twice', async () => {
    await makeProduct(client, { name: 'Solver' });
    await client.people.create({ ...barePerson, name: 'Ada' });
    const text =
      'Product;Person;Asset;From;Until;Tokens;Refused\nSolver;Ada;;2026-11-20 09:00;2026-11-20 10:00;;\nSolver;;L-1;2026-11-20T09:30:00Z;2026-11-20T09:30:00Z;1;yes\n';
    expect(await client.software.importSessions({ text, source: 'server.log' })).toEqual({ added: 2, known: 0 });
    expect(await client.software.importSessions({ text, source: 'server.log' })).toEqual({ added: 0, known: 2 });
    await expect(
      client.software.importSessions({
        text: 'Solver;Nobody;;2026-11-20 09:00;\nX;;;2026-11-20 09:00;\nSolver;;;soon;',
        source: 'log',
      }),
    ).rejects.toMatchObject({
      code: 'SESSIONS_REFUSED',
      data: {
        problems: [
          { line: 1, code: 'PERSON' },
          { line: 2, code: 'PRODUCT' },
          { line: 3, code: 'TIME' },
        ],
      },
    });
  });
});
