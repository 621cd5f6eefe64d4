import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZplPrinter } from '#backend/features/devices/simulators/zpl-printer.ts';
import type { ZplPrinterSimulator } from '#backend/features/devices/simulators/zpl-printer.ts';
import { recordEpc } from '#backend/features/assets/index.ts';
import { actorOfPrinter } from '#backend/features/labels/record-printed.ts';
import { printLabels } from '#backend/features/labels/transport/tcp.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { jobThat } from '#tests/support/print-job.ts';
import { printerAt } from '#tests/support/simulated-printer.ts';

let desk: TestDesk;
let simulator: ZplPrinterSimulator;
let printerId: number;
let ids: number[];

beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true });
  simulator = await startZplPrinter();
  printerId = (await desk.client.labels.savePrinter(printerAt(simulator.port, { encodes: true }))).id;
  const scheme = { prefix: 'IT-', digits: 6 };
  // Numbers were given before anybody thought of GS1: the assets have them, and no EPC yet.
  await desk.client.setup.updateTagScheme({ ...scheme, gs1: null });
  const { tags } = await desk.client.assets.reserveTags({ count: 3, note: '', categoryId: 1, placeId: null });
  ids = [];
  for (const tag of tags) ids.push((await desk.client.assets.create({ ...bareAsset, tag })).id);
  const gs1 = { scheme: 'giai-96' as const, companyPrefix: '0614141', assetType: '', filter: 0 };
  await desk.client.setup.updateTagScheme({ ...scheme, gs1 });
});
afterEach(async () => {
  await desk.close();
  await simulator.close();
});

const epcOf = async (id: number) =>
  (await desk.client.assets.get({ id })).identifiers.find(({ kind }) => kind === 'epc')?.value ?? null;

async function print(rest: { encode?: boolean; copies?: number } = {}): Promise<number> {
  const { jobId } = await desk.client.labels.print({
    kind: 'asset',
    ids,
    templateId: 'asset-50x25',
    printerId,
    copies: 1,
    encode: true,
    ...rest,
  });
  return jobId;
}

const states = async (jobId: number) =>
  (await desk.client.labels.jobLabels({ jobId })).map(({ state, problem }) => [state, problem]);

describe('labels with tags', () => {
  it('[V4] [K4] the printer writes each tag and reads it back; only then the asset has its EPC', async () => {
    const wanted = await Promise.all(ids.map(async (assetId) => desk.client.tracking.epcOfAsset({ assetId })));
    expect(await Promise.all(ids.map(epcOf))).toEqual([null, null, null]);
    const jobId = await print({ copies: 4 });
    const job = await jobThat(desk, jobId, ({ state }) => state === 'done');
    expect(job).toMatchObject({ printed: 3, unknown: 0, failed: 0, encodes: true });
    // A tag is of one asset, so its label comes once, whatever number of copies was asked for.
    expect(simulator.received).toHaveLength(3);
    expect(simulator.received[0]).toContain(`^RFW,H,,,A^FD${wanted[0]?.epc ?? ''}^FS`);
    expect(simulator.received[0]).toContain('^RS8,,,1,E');
    expect(await Promise.all(ids.map(epcOf))).toEqual(wanted.map(({ epc }) => epc));
    const { entries } = await desk.client.reports.journal({ event: 'assets.epcRecorded' });
    expect(entries).toHaveLength(3);
  });

  it('[V4] [K4] a tag that was not read back leaves its label unknown, the asset without EPC, and nothing repeats', async () => {
    simulator.faults.tagFails = true;
    const jobId = await print();
    const waiting = await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ problem: 'TAG_NOT_READ', unknown: 1, printed: 0 });
    expect(await states(jobId)).toEqual([
      ['unknown', 'TAG_NOT_READ'],
      ['queued', null],
      ['queued', null],
    ]);
    expect(await Promise.all(ids.map(epcOf))).toEqual([null, null, null]);
    simulator.faults.tagFails = false;
    // Neither a restart nor going on repeats it: somebody has to look at it and say so.
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect((await desk.client.labels.queue())[0]).toMatchObject({ state: 'waiting', unknown: 1 });
    expect(simulator.received).toHaveLength(0);
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    expect(await jobThat(desk, jobId, ({ state }) => state === 'done')).toMatchObject({ printed: 2, unknown: 1 });
    expect(simulator.received).toHaveLength(2);
    expect(await epcOf(ids[0] ?? 0)).toBeNull();
    await desk.client.labels.resume({ jobId, repeatUnknown: true });
    expect(await jobThat(desk, jobId, ({ unknown, state }) => unknown === 0 && state === 'done')).toMatchObject({
      printed: 3,
    });
    expect(await epcOf(ids[0] ?? 0)).not.toBeNull();
  }, 30_000);

  it('[V4] [K4] a tag that holds something else spoils its label: it is named, and the asset has no EPC', async () => {
    simulator.faults.tagHolds = 'E28011700000020F1A2B3C4D';
    const jobId = await print();
    const waiting = await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ problem: 'TAG_DIFFERENT', failed: 1, printed: 0 });
    expect((await states(jobId))[0]).toEqual(['failed', 'TAG_DIFFERENT']);
    expect(await epcOf(ids[0] ?? 0)).toBeNull();
    simulator.faults.tagHolds = null;
    await desk.client.labels.resume({ jobId, repeatUnknown: true });
    await jobThat(desk, jobId, ({ state }) => state === 'done');
    expect(await epcOf(ids[0] ?? 0)).not.toBeNull();
  });

  it('[V4] [K4] an asset that was given another EPC meanwhile keeps it, and the label says what went wrong', async () => {
    simulator.faults.paperOut = true;
    const jobId = await print();
    await jobThat(desk, jobId, ({ state }) => state === 'waiting');
    const [first] = await desk.client.labels.jobLabels({ jobId });
    const epc = first?.epc ?? '';
    const { id } = await desk.client.assets.create({ ...bareAsset, tag: 'OTHER-1' });
    await inTransaction(desk.backend, actorOfPrinter({ operator_id: 1, printer_id: printerId }), (command) =>
      recordEpc(command, id, epc),
    );
    simulator.faults.paperOut = false;
    await desk.client.labels.resume({ jobId, repeatUnknown: false });
    await jobThat(desk, jobId, ({ state }) => state === 'done');
    expect((await states(jobId))[0]).toEqual(['confirmed', 'IDENTIFIER_TAKEN']);
    expect(await epcOf(id)).toBe(epc);
  });

  it('[V4] are refused by printers that do not write, for things without EPC, and before anything is queued', async () => {
    const plain = await desk.client.labels.savePrinter(printerAt(simulator.port, { name: 'Plain' }));
    const selection = { kind: 'asset' as const, ids, templateId: 'asset-50x25', copies: 1, encode: true };
    await expect(desk.client.labels.print({ ...selection, printerId: plain.id })).rejects.toMatchObject({
      code: 'CANNOT_ENCODE',
    });
    await desk.client.setup.updateTagScheme({ prefix: 'IT-', digits: 6, gs1: null });
    await expect(print()).rejects.toMatchObject({ code: 'NO_EPC', data: { tag: expect.stringMatching(/^IT-/) } });
    await expect(
      desk.client.labels.savePrinter(printerAt(9100, { name: 'T', language: 'tspl', encodes: true })),
    ).rejects.toMatchObject({ code: 'CANNOT_ENCODE' });
    expect(await desk.client.labels.queue()).toEqual([]);
  });

  it('[V4] a printer that answers no question is believed when it reads the tag back, and only then', async () => {
    const quiet = await startZplPrinter({ faults: { noStatus: true } });
    try {
      const address = { host: '127.0.0.1', port: quiet.port, language: 'zpl' as const };
      const epc = '3034257BF400000000000001';
      const zpl = `^XA^RFW,H,,,A^FD${epc}^FS^FH_^HV1,24,QMEPC:,_0D_0A,L^FS^XZ`;
      const label = { id: 1, data: Buffer.from(zpl), epc };
      const timings = { idleMs: 20, confirmMs: 200, pollMs: 1 };
      expect(await printLabels(address, [label], { timings })).toEqual({ done: true, printed: 1 });
      quiet.faults.tagFails = true;
      expect(await printLabels(address, [label], { timings })).toMatchObject({
        outcome: { state: 'unknown', reason: 'TAG_NOT_READ' },
      });
    } finally {
      await quiet.close();
    }
  });
});
