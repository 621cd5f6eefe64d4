import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceState } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { openPort } from '#backend/features/devices/transport/open-port.ts';
import { Cable, hasCables } from '#tests/support/cable.ts';
import { TestSurroundings } from '#tests/support/desk.ts';

let folder: string;
let path: string;
let cable: Cable;
let link: DeviceLink;
const scans: string[] = [];
let waiting: (() => void)[] = [];
const states: DeviceState[] = [];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise<void>((resolve) => waiting.push(resolve));
}

function wake(): void {
  for (const resolve of waiting.splice(0)) resolve();
}

function linkTo(port: string): DeviceLink {
  const connection = {
    type: 'serial',
    path: port,
    usb: null,
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
  } as const;
  const made: DeviceLink = new DeviceLink(
    { kind: 'scanner', framing: 'auto', pattern: null, beep: null },
    () => openPort(connection),
    {
      scan: (code) => {
        scans.push(code);
        wake();
      },
      tag: () => undefined,
      fix: () => undefined,
      changed: () => {
        states.push(made.status.state);
        wake();
      },
    },
    new TestSurroundings(),
  );
  return made;
}

const hasCable = hasCables();
if (!hasCable) console.warn('No pseudo terminals: these tests need python3 on Linux or macOS, and are skipped.');

describe.skipIf(!hasCable)('a serial scanner on a real terminal line', () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quartermaster-serial-'));
    path = join(folder, 'scanner');
    scans.length = 0;
    states.length = 0;
    waiting = [];
    cable = new Cable(path);
    await cable.plug();
    link = linkTo(path);
    await link.connect();
  });
  afterEach(async () => {
    link.close();
    await cable.unplug();
    rmSync(folder, { recursive: true });
  });

  it('[V2] codes with every line end arrive', async () => {
    cable.send('IT-1\rIT-2\nIT-3\r\n\u0002IT-4\u0003');
    await until(() => scans.length === 4);
    expect(scans).toEqual(['IT-1', 'IT-2', 'IT-3', 'IT-4']);
  });

  it('[V2] silence ends a code without an end', async () => {
    cable.send('IT-000123');
    await until(() => scans.length === 1);
    expect(scans).toEqual(['IT-000123']);
  });

  it('[V2] unplugged and plugged in again it reads on, without the half code', async () => {
    cable.send('BEFORE\rPARTIAL');
    await until(() => scans.length === 1);
    await cable.unplug();
    await until(() => link.status.state === 'missing');
    await cable.plug();
    await until(() => link.status.state === 'ready');
    cable.send('AFTER\r');
    await until(() => scans.includes('AFTER'));
    expect(scans).toEqual(['BEFORE', 'AFTER']);
  });

  it('[V2] a port that another program holds is busy, and the program goes on (SER-014)', async () => {
    const second = linkTo(path);
    await second.connect();
    expect(second.status.state).toBe('busy');
    second.close();
  });

  it('[V2] a port that was let go opens again', async () => {
    link.close();
    const second = linkTo(path);
    await second.connect();
    await until(() => second.status.state === 'ready');
    cable.send('AGAIN\r');
    await until(() => scans.includes('AGAIN'));
    second.close();
    expect(states).not.toContain('fault');
  });

  it('[V2] 2,000 codes in one go arrive complete and in order', async () => {
    const codes = Array.from({ length: 2000 }, (_, index) => `IT-${String(index).padStart(6, '0')}`);
    cable.send(codes.map((code) => `${code}\r\n`).join(''));
    await until(() => scans.length === 2000);
    expect(scans).toEqual(codes);
  });
});
