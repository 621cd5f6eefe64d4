import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import type { CommandCard } from '#shared/features/desk/command-card.ts';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

let desk: TestDesk;
let room: number;
let asset: { id: number; tag: string };

beforeEach(async () => {
  desk = await openReadyDesk();
  room = (await desk.client.places.create({ parentId: null, kind: 'room', name: 'Room', code: 'ROOM', notes: null }))
    .id;
  await desk.client.people.create({ ...barePerson, name: 'Ada', badgeCode: 'B-1' });
  asset = await desk.client.assets.create({ ...bareAsset, placeId: room });
});
afterEach(async () => desk.close());

const scan = async (text: string, session: 'A' | 'B' = 'A'): Promise<DeskResult> =>
  desk.client.desk.scan({ session, text });
const play = async (card: CommandCard, session: 'A' | 'B' = 'A') => scan(codeOfCard(card), session);

async function count(name: string, placeId: number): Promise<number> {
  const { id } = await desk.client.stocktakes.plan({
    name,
    scope: { placeIds: [placeId], departmentIds: [], categoryIds: [] },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind: false,
  });
  await desk.client.stocktakes.start({ id });
  return id;
}

describe('the COUNT card', () => {
  it('[K1] [K3] goes on at the place in the stocktake that expects something there, each scanner for itself', async () => {
    const other = await desk.client.places.create({
      parentId: null,
      kind: 'room',
      name: 'Hall',
      code: 'HALL',
      notes: null,
    });
    await desk.client.assets.create({ ...bareAsset, placeId: other.id });
    const here = await count('Here', room);
    const elsewhere = await count('Elsewhere', other.id);
    await scan('ROOM');
    expect(await play('COUNT')).toMatchObject({
      outcome: 'counting_here',
      stocktakeId: here,
      subject: { name: 'Room' },
    });
    await scan('HALL', 'B');
    expect(await play('COUNT', 'B')).toMatchObject({ outcome: 'counting_here', stocktakeId: elsewhere });
    expect(await desk.client.stocktakes.scan({ id: here, text: asset.tag })).toMatchObject({ outcome: 'found' });
    expect((await desk.client.stocktakes.get({ id: elsewhere })).sessions).toMatchObject([
      { lane: 'B', place: { id: other.id } },
    ]);
  });

  it('[K1] says what is missing: a place, or a stocktake', async () => {
    expect(await play('COUNT')).toMatchObject({ outcome: 'refused', reason: { code: 'NO_PLACE_TO_COUNT' } });
    await scan('ROOM');
    expect(await play('COUNT')).toMatchObject({ outcome: 'refused', reason: { code: 'NOTHING_IS_COUNTED' } });
  });
});

describe('the other verbs', () => {
  it('[K1] CHECK-OUT ends the taking of returns, and keeps whoever stands there', async () => {
    await play('CHECK-IN');
    expect(await play('CHECK-OUT')).toMatchObject({ outcome: 'handing_over', subject: null });
    expect((await desk.client.desk.state({ session: 'A' })).returning).toBe(false);
    await scan('B-1');
    expect(await play('CHECK-OUT')).toMatchObject({ outcome: 'handing_over', subject: { name: 'Ada' } });
    expect(await scan(asset.tag)).toMatchObject({ outcome: 'checked_out', asset: { custodian: { name: 'Ada' } } });
  });

  it('[K1] [K2] TIMES tells how many go out next', async () => {
    expect(await play('TIMES-2')).toMatchObject({ outcome: 'quantity', quantity: 2 });
    expect(await play('TIMES-10')).toMatchObject({ outcome: 'quantity', quantity: 10, undoable: false });
  });

  it('[K1] [V4] REPRINT prints the label of what was scanned just before as another was printed', async () => {
    await scan(asset.tag);
    expect(await play('REPRINT')).toMatchObject({ outcome: 'refused', reason: { code: 'NEVER_PRINTED' } });
    const simulator = await startZplPrinter();
    const printer = await desk.client.labels.savePrinter(printerAt(simulator.port));
    const first = await desk.client.assets.create(bareAsset);
    const label = { kind: 'asset' as const, ids: [first.id], templateId: 'asset-50x25-qr', printerId: printer.id };
    const { jobId } = await desk.client.labels.print({ ...label, copies: 1 });
    await jobThat(desk, jobId, ({ state }) => state === 'done');
    await scan(asset.tag);
    expect(await play('REPRINT')).toMatchObject({ outcome: 'reprinted', asset: { tag: asset.tag }, from: 'Desk' });
    await jobThat(desk, jobId + 1, ({ state }) => state === 'done');
    expect(simulator.received.at(-1)).toContain(asset.tag);
    await play('DONE');
    expect(await play('REPRINT')).toMatchObject({ outcome: 'refused', reason: { code: 'NOTHING_TO_PRINT' } });
    await simulator.close();
  });
});
