import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceDetails } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import {
  MercuryFramer,
  crcMercury,
  mercuryAnswer,
  mercuryEpc,
  mercuryRequest,
} from '#backend/features/devices/framing/mercury.ts';
import { proposeSettings } from '#backend/features/devices/rules.ts';
import { MercuryReaderSimulator } from '#backend/features/devices/simulators/mercury-reader.ts';
import { PortError } from '#backend/features/devices/transport/port-error.ts';
import { TestSurroundings } from '#tests/support/desk.ts';
import mercury from '../fixtures/rfid/mercury.json' with { type: 'json' };

const hex = (text: string) => Buffer.from(text, 'hex');
const framesOf = (dir: string) => mercury.frames.filter((frame) => frame.dir === dir);

describe('frames of ThingMagic readers', () => {
  it.each(framesOf('host'))('[V3] $what: the same bytes are asked here', (frame) => {
    const bytes = hex(frame.hex);
    expect(mercuryRequest(bytes[2] ?? 0, [...bytes.subarray(3, -2)]).toString('hex')).toBe(frame.hex);
  });

  it.each(framesOf('reader'))('[V3] $what: understood, and the simulator would answer the same bytes', (frame) => {
    const bytes = hex(frame.hex);
    const [answer, ...more] = new MercuryFramer().push(bytes);
    expect(more).toEqual([]);
    expect(answer).toEqual({
      command: bytes[2],
      status: bytes.readUInt16BE(3),
      payload: bytes.subarray(5, -2),
    });
    if (answer === undefined) return;
    expect(mercuryAnswer(answer.command, answer.status, [...answer.payload]).toString('hex')).toBe(frame.hex);
  });

  it('[V3] are all tried, hold the published checksum, and one of them a tag', () => {
    expect(framesOf('host').length + framesOf('reader').length).toBe(16);
    for (const frame of mercury.frames) {
      const bytes = hex(frame.hex);
      expect(crcMercury(bytes.subarray(1, -2)), frame.what).toBe(bytes.readUInt16BE(bytes.length - 2));
    }
    const answers = framesOf('reader').flatMap((frame) => new MercuryFramer().push(hex(frame.hex)));
    expect(answers.map(mercuryEpc).filter((epc) => epc !== null)).toEqual(['E200322FE20DF9311328B7E3']);
  });

  it('[V3] come out of any pieces, behind any rubbish, once the line is silent', () => {
    const stream = Buffer.concat(framesOf('reader').map((frame) => hex(frame.hex)));
    const whole = new MercuryFramer().push(stream);
    expect(whole).toHaveLength(framesOf('reader').length);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), fc.nat(stream.length), (rubbish, at) => {
        const framer = new MercuryFramer();
        const parts = [rubbish, stream.subarray(0, at), stream.subarray(at)];
        const answers = [...parts.flatMap((part) => framer.push(part)), ...framer.silent()];
        expect(answers).toEqual(whole);
        expect(framer.dropped).toBe(rubbish.length);
      }),
    );
    expect(proposeSettings(stream).kind).toBe('mercury');
  });
});

describe('a ThingMagic reader', () => {
  let link: DeviceLink;
  let simulator: MercuryReaderSimulator;
  const tags: string[] = [];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    tags.length = 0;
    simulator = new MercuryReaderSimulator();
  });
  afterEach(() => {
    link.close();
    vi.useRealTimers();
  });

  async function connected(region: DeviceDetails['region'] = 'as_set'): Promise<void> {
    link = new DeviceLink(
      { kind: 'mercury', framing: 'auto', pattern: null, beep: null, region },
      () => Promise.resolve(simulator.connect() ?? Promise.reject(new PortError('missing', 'unplugged'))),
      { scan: () => undefined, tag: (code) => tags.push(code), fix: () => undefined, changed: () => undefined },
      new TestSurroundings(),
    );
    await link.connect();
    await vi.advanceTimersByTimeAsync(500);
  }
  const epcs = ['E28011700000020A00000001', 'E28011700000020A00000002'];

  it('[V3] reads every tag in front of it, and nothing while nobody sweeps', async () => {
    simulator.work(epcs);
    await connected();
    expect(link.status.state).toBe('ready');
    expect(tags).toEqual([]);
    link.setReading(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(new Set(tags)).toEqual(new Set(epcs));
    link.setReading(false);
    const before = tags.length;
    await vi.advanceTimersByTimeAsync(500);
    expect(tags.length - before).toBeLessThanOrEqual(1);
    expect(link.status.badFrames).toBe(0);
  });

  it('[V3] that knows not where it stands says so, and reads once it was told', async () => {
    simulator.work(epcs);
    simulator.setFaults(['no_region']);
    await connected();
    link.setReading(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(link.status).toMatchObject({ state: 'ready', reads: 0, lastFault: `STATUS_${0x0103}` });
    link.close();
    await connected('eu');
    link.setReading(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(new Set(tags)).toEqual(new Set(epcs));
  });

  it('[V3] with a stray FF before each answer, in pieces, loses no tag', async () => {
    simulator.work(epcs);
    simulator.setFaults(['rubbish', 'pieces']);
    await connected();
    link.setReading(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(link.status.state).toBe('ready');
    expect(new Set(tags)).toEqual(new Set(epcs));
  });

  it('[V3] that never answers is a fault with a reason', async () => {
    simulator.setFaults(['silent']);
    await connected();
    expect(link.status.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(4600);
    expect(link.status).toMatchObject({ state: 'fault', lastFault: 'NO_ANSWER' });
  });
});
