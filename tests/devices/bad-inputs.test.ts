import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeviceState } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { driverFor } from '#backend/features/devices/drivers/index.ts';
import type { DriverOptions } from '#backend/features/devices/drivers/index.ts';
import { LlrpFramer, llrpMessage, llrpTags, llrpType } from '#backend/features/devices/framing/llrp.ts';
import { TagFolder } from '#backend/features/devices/framing/tag-folder.ts';
import { isTriedAgain, nextRetry, proposeSettings } from '#backend/features/devices/rules.ts';
import { SerialScannerSimulator } from '#backend/features/devices/simulators/serial-scanner.ts';
import { pathOfDevice, stateOfOpenError } from '#backend/features/devices/transport/open-port.ts';
import { classifyUnknownTag, isEpc } from '#backend/features/tracking/rules.ts';
import { TestSurroundings } from '#tests/support/desk.ts';

const scanner: DriverOptions = { kind: 'scanner', framing: 'auto', pattern: null, beep: null };

interface Heard {
  scans: string[];
  tags: string[];
  bad: string[];
}

/** What a driver makes of bytes, in one piece and then byte by byte: that must be the same. */
function heard(bytes: Uint8Array, options: DriverOptions = scanner, silent = true): Heard {
  const run = (pieces: readonly Uint8Array[]): Heard => {
    const all: Heard = { scans: [], tags: [], bad: [] };
    const driver = driverFor(options, {
      ready: () => undefined,
      scan: (code) => all.scans.push(code),
      tag: (code) => all.tags.push(code),
      fix: () => undefined,
      bad: (fault) => all.bad.push(fault),
      lost: () => undefined,
      write: () => undefined,
    });
    for (const piece of pieces) driver.take(piece);
    if (silent) driver.silent();
    driver.close();
    return all;
  };
  const whole = run([bytes]);
  if (bytes.length < 100) expect(run([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  return whole;
}

const uhf: DriverOptions = { ...scanner, kind: 'uhfreader18' };
const none = new Set<string>();
const unknownTo = (code: string) => classifyUnknownTag(code, none);

/** A link to a simulated scanner, and the states that it went through. */
async function linked(simulator: SerialScannerSimulator) {
  const states: DeviceState[] = [];
  const scans: string[] = [];
  const link: DeviceLink = new DeviceLink(
    scanner,
    () => Promise.resolve(simulator.connect() ?? Promise.reject(new Error('missing'))),
    {
      scan: (code) => scans.push(code),
      tag: () => undefined,
      fix: () => undefined,
      changed: () => states.push(link.status.state),
    },
    new TestSurroundings(),
  );
  await link.connect();
  return { link, states, scans };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

type Check = (value: Uint8Array, text: string) => void | Promise<void>;

/** Each input of the list with what must come of it. */
const checks: Readonly<Record<string, Check>> = {
  'SER-001': (bytes) => expect(heard(bytes).scans).toEqual(['IT-1', 'IT-2', 'IT-3', 'IT-4']),
  'SER-002': (bytes) => expect(heard(bytes, scanner, false).scans).toEqual(['IT-000123']),
  'SER-003': (bytes) => {
    expect(heard(bytes, scanner, false).scans).toEqual([]);
    expect(heard(bytes).scans).toEqual(['IT-000123']);
  },
  'SER-005': (bytes) => expect(heard(bytes).scans).toEqual(['IT-1', 'IT-2']),
  'SER-006': (bytes) => expect(heard(bytes)).toEqual({ scans: [], tags: [], bad: ['NOT_TEXT'] }),
  'SER-007': (bytes) => expect(heard(bytes)).toEqual({ scans: [], tags: [], bad: ['NOT_TEXT'] }),
  'SER-009': () => {
    const stream = Buffer.concat([Buffer.alloc(1_048_576, 0x41), Buffer.from('\rIT-1\r')]);
    expect(heard(stream)).toEqual({ scans: ['IT-1'], tags: [], bad: ['TOO_LONG'] });
  },
  'SER-010': () => {
    const noise = Buffer.from('fe80e0ff0dfe80e0ff0dfe80e00dff80e00dfee0e00d', 'hex');
    expect(heard(noise)).toMatchObject({ scans: [], bad: Array(5).fill('NOT_TEXT') });
    expect(proposeSettings(noise).advice).toBe('other_speed');
  },
  'SER-011': (bytes) => {
    expect(heard(bytes)).toEqual({ scans: [], tags: [], bad: [] });
    expect(heard(Buffer.concat([bytes, Buffer.from('IT-1\r')])).scans).toEqual(['IT-1']);
  },
  'SER-013': () => {
    const usb = { vendorId: '0c2e', productId: '0200', serialNumber: 'S1' };
    const ports = [
      { path: '/dev/ttyACM0', name: null, usb: { ...usb, serialNumber: 'S2' } },
      { path: '/dev/ttyACM7', name: null, usb },
    ];
    expect(pathOfDevice(ports, '/dev/ttyACM0', usb)).toBe('/dev/ttyACM7');
    expect(pathOfDevice([], '/dev/ttyACM0', usb)).toBe('/dev/ttyACM0');
  },
  'SER-014': () => {
    expect(stateOfOpenError('Error Resource temporarily unavailable Cannot lock port')).toBe('busy');
    expect(stateOfOpenError('Opening COM3: Access denied')).toBe('busy');
    const waits = Array.from({ length: 6 }, (_, failures) => nextRetry(failures));
    expect(waits).toEqual([250, 500, 1000, 2000, 2000, 2000]);
    expect(isTriedAgain('busy')).toBe(true);
    expect(readFileSync(new URL('serial-pty.test.ts', import.meta.url), 'utf8')).toContain('(SER-014)');
  },
  'SER-015': (bytes) => expect(heard(bytes)).toEqual({ scans: [], tags: [], bad: ['CONTROL'] }),
  'SER-017': (bytes) => {
    expect(heard(bytes)).toEqual({ scans: [], tags: [], bad: ['PARITY'] });
    expect(proposeSettings(bytes).advice).toBe('seven_even');
  },
  'SER-018': async () => {
    const simulator = new SerialScannerSimulator();
    const { link, states, scans } = await linked(simulator);
    const surroundings = new TestSurroundings();
    for (let piece = 0; piece < 100 && link.status.state !== 'on_hold'; piece += 1) {
      simulator.sendRaw(surroundings.randomBytes(512).map((byte) => (byte % 9 === 0 ? 0x0d : byte | 0x80)));
      await turn();
    }
    expect(states.at(-1)).toBe('on_hold');
    expect(scans).toEqual([]);
    expect(link.traffic.length).toBeLessThanOrEqual(200);
    link.close();
  },
  'RFID-001': (bytes) => expect(heard(bytes, uhf)).toEqual({ scans: [], tags: [], bad: ['CHECKSUM'] }),
  'RFID-003': (bytes) => expect(heard(bytes, uhf)).toMatchObject({ tags: [], bad: ['CHECKSUM'] }),
  'RFID-004': (bytes) => expect(heard(bytes, uhf).tags).toEqual([]),
  'RFID-005': (_bytes, text) => {
    const code = text.slice(4);
    expect(isEpc(code)).toBe(true);
    expect(unknownTo(code)).toBe('unknown');
  },
  'RFID-007': (_bytes, text) => expect(unknownTo(text)).toBe('blank'),
  'RFID-008': (_bytes, text) => expect(unknownTo(text)).toBe('blank'),
  'RFID-009': () => {
    const folder = new TagFolder();
    for (let read = 0; read < 200; read += 1) folder.take('E28011700000020A12345678', -50, read * 5);
    expect(folder.takeChanges()).toMatchObject([{ count: 200, rssi: -50 }]);
  },
  'RFID-011': (_bytes, text) => expect(unknownTo(text)).toBe('foreign'),
  'RFID-012': () => {
    const folder = new TagFolder();
    const counted = new Map<string, number>();
    for (let read = 0; read < 10_000; read += 1) {
      folder.take(`E28011700000020A${String(read).padStart(8, '0')}`, -50, read);
      if (read % 100 === 99) for (const { code, count } of folder.takeChanges()) counted.set(code, count);
    }
    expect(counted.size).toBe(10_000);
    expect(folder.reads).toBe(10_000);
  },
  'RFID-013': () => {
    // FirstSeenTimestampUTC of 2038-01-20 beside the EPC: microseconds that are nobody's clock here.
    const epc = Buffer.from('8d34f4257bf400000000000001', 'hex');
    const seen = Buffer.concat([Buffer.from([0x82]), Buffer.alloc(8)]);
    seen.writeBigUInt64BE(BigInt(Date.parse('2038-01-20T00:00:00Z')) * 1000n, 1);
    const report = Buffer.concat([Buffer.from([0, 240, 0, 4 + epc.length + seen.length]), epc, seen]);
    const [message] = new LlrpFramer().push(llrpMessage(llrpType.report, 1, report));
    expect(message === undefined ? [] : llrpTags(message)).toMatchObject([{ epc: '34F4257BF400000000000001' }]);
  },
  'RFID-015': (_bytes, text) => expect(unknownTo(text)).toBe('unknown'),
};

/** What only the whole backend or a real line can show is proven there. */
const elsewhere: Readonly<Record<string, string>> = {
  'RFID-016': '../procedures/tracking/rfid.test.ts',
};

interface BadInput {
  id: string;
  entry: string;
  title: string;
  input: { kind: string; value: string };
}

// Parsed here: some of the list are halves of characters, which no bundler takes for text.
const list = readFileSync(new URL('../fixtures/bad-inputs.json', import.meta.url), 'utf8');
const { inputs } = JSON.parse(list) as { inputs: BadInput[] };
const ofDevices = inputs.filter(({ entry }) => entry === 'serial' || entry === 'rfid');

describe('bad input of devices', () => {
  it('[V2] [V3] is answered for in every case of the list, and in no other', () => {
    const answered = [...Object.keys(checks), ...Object.keys(elsewhere)].toSorted();
    expect(answered).toEqual(ofDevices.map(({ id }) => id).toSorted());
    expect(ofDevices.length).toBe(26);
  });

  it.each(ofDevices.map(({ id, title, input }) => ({ id, title, input })))(
    '[V2] [V3] $id $title',
    async ({ id, input }) => {
      const other = elsewhere[id];
      if (other !== undefined) {
        expect(readFileSync(new URL(other, import.meta.url), 'utf8')).toContain(id);
        return;
      }
      const bytes = input.kind === 'hex' ? Buffer.from(input.value, 'hex') : Buffer.alloc(0);
      await checks[id]?.(bytes, input.value);
      expect(checks[id]).toBeDefined();
    },
  );
});
