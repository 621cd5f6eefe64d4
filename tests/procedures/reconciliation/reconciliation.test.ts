import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import type { ComparedField, ReconciliationGroup } from '#shared/features/reconciliation/contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let saveAs: string | null;
let categoryId: number;
const ids: Record<string, number> = {};
beforeEach(async () => {
  saveAs = null;
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(saveAs) } });
  categoryId = (await desk.client.assets.listCategories()).find(({ key }) => key === 'laptop')?.id ?? 0;
  for (const [tag, serial, name] of [
    ['IT-1', 'S-1', 'Alpha'],
    ['IT-2', 'S-2', 'Beta'],
    ['IT-3', 'S-3', 'Gamma'],
    ['IT-4', 'S-4', 'Delta'],
  ] as const) {
    ids[tag] = (await desk.client.assets.create({ ...bareAsset, tag, serial, name, categoryId })).id;
  }
});
afterEach(async () => desk.close());

const list = 'Asset tag,Serial,Name\nIT-1,S-1,Alpha\n,S-2,Beta two\nIT-1,,\nIT-9,S-9,Omega\nIT-3,S-4,Gamma\n';

async function reconcile(content = list, compare: ComparedField[] = ['serial', 'name']): Promise<number> {
  const path = join(desk.folder, 'mdm.csv');
  writeFileSync(path, content);
  const { mapping } = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
  const { jobId } = await desk.client.reconciliation.start({
    path,
    sheet: null,
    mapping: mapping.map(({ column, field, keep }) => ({ column, field, keep })),
    compare,
    scope: { categoryIds: [categoryId], placeId: null },
  });
  const job = await desk.backend.jobs.ended(jobId);
  expect(job).toMatchObject({ state: 'done' });
  return Number(job.result?.['reconciliationId']);
}

const rowsOf = async (id: number, group: ReconciliationGroup) =>
  (await desk.client.reconciliation.rows({ id, group })).rows;

describe('reconciliation', () => {
  it('[I5] sorts both sides into groups and keeps the result with file hash, time and operator', async () => {
    const id = await reconcile();
    const [kept] = await desk.client.reconciliation.list();
    expect(kept).toMatchObject({ id, fileName: 'mdm.csv', operator: 'Rita Root', createdAt: desk.surroundings.now() });
    expect(kept?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.fromEntries((kept?.groups ?? []).map(({ group, count }) => [group, count]))).toEqual({
      matched: 1,
      different: 2,
      unknown_here: 1,
      repeated: 1,
      missing_there: 1,
    });
    expect(await rowsOf(id, 'different')).toMatchObject([
      { rowNumber: 3, matchedBy: 'serial', differences: [{ field: 'name', here: 'Beta', there: 'Beta two' }] },
      { rowNumber: 6, matchedBy: 'tag', differences: [{ field: 'serial', here: 'S-3', there: 'S-4' }] },
    ]);
    expect(await rowsOf(id, 'unknown_here')).toMatchObject([{ rowNumber: 5, asset: null, listed: { tag: 'IT-9' } }]);
    expect(await rowsOf(id, 'missing_there')).toMatchObject([{ rowNumber: null, asset: { tag: 'IT-4' } }]);
    const entries = await desk.client.reports.journal({});
    expect(JSON.stringify(entries)).toContain('reconciliation.made');
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect(await rowsOf(id, 'matched')).toMatchObject([{ asset: { tag: 'IT-1' } }]);
  });

  it('[I5] marks what was found as seen, what was not as missing, and takes over what may be taken', async () => {
    const id = await reconcile();
    expect(await desk.client.reconciliation.act({ id, action: 'seen' })).toEqual({ done: 3, refused: 0, left: 0 });
    // The serial that the list gives IT-3 is that of IT-4.
    expect(await desk.client.reconciliation.act({ id, action: 'update' })).toEqual({ done: 1, refused: 1, left: 0 });
    expect(await desk.client.reconciliation.act({ id, action: 'missing' })).toEqual({ done: 1, refused: 0, left: 0 });
    expect(await desk.client.reconciliation.act({ id, action: 'missing' })).toEqual({ done: 0, refused: 0, left: 0 });
    const now = desk.surroundings.now();
    const asset = async (tag: string) => desk.client.assets.get({ id: ids[tag] ?? 0 });
    expect(await asset('IT-1')).toMatchObject({ lastSeenAt: now });
    expect(await asset('IT-2')).toMatchObject({ lastSeenAt: now, name: 'Beta two' });
    expect(await asset('IT-3')).toMatchObject({ serial: 'S-3' });
    expect(await asset('IT-4')).toMatchObject({ status: 'missing', lastSeenAt: null });
    const journal = await desk.client.reports.assetJournal({ assetId: ids['IT-1'] ?? 0 });
    expect(journal[0]).toMatchObject({ event: 'reconciliation.seen', data: { fileName: 'mdm.csv' } });
  });

  it('[I5] what was taken over counts as seen, and so may what could not be', async () => {
    const id = await reconcile();
    expect(await desk.client.reconciliation.act({ id, action: 'update' })).toEqual({ done: 1, refused: 1, left: 0 });
    expect(await desk.client.assets.get({ id: ids['IT-2'] ?? 0 })).toMatchObject({
      lastSeenAt: desk.surroundings.now(),
    });
    expect(await desk.client.reconciliation.act({ id, action: 'seen' })).toEqual({ done: 2, refused: 0, left: 0 });
    expect((await rowsOf(id, 'different')).map(({ outcome }) => outcome)).toEqual(['updated', 'seen']);
  });

  it('[I5] is exported to Excel whole, and the unknown ones so that an import registers them', async () => {
    const id = await reconcile();
    const write = async (name: string, group: ReconciliationGroup | null) => {
      saveAs = join(desk.folder, name);
      const { jobId } = await desk.client.reconciliation.export({ id, group });
      expect(await desk.backend.jobs.ended(jobId ?? '')).toMatchObject({ state: 'done' });
      return saveAs;
    };
    const whole = xlsx.read(readFileSync(await write('result.xlsx', null)));
    expect(whole.SheetNames).toEqual(['Cover', 'Matched', 'Different', 'Unknown here', 'Repeated', 'Missing there']);
    expect(JSON.stringify(xlsx.utils.sheet_to_json(whole.Sheets['Different'] ?? {}))).toContain(
      'name: Beta → Beta two',
    );

    const path = await write('unknown.xlsx', 'unknown_here');
    const { mapping, rowCount } = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(rowCount).toBe(1);
    expect(mapping.find(({ field }) => field === 'tag')).toMatchObject({ reason: 'heading' });
    saveAs = null;
    expect(await desk.client.reconciliation.export({ id, group: null })).toEqual({ jobId: null });
    expect(existsSync(`${path}.part`)).toBe(false);
  });
});

describe('verification', () => {
  it('[I5] lists what was never seen since it was registered, and what was not seen for some days', async () => {
    const tags = async (filter: Parameters<typeof desk.client.assets.list>[0]) =>
      (await desk.client.assets.list(filter)).rows.map(({ tag }) => tag);
    expect(await tags({ neverSeen: true })).toEqual(['IT-1', 'IT-2', 'IT-3', 'IT-4']);
    const id = await reconcile();
    await desk.client.reconciliation.act({ id, action: 'seen' });
    expect(await tags({ neverSeen: true })).toEqual(['IT-4']);
    expect(await tags({ notSeenForDays: 30 })).toEqual([]);
    desk.surroundings.pass(31 * 86_400_000);
    await desk.client.auth.unlock({ password: 'correct horse battery' });
    expect(await tags({ notSeenForDays: 30 })).toEqual(['IT-1', 'IT-2', 'IT-3', 'IT-4']);
    expect(await tags({ notSeenForDays: 32 })).toEqual([]);
  });
});
