import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let answer = '';
beforeEach(async () => {
  desk = await openReadyDesk({ host: { chooseSaveFile: async () => Promise.resolve(answer) } });
});
afterEach(async () => desk.close());

const list = (query: Parameters<TestDesk['client']['assets']['listMovements']>[0] = {}) =>
  desk.client.assets.listMovements(query);
const shown = async (query: Parameters<TestDesk['client']['assets']['listMovements']>[0] = {}) =>
  (await list(query)).rows.map(({ asset, kind }) => `${asset.tag} ${kind}`);

async function handOver(assetId: number, personId: number): Promise<void> {
  const custodian = { kind: 'person' as const, id: personId };
  await desk.client.custody.checkOut({ assetId, custodian, dueOn: null, condition: null, note: null });
}

it('[X2] movements of all assets are found by kind, day and text, page after page, and written to a file', async () => {
  const person = await desk.client.people.create({ ...barePerson, name: 'Ada Example' });
  const lamp = await desk.client.assets.create({ ...bareAsset, tag: 'M-1', name: 'Lamp' });
  const chair = await desk.client.assets.create({ ...bareAsset, tag: 'M-2', name: 'Chair' });
  desk.surroundings.pass(86_400_000);
  await desk.client.auth.unlock({ password: administrator.password });
  await handOver(lamp.id, person.id);
  await handOver(chair.id, person.id);
  expect(await shown()).toEqual(['M-2 checked_out', 'M-1 checked_out', 'M-2 registered', 'M-1 registered']);
  expect(await shown({ kinds: ['checked_out'], direction: 'ascending' })).toEqual([
    'M-1 checked_out',
    'M-2 checked_out',
  ]);
  expect(await shown({ until: '2026-11-24' })).toEqual(['M-2 registered', 'M-1 registered']);
  expect(await shown({ from: '2026-11-25', search: 'lamp' })).toEqual(['M-1 checked_out']);
  expect(await shown({ search: 'ADA' })).toEqual(['M-2 checked_out', 'M-1 checked_out']);
  expect(await shown({ assetId: chair.id, kinds: ['registered'] })).toEqual(['M-2 registered']);
  const first = await list({ limit: 3 });
  expect(first.total).toBe(4);
  expect(await shown({ limit: 3, cursor: first.nextCursor ?? '' })).toEqual(['M-1 registered']);

  answer = join(desk.folder, 'movements.csv');
  const filter = { kinds: ['checked_out' as const] };
  const columns = ['tag', 'movement', 'movedTo', 'how'];
  const { jobId } = await desk.client.spreadsheets.exportList({ list: 'movements', filter, columns, format: 'csv' });
  await desk.backend.jobs.ended(jobId ?? '');
  expect(readFileSync(answer, 'utf8').replace('\uFEFF', '').trim().split('\r\n')).toEqual([
    '"Tag","Movement","To","How"',
    '"M-2","Checked out","Ada Example","by hand"',
    '"M-1","Checked out","Ada Example","by hand"',
  ]);
}, 60_000);

it('[X2] [T3] what expires is written to a file', async () => {
  const days = { purchasedOn: '2026-01-01', warrantyUntil: '2027-01-01' };
  await desk.client.assets.create({ ...bareAsset, ...days, tag: 'W-1', name: 'Lamp' });
  answer = join(desk.folder, 'expiries.csv');
  const columns = ['day', 'tag', 'what'];
  const { jobId } = await desk.client.spreadsheets.exportList({ list: 'expiries', columns, format: 'csv' });
  await desk.backend.jobs.ended(jobId ?? '');
  expect(readFileSync(answer, 'utf8').replace('\uFEFF', '').trim().split('\r\n')).toEqual([
    '"Ends","Tag","What"',
    '"2027-01-01","W-1","Warranty"',
  ]);
}, 60_000);
