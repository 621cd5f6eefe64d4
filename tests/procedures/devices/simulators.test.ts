import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceKinds } from '#shared/features/devices/contract.ts';
import type { Device, DeviceDetails } from '#shared/features/devices/contract.ts';
import { allSimulatorFaults, simulatorFaults } from '#shared/features/devices/simulator-faults.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { simulatedScanner, waitForDevice } from '#tests/support/devices.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(() => desk.close());

const add = async (details: Partial<DeviceDetails> = {}): Promise<number> =>
  (await desk.client.devices.save({ id: null, ...simulatedScanner, ...details })).id;
const deviceThat = (id: number, wanted: (device: Device) => boolean) => waitForDevice(desk, id, wanted);
const ready = (id: number) => deviceThat(id, ({ state }) => state === 'ready');

describe('cards', () => {
  it('[V3] of a smart card reader are read, one that tells no number is not', async () => {
    const id = await add({ kind: 'pcsc', notation: 'decimal_reversed' });
    await ready(id);
    const scans = await desk.client.devices.scans();
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['04A23B7A'] });
    expect((await scans.next()).value).toMatchObject({ code: '2050728452', session: 'A' });
    await desk.client.devices.setSimulatorFaults({ id, faults: ['no_number'] });
    await ready(id);
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['04A23B7B'] });
    expect(await deviceThat(id, ({ badFrames }) => badFrames === 1)).toMatchObject({ lastFault: 'CARD_REFUSED' });
  });

  it('[V3] of 125 kHz are written as the house writes them', async () => {
    const id = await add({ kind: 'em4100', notation: 'wiegand' });
    await ready(id);
    const scans = await desk.client.devices.scans();
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['62E3086CED'] });
    expect((await scans.next()).value).toMatchObject({ code: '008,27885' });
  });

  it('[V3] need what is not installed here: the device says so, and so does the choice of readers', async () => {
    const id = await add({ kind: 'pcsc', connection: { type: 'pcsc', reader: null } });
    expect((await deviceThat(id, ({ state }) => state !== 'connecting')).state).toBe('no_module');
    expect(await desk.client.devices.cardReaders()).toEqual({ state: 'no_module', names: [] });
  });

  it('[V3] are read through the service of the system and by nothing else', async () => {
    const serial = { type: 'tcp', host: '127.0.0.1', port: 9 } as const;
    await expect(add({ kind: 'pcsc', connection: serial })).rejects.toMatchObject({ code: 'CONNECTION_UNFIT' });
    const service = { type: 'pcsc', reader: null } as const;
    await expect(add({ connection: service })).rejects.toMatchObject({ code: 'CONNECTION_UNFIT' });
  });
});

describe('faults of simulators', () => {
  it('[V6] every kind has some, each is switched on and off, and those of other kinds are left out', async () => {
    for (const kind of deviceKinds) {
      const id = await add({ name: kind, kind, pattern: kind === 'pattern' ? '.+' : null });
      await desk.client.devices.setSimulatorFaults({ id, faults: [...allSimulatorFaults] });
      expect(await desk.client.devices.simulatorFaults({ id })).toEqual(
        allSimulatorFaults.filter((fault) => (simulatorFaults[kind] as readonly string[]).includes(fault)),
      );
      await desk.client.devices.setSimulatorFaults({ id, faults: [] });
      expect(await desk.client.devices.simulatorFaults({ id })).toEqual([]);
      await ready(id);
    }
  });

  it.each([
    ['scanner', 'port_busy', 'busy'],
    ['pcsc', 'no_service', 'no_service'],
    ['llrp', 'taken', 'taken'],
    ['llrp', 'error_status', 'fault'],
  ] as const)('[V6] %s with %s is %s until the fault is gone', async (kind, fault, state) => {
    const id = await add({ kind });
    await ready(id);
    await desk.client.devices.setSimulatorFaults({ id, faults: [fault] });
    await deviceThat(id, (device) => device.state === state);
    await desk.client.devices.setSimulatorFaults({ id, faults: [] });
    expect((await ready(id)).state).toBe('ready');
  });

  it.each(['lf', 'crlf', 'no_end', 'stx_etx', 'aim', 'pieces'] as const)(
    '[V6] a scanner with %s is read all the same',
    async (fault) => {
      const id = await add();
      await ready(id);
      await desk.client.devices.setSimulatorFaults({ id, faults: [fault] });
      await ready(id);
      const scans = await desk.client.devices.scans();
      await desk.client.devices.simulate({ id, action: 'scan', codes: ['IT-000001'] });
      expect((await scans.next()).value).toMatchObject({ code: 'IT-000001' });
    },
  );

  it.each([
    ['endless', 'TOO_LONG'],
    ['parity', 'PARITY'],
  ] as const)('[V6] a scanner with %s is not read: %s', async (fault, reason) => {
    const id = await add();
    await ready(id);
    await desk.client.devices.setSimulatorFaults({ id, faults: [fault] });
    await ready(id);
    await desk.client.devices.simulate({ id, action: 'scan', codes: ['IT-1'] });
    expect(await deviceThat(id, ({ badFrames }) => badFrames > 0)).toMatchObject({ lastFault: reason, reads: 0 });
  });
});
