import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordContent } from '#shared/features/configuration/record.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { Client, TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

let desk: TestDesk;
let clerk: Client;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-record-'));
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(join(folder, 'record.pdf')) } });
  clerk = await signInAs(desk, 'clerk', ['desk_operator']);
}, slowHook);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const first: RecordContent = {
  facts: [
    { section: 'hardware', name: 'RAM', value: '16 GB' },
    { section: 'system', name: 'Build', value: '26100.4' },
  ],
  pages: [{ title: 'Setup', body: '# Kiosk mode\n\nStarts *zebrafish* at sign-in.' }],
};
const second: RecordContent = { ...first, facts: [{ section: 'hardware', name: 'RAM', value: '32 GB' }] };
let count = 0;
const newAsset = async () => {
  count += 1;
  return (await desk.client.assets.create({ ...bareAsset, tag: `REC-${count}`, serial: `SN-${count}` })).id;
};

describe('a configuration record', () => {
  it('[D2] every save is a version that nobody changes; an earlier one is restored as the newest', async () => {
    const assetId = await newAsset();
    expect(await clerk.configuration.getRecord({ assetId })).toBeNull();
    expect(await clerk.configuration.saveRecord({ assetId, seen: 0, content: first, note: 'First' })).toEqual({
      number: 1,
    });
    await clerk.configuration.saveRecord({ assetId, seen: 1, content: second, note: '' });
    await expect(
      clerk.configuration.saveRecord({ assetId, seen: 1, content: first, note: '' }),
      'somebody saved meanwhile',
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { by: 'clerk' } });
    await expect(clerk.configuration.saveRecord({ assetId, seen: 2, content: second, note: '' })).rejects.toMatchObject(
      {
        code: 'RECORD_UNCHANGED',
      },
    );
    await clerk.configuration.restoreRecord({ assetId, seen: 2, number: 1 });
    expect((await clerk.configuration.getRecord({ assetId }))?.content).toEqual(first);
    expect((await clerk.configuration.getRecord({ assetId, number: 2 }))?.content).toEqual(second);
    expect(
      (await clerk.configuration.listRecordVersions({ assetId })).map(({ number, note, restoredFrom }) => [
        number,
        note,
        restoredFrom,
      ]),
    ).toEqual([
      [3, '', 1],
      [2, '', null],
      [1, 'First', null],
    ]);
    await expect(clerk.configuration.getRecord({ assetId, number: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const statement of [
      "UPDATE configuration_record SET note = 'x'",
      'DELETE FROM configuration_record',
      `INSERT INTO configuration_record (asset_id, number, content, words, note, saved_at, saved_by)
        VALUES (${assetId}, 9, '{}', '', '', 'now', 1)`,
    ])
      expect(() => desk.backend.inventory?.sqlite.exec(statement)).toThrow(/CONFIGURATION_RECORD_/);
    const entries = await desk.client.reports.assetJournal({ assetId });
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['configuration.recordSaved', 'configuration.recordRestored']),
    );
  });

  it('[D2] what is written in it is found by the one search, and no longer once it is written no more', async () => {
    const assetId = await newAsset();
    const find = async (text: string) =>
      (await clerk.assets.search({ text, limit: 20 })).assets.map(({ id }) => id).includes(assetId);
    await clerk.configuration.saveRecord({
      assetId,
      seen: 0,
      content: { ...first, pages: [{ title: 'Special', body: 'Runs the **axolotl** service.' }] },
      note: '',
    });
    expect(await find('axolotl')).toBe(true);
    expect(await find('26100.4')).toBe(true);
    await clerk.configuration.saveRecord({ assetId, seen: 1, content: second, note: '' });
    expect(await find('axolotl')).toBe(false);
    expect(await find('zebrafish')).toBe(true);
  });

  it('[D2] begins with what other parts know of the asset, or with a template that is kept once a name', async () => {
    const assetId = await newAsset();
    expect(await clerk.configuration.proposeFacts({ assetId })).toEqual(
      expect.arrayContaining([{ section: 'hardware', name: 'Serial', value: `SN-${count}` }]),
    );
    const template = { id: null, version: 1, name: 'Kiosk', content: first };
    await expect(clerk.configuration.saveRecordTemplate(template)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await desk.client.configuration.saveRecordTemplate(template);
    await expect(desk.client.configuration.saveRecordTemplate({ ...template, name: 'KIOSK' })).rejects.toMatchObject({
      code: 'TEMPLATE_NAME_TAKEN',
    });
    await desk.client.configuration.saveRecordTemplate({ ...template, id, content: second });
    await expect(desk.client.configuration.saveRecordTemplate({ ...template, id })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
    });
    expect(await clerk.configuration.listRecordTemplates()).toMatchObject([{ name: 'Kiosk', content: second }]);
    await desk.client.configuration.archiveRecordTemplate({ id, version: 2 });
    expect(await clerk.configuration.listRecordTemplates()).toEqual([]);
  });

  it('[D2] is printed as a document with its facts and pages', async () => {
    const assetId = await newAsset();
    await expect(clerk.configuration.saveRecordPdf({ assetId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await clerk.configuration.saveRecord({ assetId, seen: 0, content: first, note: '' });
    const { path } = await clerk.configuration.saveRecordPdf({ assetId });
    const pdf = readFileSync(path ?? '');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(5000);
    expect((await desk.client.reports.assetJournal({ assetId })).map(({ event }) => event)).toContain(
      'configuration.recordPrinted',
    );
  });
});
