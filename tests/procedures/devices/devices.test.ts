import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device, DeviceDetails } from '#shared/features/devices/contract.ts';
import { managerOf } from '#backend/features/devices/manager-of-backend.ts';
import type { Em4100Simulator } from '#backend/features/devices/simulators/em4100-reader.ts';
import { LlrpReaderSimulator } from '#backend/features/devices/simulators/llrp-reader.ts';
import type { SerialScannerSimulator } from '#backend/features/devices/simulators/serial-scanner.ts';
import type { UhfReader18Simulator } from '#backend/features/devices/simulators/uhfreader18.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import { simulatedScanner as scanner, waitForDevice } from '#tests/support/devices.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(() => desk.close());

const add = async (details: Partial<DeviceDetails> = {}): Promise<number> =>
  (await desk.client.devices.save({ id: null, ...scanner, ...details })).id;

const deviceThat = (id: number, wanted: (device: Device) => boolean) => waitForDevice(desk, id, wanted);
const ready = (id: number) => deviceThat(id, ({ state }) => state === 'ready');

describe('devices that are set up', () => {
  it('[V2] are stored and journalled, changed and removed', async () => {
    const id = await add();
    await desk.client.devices.save({ ...scanner, id, name: 'Front counter' });
    await desk.client.devices.archive({ id });
    expect(await desk.client.devices.list()).toEqual([]);
    const { entries } = await desk.client.reports.journal({});
    const events = entries.map(({ event }) => event).filter((event) => event.startsWith('devices.'));
    expect(events.toSorted()).toEqual(['devices.deviceAdded', 'devices.deviceArchived', 'devices.deviceChanged']);
  });

  it('[V2] share neither name nor port, and their pattern is an expression', async () => {
    const connection = { type: 'tcp', host: '127.0.0.1', port: 9 } as const;
    await add({ connection });
    await expect(add()).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(add({ name: 'Other', connection })).rejects.toMatchObject({ code: 'PORT_ASSIGNED' });
    await expect(add({ name: 'Third', kind: 'pattern', pattern: '(' })).rejects.toMatchObject({
      code: 'PATTERN_INVALID',
    });
  });

  it('[V2] connect again after a restart', async () => {
    const id = await add();
    await ready(id);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect((await ready(id)).name).toBe('Counter');
  });

  it('[V2] ports are listed on any machine', async () => {
    expect(Array.isArray(await desk.client.devices.ports())).toBe(true);
  });
});

describe('scans', () => {
  it('[V2] two scanners feed the two sessions of the desk', async () => {
    const [first, second] = [await add(), await add({ name: 'Second', use: 'desk_b' })];
    await Promise.all([ready(first), ready(second)]);
    const scans = await desk.client.devices.scans();
    await desk.client.devices.simulate({ id: first, action: 'scan', codes: [']C0IT-000001'] });
    await desk.client.devices.simulate({ id: second, action: 'scan', codes: ['IT-000002'] });
    const read = [(await scans.next()).value, (await scans.next()).value];
    expect(read).toMatchObject([
      { deviceId: first, session: 'A', code: 'IT-000001', symbology: 'C0' },
      { deviceId: second, session: 'B', code: 'IT-000002', symbology: null },
    ]);
    expect((await desk.client.devices.traffic({ id: first })).map(({ hex }) => hex).join('')).toContain('49542d');
  });

  it('[V2] a scanner beeps when it is asked to', async () => {
    const id = await add();
    await ready(id);
    await desk.client.devices.beep({ id });
    expect((await desk.client.devices.traffic({ id })).at(-1)).toMatchObject({ direction: 'out', hex: '07' });
  });

  it('[V2] unplugged it is missing, plugged in it reads again and the half code is gone', async () => {
    const id = await add();
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as SerialScannerSimulator;
    simulator.sendRaw(Buffer.from('PARTIAL'));
    await desk.client.devices.simulate({ id, action: 'unplug' });
    await deviceThat(id, ({ state }) => state === 'missing');
    const scans = await desk.client.devices.scans();
    await desk.client.devices.simulate({ id, action: 'plug' });
    await ready(id);
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['AFTER'] });
    expect((await scans.next()).value).toMatchObject({ code: 'AFTER' });
  });

  it('[V2] noise puts the port on hold until somebody connects it again (SER-018)', async () => {
    const id = await add();
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as SerialScannerSimulator;
    for (let frame = 0; frame < 60; frame += 1) simulator.sendRaw(Buffer.from('fe80e0ff0d', 'hex'));
    expect(await deviceThat(id, ({ state }) => state === 'on_hold')).toMatchObject({ lastFault: 'NOT_TEXT' });
    await desk.client.devices.reconnect({ id });
    expect((await ready(id)).state).toBe('ready');
  });

  it('[V3] lines of which a pattern takes the code', async () => {
    const id = await add({ kind: 'pattern', pattern: 'UID=([0-9A-F]+)' });
    await ready(id);
    const scans = await desk.client.devices.scans();
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['noise', 'T1 UID=04A2FF;'] });
    expect((await scans.next()).value).toMatchObject({ code: '04A2FF' });
  });

  it('[V3] a card that stays is one scan, one with a bad checksum none', async () => {
    const id = await add({ kind: 'em4100' });
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as Em4100Simulator;
    const scans = await desk.client.devices.scans();
    simulator.faults.repeats = 20;
    simulator.present('62E3086CED');
    simulator.faults.badChecksum = true;
    simulator.present('01000734E1');
    simulator.faults.badChecksum = false;
    simulator.present('01000734E0');
    expect((await scans.next()).value).toMatchObject({ code: '62E3086CED' });
    expect((await scans.next()).value).toMatchObject({ code: '01000734E0' });
    expect((await desk.client.devices.list())[0]).toMatchObject({ reads: 40, badFrames: 20 });
  });

  it('[V2] a probe tells what comes and proposes how to set the device up', async () => {
    const probe = await desk.client.devices.probe({ connection: { type: 'simulator' }, kind: 'scanner' });
    expect((await probe.next()).value).toMatchObject({ state: 'ready', hex: '' });
    expect((await probe.next()).value).toMatchObject({
      proposal: { kind: 'scanner', framing: 'line', codes: ['IT-000001'] },
    });
    await probe.return?.(undefined);
  });
});

const epcs = (count: number) =>
  Array.from({ length: count }, (_, index) => `E28011700000020A${String(index).padStart(8, '0')}`);

/** Sweeps until so many tags have been seen. */
async function swept(id: number, count: number): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  for await (const { tags } of await desk.client.devices.sweep({ id })) {
    for (const tag of tags) seen.set(tag.code, tag.count);
    if (seen.size >= count) break;
  }
  return seen;
}

describe('readers of UHF tags', () => {
  it.each(['uhfreader18', 'llrp', 'mercury'] as const)(
    '[K4] a sweep with %s finds every tag, each once',
    async (kind) => {
      const id = await add({ kind, use: 'stocktake' });
      await ready(id);
      await desk.client.devices.simulate({ id, action: 'tags', codes: epcs(100) });
      expect([...(await swept(id, 100)).keys()].toSorted()).toEqual(epcs(100));
    },
  );

  it('[V3] rubbish, heartbeats, strength and two bytes at a time lose no tag', async () => {
    const id = await add({ kind: 'uhfreader18', use: 'stocktake' });
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as UhfReader18Simulator;
    Object.assign(simulator.faults, { rubbish: 'ff', heartbeat: true, withRssi: true });
    simulator.piece = 2;
    simulator.work(epcs(9));
    expect((await swept(id, 9)).size).toBe(9);
  });

  it('[K4] an EPC counts as written only after it was read back (RFID-016)', async () => {
    const id = await add({ kind: 'uhfreader18', use: 'stocktake' });
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as UhfReader18Simulator;
    const epc = '34140000000000000000002A';
    await expect(desk.client.devices.encode({ id, epc })).rejects.toMatchObject({ code: 'ONE_TAG_NEEDED' });
    simulator.work(epcs(1));
    expect(await desk.client.devices.encode({ id, epc })).toEqual({ outcome: 'written', read: [epc] });
    simulator.faults.writeStopsAfter = 3;
    const half = await desk.client.devices.encode({ id, epc: 'AAAABBBBCCCCDDDDEEEEFFFF' });
    expect(half).toEqual({ outcome: 'unknown', read: ['AAAABBBBCCCC00000000002A'] });
  });

  it('[K4] LLRP: an EPC is written into the tag, also a longer one, and counts only after it was read back', async () => {
    const id = await add({ kind: 'llrp', use: 'stocktake' });
    await ready(id);
    const simulator = managerOf(desk.backend).simulator(id) as LlrpReaderSimulator;
    simulator.work(epcs(1));
    const epc = '34140000000000000000002A';
    expect(await desk.client.devices.encode({ id, epc })).toEqual({ outcome: 'written', read: [epc] });
    const longer = 'AABBCCDDEEFF00112233445566778899';
    expect(await desk.client.devices.encode({ id, epc: longer })).toEqual({ outcome: 'written', read: [longer] });
    // Also while it reads for somebody.
    const notices = await desk.client.devices.sweep({ id });
    const first = notices.next();
    expect(await desk.client.devices.encode({ id, epc: epcs(2)[1] ?? '' })).toMatchObject({ outcome: 'written' });
    await first;
    await notices.return?.(undefined);
    await desk.client.devices.encode({ id, epc: longer });
    simulator.faults.writeStopsAfter = 3;
    const half = await desk.client.devices.encode({ id, epc });
    expect(half).toEqual({ outcome: 'unknown', read: ['341400000000' + longer.slice(12)] });
  });

  it('[K4] a sweep goes on when the definition of its reader is changed under it', async () => {
    const id = await add({ kind: 'llrp', use: 'stocktake' });
    await ready(id);
    const notices = await desk.client.devices.sweep({ id });
    const first = notices.next();
    await desk.client.devices.save({ ...scanner, id, kind: 'llrp', use: 'stocktake', name: 'Renamed' });
    await ready(id);
    await desk.client.devices.simulate({ id, action: 'tags', codes: epcs(3) });
    expect((await first).value).toMatchObject({ tags: epcs(3).map((code) => ({ code })) });
    await notices.return?.(undefined);
  });

  it('[V3] LLRP: events before responses, pieces of 37 bytes, keepalives answered', async () => {
    const id = await add({ kind: 'llrp', use: 'stocktake' });
    const simulator = managerOf(desk.backend).simulator(id) as LlrpReaderSimulator;
    simulator.faults.eventBeforeResponse = true;
    simulator.piece = 37;
    await desk.client.devices.reconnect({ id });
    await ready(id);
    simulator.work([...epcs(20), 'AABBCCDDEEFF00112233445566778899AABB']);
    expect((await swept(id, 21)).size).toBe(21);
    expect(simulator.acknowledged.length).toBeGreaterThanOrEqual(3);
  });

  it('[V3] LLRP over TCP: a reader that somebody else holds says so, and is taken when it is free', async () => {
    const simulator = new LlrpReaderSimulator();
    simulator.faults.attempt = 1;
    const server = createServer((socket) => {
      const end = simulator.connect();
      if (end) socket.pipe(end).pipe(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => end?.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const id = await add({ kind: 'llrp', use: 'stocktake', connection: { type: 'tcp', host: '127.0.0.1', port } });
    await deviceThat(id, ({ state }) => state === 'taken');
    simulator.faults.attempt = 0;
    expect((await ready(id)).state).toBe('ready');
    simulator.work(epcs(5));
    expect((await swept(id, 5)).size).toBe(5);
    await desk.client.devices.archive({ id });
    await new Promise((resolve) => server.close(resolve));
  });

  it('[V3] a fault of the reader is told', async () => {
    const id = await add({ kind: 'llrp', use: 'stocktake' });
    (managerOf(desk.backend).simulator(id) as LlrpReaderSimulator).faults.errorStatus = 100;
    await desk.client.devices.reconnect({ id });
    expect(await deviceThat(id, ({ state }) => state === 'fault')).toMatchObject({ lastFault: 'STATUS_100' });
  });
});
