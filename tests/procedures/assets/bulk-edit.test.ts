import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BulkChange } from '#shared/features/assets/bulk-contract.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { dispose } from '#tests/support/retirement.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const ended = async ({ jobId }: { jobId: string }) => desk.backend.jobs.ended(jobId);
const edit = async (ids: number[], change: BulkChange) =>
  ended(await desk.client.assets.startBulkEdit({ ids, change }));

const lastEdit = async () => (await desk.client.assets.listBulkEdits())[0]?.id ?? 0;

async function preview(ids: number[], change: BulkChange) {
  const { jobId } = await desk.client.assets.startBulkPreview({ ids, change });
  await desk.backend.jobs.ended(jobId);
  return desk.client.assets.bulkPreview({ jobId });
}

async function laptops(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let each = 0; each < count; each += 1) ids.push((await desk.client.assets.create(bareAsset)).id);
  return ids;
}

it('[X2] shows what changes and what is refused and why, and does exactly that', async () => {
  const ids = await laptops(30);
  const [closed = 0, same = 0, other = 0] = ids;
  await dispose(desk.client, closed);
  const before = await desk.client.assets.get({ id: same });
  await desk.client.assets.update({ ...bareAsset, ...detailsOf(before), orderNumber: 'PO-7' });
  const change: BulkChange = [{ field: 'orderNumber', text: ' PO-7 ' }];
  const seen = await preview(ids, change);
  expect(seen).toMatchObject({
    asked: 30,
    changed: 28,
    unchanged: 1,
    refusals: [{ because: 'ASSET_CLOSED', count: 1 }],
  });
  expect(seen.rows.find(({ id }) => id === closed)?.refusal).toEqual({ because: 'ASSET_CLOSED', detail: null });
  expect(seen.rows.find(({ id }) => id === other)?.changes).toEqual([{ field: 'orderNumber', from: null, to: 'PO-7' }]);
  expect((await desk.client.assets.get({ id: other })).orderNumber).toBeNull();
  expect((await edit(ids, change)).result).toMatchObject({ changed: 28, unchanged: 1, refused: 1 });
  expect((await desk.client.assets.list({ search: 'PO-7' })).total).toBe(29);
  const journal = await desk.client.reports.assetJournal({ assetId: other });
  expect(JSON.stringify(journal)).toContain('bulkEdit');
});

function detailsOf({ id, version, name }: { id: number; version: number; name: string }) {
  return { id, version, name };
}

it('[X2] fields of categories are set where the category has them', async () => {
  const categories = await desk.client.assets.listCategories();
  const fields = await desk.client.assets.listFields();
  const own = fields.find(({ categoryId, type }) => categoryId !== null && type === 'text');
  const field = `field:${own?.id ?? 0}` as const;
  const idOf = (key: string) => categories.find((category) => category.key === key)?.id ?? 0;
  const holder = await desk.client.assets.create({ ...bareAsset, categoryId: own?.categoryId ?? 0 });
  const domain = await desk.client.assets.create({ ...bareAsset, categoryId: idOf('phone') });
  const ids = [holder.id, domain.id];
  const result = await edit(ids, [{ field, text: 'carrier grade' }]);
  expect(result.result).toMatchObject({ changed: 1, refused: 1 });
  const { rows } = await desk.client.assets.list({ search: 'carrier', fields: [own?.id ?? 0] });
  expect(rows.map((row) => row.fields[field])).toEqual(['carrier grade']);
});

it('[X2] is undone as long as nothing that it set was changed since', async () => {
  const ids = await laptops(3);
  const change: BulkChange = [
    { field: 'notes', text: 'audited' },
    { field: 'cost', text: '120 eur' },
  ];
  await edit(ids, change);
  const id = await lastEdit();
  const [first = 0] = ids;
  expect((await desk.client.assets.get({ id: first })).cost).toEqual({ minor: 12_000, currency: 'EUR' });
  await edit([first], [{ field: 'condition', text: 'worn' }]);
  expect((await ended(await desk.client.assets.startBulkUndo({ id }))).result).toEqual({ undone: 3, kept: 0 });
  const back = await desk.client.assets.get({ id: first });
  expect([back.notes, back.cost, back.condition]).toEqual([null, null, 'worn']);
  await expect(desk.client.assets.startBulkUndo({ id })).rejects.toMatchObject({ code: 'BULK_NOT_TO_UNDO' });

  await edit(ids, [{ field: 'notes', text: 'again' }]);
  const again = await lastEdit();
  await edit([first], [{ field: 'notes', text: 'somebody else' }]);
  await expect(desk.client.assets.startBulkUndo({ id: again })).rejects.toMatchObject({
    code: 'BULK_UNDO_TOO_LATE',
    data: { count: 1 },
  });
});

it('[X2] stopped, it stays at what it has done, and that can be undone', async () => {
  const ids = await laptops(60);
  const { jobId } = await desk.client.assets.startBulkEdit({ ids, change: [{ field: 'notes', text: 'half' }] });
  for await (const update of desk.backend.events.subscribe('job')) {
    if (update.id !== jobId || update.done < 25) continue;
    await desk.client.application.cancelJob({ id: jobId });
    break;
  }
  expect((await desk.backend.jobs.ended(jobId)).state).toBe('cancelled');
  const [stopped] = await desk.client.assets.listBulkEdits();
  expect(stopped).toMatchObject({ state: 'stopped', asked: 60 });
  expect(stopped?.changed).toBe((await desk.client.assets.list({ search: 'half' })).total);
  expect(stopped?.changed).toBeLessThan(60);
  await ended(await desk.client.assets.startBulkUndo({ id: stopped?.id ?? 0 }));
  expect((await desk.client.assets.list({ search: 'half' })).total).toBe(0);
});

it('[X2] a value that no asset could take is refused before any asset is touched', async () => {
  const ids = await laptops(1);
  const start = async (change: BulkChange) => desk.client.assets.startBulkEdit({ ids, change });
  const refused = { code: 'BULK_VALUE_REFUSED' };
  await expect(start([{ field: 'purchasedOn', text: 'soon' }])).rejects.toMatchObject(refused);
  await expect(start([{ field: 'department', text: '999' }])).rejects.toMatchObject(refused);
  await expect(start([{ field: 'category', text: null }])).rejects.toMatchObject(refused);
  await expect(start([{ field: 'cost', text: 'a lot' }])).rejects.toMatchObject(refused);
  expect(await desk.client.assets.listBulkEdits()).toEqual([]);
});
