import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { managerOf } from '#backend/features/devices/manager-of-backend.ts';
import type { UhfReader18Simulator } from '#backend/features/devices/simulators/uhfreader18.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterEach(() => desk.close());

const own = '34F4257BF400000000000001';
const other = '34F4257BF400000000000002';

async function addReader(kind: 'uhfreader18' | 'llrp' = 'uhfreader18'): Promise<number> {
  const { id } = await desk.client.devices.save({
    id: null,
    name: 'Reader',
    kind,
    connection: { type: 'simulator' },
    use: 'stocktake',
    framing: 'auto',
    pattern: null,
    beep: null,
  });
  const changes = await desk.client.application.changes();
  for (;;) {
    const device = (await desk.client.devices.list()).find((each) => each.id === id);
    if (device?.state === 'ready') return id;
    await changes.next();
  }
}

const layDown = (id: number, codes: string[]) => desk.client.devices.simulate({ id, action: 'tags', codes });
const epcOf = async (assetId: number) =>
  (await desk.client.assets.get({ id: assetId })).identifiers.find(({ kind }) => kind === 'epc')?.value ?? null;

describe('tags and assets', () => {
  it('[K4] an EPC is the asset’s once its tag was read with it', async () => {
    const deviceId = await addReader();
    await layDown(deviceId, ['E28011700000020A12345678']);
    const result = await desk.client.tracking.encode({ deviceId, assetId: 1, epc: own });
    expect(result).toEqual({ outcome: 'written', epc: own, read: [own] });
    expect(await epcOf(1)).toBe(own);
    expect(await desk.client.tracking.epcOfAsset({ assetId: 1 })).toEqual({ epc: own });
    const { entries } = await desk.client.reports.journal({});
    expect(entries.map(({ event }) => event)).toContain('assets.epcRecorded');
  });

  it('[K4] a write that broke off leaves the asset without an EPC (RFID-016)', async () => {
    const deviceId = await addReader();
    await layDown(deviceId, ['E28011700000020A12345678']);
    (managerOf(desk.backend).simulator(deviceId) as UhfReader18Simulator).faults.writeStopsAfter = 3;
    const result = await desk.client.tracking.encode({ deviceId, assetId: 1, epc: own });
    expect(result.outcome).toBe('unknown');
    expect(await epcOf(1)).toBeNull();
  });

  it('[K4] several tags, none, another asset’s EPC and an asset without one are refused before anything is written', async () => {
    const deviceId = await addReader();
    await layDown(deviceId, [own, other]);
    await expect(desk.client.tracking.encode({ deviceId, assetId: 1, epc: own })).rejects.toMatchObject({
      code: 'ONE_TAG_NEEDED',
      data: { count: 2 },
    });
    await expect(desk.client.tracking.encode({ deviceId, assetId: 1, epc: null })).rejects.toMatchObject({
      code: 'NO_EPC',
    });
    await layDown(deviceId, [own]);
    await desk.client.tracking.adoptTag({ deviceId, assetId: 1 });
    await expect(desk.client.tracking.encode({ deviceId, assetId: 2, epc: own })).rejects.toMatchObject({
      code: 'IDENTIFIER_TAKEN',
    });
    await expect(desk.client.tracking.adoptTag({ deviceId, assetId: 2 })).rejects.toMatchObject({
      code: 'IDENTIFIER_TAKEN',
    });
  });

  it.each(['000000000000000000000000', 'FFFFFFFFFFFFFFFFFFFFFFFF'])(
    '[K4] a blank tag is not taken for an asset: %s (RFID-007, RFID-008)',
    async (code) => {
      const deviceId = await addReader();
      await layDown(deviceId, [code]);
      await expect(desk.client.tracking.adoptTag({ deviceId, assetId: 1 })).rejects.toMatchObject({
        code: 'TAG_UNUSABLE',
      });
    },
  );

  it('[K4] a new EPC replaces the one before, which nobody finds the asset by any more', async () => {
    const deviceId = await addReader();
    await layDown(deviceId, [own]);
    await desk.client.tracking.adoptTag({ deviceId, assetId: 1 });
    await desk.client.tracking.encode({ deviceId, assetId: 1, epc: other });
    expect(await epcOf(1)).toBe(other);
    const [before, after] = await desk.client.tracking.identify({ codes: [own, other] });
    expect(before?.standing).not.toBe('asset');
    expect(after?.asset?.id).toBe(1);
  });
});

describe('sweeps', () => {
  it('[K4] what was swept is told apart: assets, unknown, blank and foreign tags', async () => {
    const deviceId = await addReader();
    await layDown(deviceId, [own]);
    await desk.client.tracking.adoptTag({ deviceId, assetId: 3 });
    const codes = [own, 'E28011700000020A12345678', '000000000000000000000000', '33145A3C8400000000000001'];
    const identified = await desk.client.tracking.identify({ codes });
    expect(identified.map(({ code, standing }) => [code, standing])).toEqual([
      [own, 'asset'],
      ['E28011700000020A12345678', 'unknown'],
      ['000000000000000000000000', 'blank'],
      ['33145A3C8400000000000001', 'foreign'],
    ]);
    expect(identified[0]?.asset).toMatchObject({ id: 3, tag: 'IT-000003' });
  });

  it('[K4] recording a sweep notes that its assets were seen now', async () => {
    desk.surroundings.pass(60_000);
    expect(await desk.client.tracking.recordSweep({ assetIds: [1, 2, 2], placeId: null })).toEqual({ recorded: 2 });
    const asset = await desk.client.assets.get({ id: 2 });
    expect(asset.lastSeenAt).toBe(desk.surroundings.now());
    const { entries } = await desk.client.reports.journal({});
    expect(entries[0]).toMatchObject({ event: 'tracking.sweepRecorded' });
  });
});
