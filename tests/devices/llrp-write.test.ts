import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Device } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { goneAfter } from '#backend/features/devices/drivers/llrp-driver.ts';
import { llrpWriteAsked, llrpWrites, llrpWriteSpec } from '#backend/features/devices/framing/llrp-access.ts';
import { LlrpReaderSimulator } from '#backend/features/devices/simulators/llrp-reader.ts';
import { UhfReader18Simulator } from '#backend/features/devices/simulators/uhfreader18.ts';
import type { SimulatedDevice } from '#backend/features/devices/simulators/simulated-device.ts';
import { PortError } from '#backend/features/devices/transport/port-error.ts';
import { TestSurroundings } from '#tests/support/desk.ts';

const before = 'E28011700000020A12345678';
const wanted = '34F4257BF400000000000001';

describe('the plan of a write over LLRP', () => {
  it('[K4] is laid out as the standard says, parameter by parameter', () => {
    // AccessSpec 1, all antennas, Gen2, disabled, ROSpec 1; once; the tag by its EPC at bit 32; words from word 2.
    expect(llrpWriteSpec(before, wanted).toString('hex').toUpperCase()).toBe(
      [
        '00CF0062',
        '000000010000010000000001',
        '00D00007010001',
        '00D10046',
        `0152002701530023600020${`0060${'F'.repeat(24)}`}0060${before}`,
        `0156001B0001000000004000020006${wanted}`,
        '00EF000501',
      ].join(''),
    );
  });

  it('[K4] tells the word of length with an EPC that is longer or shorter', () => {
    expect(llrpWriteAsked(llrpWriteSpec(before, 'AAAABBBBCCCCDDDD'))).toEqual({
      before,
      at: 1,
      data: '2000AAAABBBBCCCCDDDD',
    });
    expect(llrpWriteAsked(llrpWriteSpec(before, wanted))).toEqual({ before, at: 2, data: wanted });
    expect(llrpWriteAsked(Buffer.from('00CF0004', 'hex'))).toBeNull();
  });

  it('[K4] a report without a result says nothing about a write', () => {
    expect(llrpWrites(Buffer.from('00f0000504', 'hex'))).toEqual([]);
  });
});

describe('a reader that says nothing', () => {
  let link: DeviceLink | null = null;
  let changed: (() => void)[] = [];
  beforeEach(() => {
    changed = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    link?.close();
    vi.useRealTimers();
  });

  function linked(kind: Device['kind'], simulator: SimulatedDevice): DeviceLink {
    const made = new DeviceLink(
      { kind, framing: 'auto', pattern: null, beep: null },
      () => Promise.resolve(simulator.connect() ?? Promise.reject(new PortError('missing'))),
      {
        scan: () => undefined,
        tag: () => undefined,
        fix: () => undefined,
        changed: () => {
          for (const tell of changed) tell();
        },
      },
      new TestSurroundings(),
    );
    link = made;
    return made;
  }

  const becomes = (made: DeviceLink, state: Device['state']): Promise<void> =>
    new Promise((resolve) => {
      const look = () => made.status.state === state && resolve();
      changed.push(look);
      look();
    });

  it('[V3] LLRP: a reader that falls silent is missed after three keepalives, and found when it is back', async () => {
    const simulator = new LlrpReaderSimulator();
    const made = linked('llrp', simulator);
    await made.connect();
    await becomes(made, 'ready');
    simulator.keepalive(7);
    await vi.advanceTimersByTimeAsync(goneAfter - 1000);
    expect(made.status.state).toBe('ready');
    simulator.setFaults(['silent']);
    await vi.advanceTimersByTimeAsync(goneAfter + 1000);
    expect(made.status).toMatchObject({ state: 'connecting', lastFault: 'NO_ANSWER' });
    simulator.setFaults([]);
    await vi.advanceTimersByTimeAsync(goneAfter);
    expect(made.status.state).toBe('ready');
  });

  it('[V3] LLRP: keepalives are answered for as long as the connection stands', async () => {
    const simulator = new LlrpReaderSimulator();
    const made = linked('llrp', simulator);
    await made.connect();
    await becomes(made, 'ready');
    await vi.advanceTimersByTimeAsync(10 * goneAfter);
    expect(made.status.state).toBe('ready');
    expect(simulator.acknowledged.length).toBe(30);
  });

  it('[V3] LLRP: one that never greets is a fault with a reason', async () => {
    const simulator = new LlrpReaderSimulator();
    simulator.setFaults(['silent']);
    const made = linked('llrp', simulator);
    await made.connect();
    await vi.advanceTimersByTimeAsync(5000);
    expect(made.status).toMatchObject({ state: 'fault', lastFault: 'NO_ANSWER' });
  });

  it('[V3] UHFReader18: a reader that is switched on late is asked again, one that never answers is a fault', async () => {
    const simulator = new UhfReader18Simulator();
    simulator.faults.deaf = true;
    const made = linked('uhfreader18', simulator);
    await made.connect();
    await vi.advanceTimersByTimeAsync(2500);
    expect(made.status.state).toBe('connecting');
    simulator.faults.deaf = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(made.status.state).toBe('ready');
    simulator.faults.deaf = true;
    await made.reconnect();
    await vi.advanceTimersByTimeAsync(5000);
    expect(made.status).toMatchObject({ state: 'fault', lastFault: 'NO_ANSWER' });
  });
});
