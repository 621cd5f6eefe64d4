import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { DeviceState } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { listCardReaders, openCardReader } from '#backend/features/devices/transport/card-reader-port.ts';
import type { CardReaders, LoadSmartCards } from '#backend/features/devices/transport/card-reader-port.ts';
import { TestSurroundings } from '#tests/support/desk.ts';

/** The package for smart cards as far as it is used, with readers that a test works. */
class FakeReaders extends EventEmitter implements CardReaders {
  names: string[] = ['ACS ACR122U 00'];
  service = true;
  watching = 0;

  start(): void {
    if (this.service) this.watching += 1;
    else this.emit('error', new Error('PC/SC service not running'));
  }
  stop(): void {
    this.watching = Math.max(0, this.watching - 1);
  }
  listReaders(): { name: string }[] {
    return this.names.map((name) => ({ name }));
  }
  hold(number: string, name = this.names[0] ?? ''): void {
    const transmit = (command: Buffer) =>
      command.toString('hex') === 'ffca000000'
        ? Promise.resolve(Buffer.from(number === '' ? '6d00' : `${number}9000`, 'hex'))
        : Promise.reject(new Error('unknown command'));
    this.emit('card-inserted', { reader: { name }, card: { atr: Buffer.from('3b8f', 'hex'), transmit } });
  }
  takeAway(name = this.names[0] ?? ''): void {
    this.emit('card-removed', { reader: { name } });
  }
}

const loading =
  (readers: FakeReaders): LoadSmartCards =>
  () =>
    // The class of the package, which makes the readers of this test whoever makes it.
    Promise.resolve({
      Devices: class {
        constructor() {
          return readers;
        }
      } as unknown as new () => CardReaders,
    });

/** A link to the reader, and a way to wait for what it tells. */
function linked(readers: FakeReaders, name: string | null = null) {
  const tags: string[] = [];
  let wake: (() => void) | null = null;
  const told = () => wake?.();
  const link: DeviceLink = new DeviceLink(
    { kind: 'pcsc', framing: 'auto', pattern: null, beep: null, notation: 'hex' },
    () => openCardReader(name, loading(readers)),
    {
      scan: () => undefined,
      fix: () => undefined,
      tag: (code) => {
        tags.push(code);
        told();
      },
      changed: told,
    },
    new TestSurroundings(),
  );
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { link, tags, until, becomes: (state: DeviceState) => until(() => link.status.state === state) };
}

describe('readers of smart cards', () => {
  it('[V3] tell the number of each card that comes, and their traffic can be read', async () => {
    const readers = new FakeReaders();
    const { link, tags, until, becomes } = linked(readers);
    await link.connect();
    await becomes('ready');
    readers.hold('04a23b7a915c80');
    await until(() => tags.length === 1);
    readers.takeAway();
    readers.hold('62e3086c');
    await until(() => tags.length === 2);
    expect(tags).toEqual(['04A23B7A915C80', '62E3086C']);
    expect(link.traffic.map(({ direction, hex }) => `${direction} ${hex}`).slice(0, 3)).toEqual([
      'in 0100023b8f',
      'out 020005ffca000000',
      'in 02000904a23b7a915c809000',
    ]);
    link.close();
    expect(readers.watching).toBe(0);
  });

  it('[V3] a card that tells no number is a bad read and no tag', async () => {
    const readers = new FakeReaders();
    const { link, tags, until } = linked(readers);
    await link.connect();
    readers.hold('');
    await until(() => link.status.badFrames === 1);
    expect(link.status.lastFault).toBe('CARD_REFUSED');
    expect(tags).toEqual([]);
    link.close();
  });

  it('[V3] only the reader that was chosen is listened to, and it is missing when it is not there', async () => {
    const readers = new FakeReaders();
    readers.names = ['Door', 'Desk'];
    const { link, tags, until, becomes } = linked(readers, 'Desk');
    await link.connect();
    await becomes('ready');
    readers.hold('01020304', 'Door');
    readers.hold('0a0b0c0d', 'Desk');
    await until(() => tags.length > 0);
    expect(tags).toEqual(['0A0B0C0D']);
    readers.names = ['Door'];
    readers.emit('reader-detached', { name: 'Desk' });
    await becomes('missing');
    readers.names = ['Door', 'Desk'];
    await becomes('ready');
    link.close();
  });

  it('[V3] without the service the device says so and is tried again; without the package it waits for a person', async () => {
    const readers = new FakeReaders();
    readers.service = false;
    const { link, becomes } = linked(readers);
    await link.connect();
    expect(link.status.state).toBe('no_service');
    readers.service = true;
    await becomes('ready');
    link.close();
    await expect(openCardReader(null)).rejects.toMatchObject({ state: 'no_module' });
    await expect(listCardReaders()).rejects.toMatchObject({ state: 'no_module' });
    expect(await listCardReaders(loading(readers))).toEqual(['ACS ACR122U 00']);
  });
});
