import { afterEach, beforeEach, expect, it } from 'vitest';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

/** A reader without hardware, ready to sweep. */
async function reader(): Promise<number> {
  const { id } = await desk.client.devices.save({
    id: null,
    name: 'Tunnel',
    kind: 'uhfreader18',
    connection: { type: 'simulator' },
    use: 'stocktake',
    framing: 'auto',
    pattern: null,
    beep: null,
  });
  const changes = await desk.client.application.changes();
  for (;;) {
    if ((await desk.client.devices.list()).some((device) => device.id === id && device.state === 'ready')) return id;
    await changes.next();
  }
}

async function begin(blind: boolean): Promise<{ id: number; placeId: number; epcs: string[] }> {
  await desk.client.setup.updateTagScheme({
    prefix: 'IT-',
    digits: 6,
    gs1: { scheme: 'giai-96', companyPrefix: '0614141', assetType: '', filter: 0 },
  });
  const room = { parentId: null, kind: 'room' as const, name: 'Room', code: 'ROOM', notes: null };
  const { id: placeId } = await desk.client.places.create(room);
  const epcs: string[] = [];
  for (let unit = 0; unit < 5; unit += 1) {
    const { id } = await desk.client.assets.create({ ...bareAsset, placeId });
    const { identifiers } = await desk.client.assets.get({ id });
    epcs.push(identifiers.find(({ kind }) => kind === 'epc')?.value ?? '');
  }
  const { id } = await desk.client.stocktakes.plan({
    name: 'Sweep',
    scope: { placeIds: [placeId], departmentIds: [], categoryIds: [] },
    method: 'full',
    sampleSize: null,
    seed: null,
    blind,
  });
  await desk.client.stocktakes.start({ id });
  return { id, placeId, epcs };
}

it('[K3] what a reader of tags sweeps is found by its EPC, and tags of others are unknown', async () => {
  const { id, placeId, epcs } = await begin(false);
  const device = await reader();
  const foreign = 'E28011700000020F1A2B3C4D';
  await desk.client.devices.simulate({ id: device, action: 'tags', codes: [...epcs.slice(1), foreign] });
  const found = { found: 0, unknown: 0 };
  for await (const { tags } of await desk.client.devices.sweep({ id: device })) {
    const { outcomes } = await desk.client.stocktakes.recordSightings({
      id,
      placeId,
      how: 'rfid',
      codes: tags.map(({ code }) => code),
    });
    found.found += outcomes.found ?? 0;
    found.unknown += outcomes.unknown ?? 0;
    if (found.found + found.unknown >= 5) break;
  }
  expect(found).toEqual({ found: 4, unknown: 1 });
  expect((await desk.client.stocktakes.get({ id })).tally).toMatchObject({ found: 4, missing: 1, unknown: 1 });
});

it('[K3] a sweep that counts blind tells no results', async () => {
  const { id, placeId, epcs } = await begin(true);
  const sweep = { id, placeId, how: 'rfid' as const, codes: [...epcs, 'E28011700000020F1A2B3C4D'] };
  expect((await desk.client.stocktakes.recordSightings(sweep)).outcomes).toEqual({ recorded: 5, unknown: 1 });
});
