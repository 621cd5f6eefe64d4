import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceState } from '#shared/features/devices/contract.ts';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { listCardReaders, openCardReader } from '#backend/features/devices/transport/card-reader-port.ts';
import { TestSurroundings } from '#tests/support/desk.ts';
import { startPcsc, until, whyNoSmartCards } from '#tests/support/real-pcsc.ts';
import type { RealPcsc } from '#tests/support/real-pcsc.ts';

// Where there is no service for smart cards, or not the package that speaks with it, card-reader.test.ts plays both.
const why = await whyNoSmartCards();
const missing = why === null ? '' : ` (skipped: ${why})`;

const telling = (number: string) => (command: Buffer) =>
  Buffer.from(command.toString('hex') === 'ffca000000' && number !== '' ? `${number}9000` : '6d00', 'hex');

function linked() {
  const tags: string[] = [];
  const nothing = () => undefined;
  const link: DeviceLink = new DeviceLink(
    { kind: 'pcsc', framing: 'auto', pattern: null, beep: null, notation: 'hex' },
    () => openCardReader(null),
    { scan: nothing, fix: nothing, tag: (code) => tags.push(code), changed: nothing },
    new TestSurroundings(),
  );
  return { link, tags, becomes: (state: DeviceState) => until(() => link.status.state === state, state) };
}

describe.skipIf(why !== null)(`a real service for smart cards${missing}`, () => {
  let service: RealPcsc;
  beforeEach(async () => {
    service = await startPcsc();
  });
  afterEach(() => service.kill());

  it('[V3] tells the numbers of cards that are held to its reader and taken away', async () => {
    expect((await listCardReaders()).some((name) => name.includes('Virtual'))).toBe(true);
    const { link, tags, becomes } = linked();
    await link.connect();
    await becomes('ready');
    const first = service.hold(telling('04a23b7a915c80'));
    await until(() => tags.length === 1, 'a number');
    first.takeAway();
    await until(() => link.traffic.some(({ hex }) => hex === '000000'), 'the card to be gone');
    const second = service.hold(telling('62e3086c'));
    await until(() => tags.length === 2, 'the second number');
    expect(tags).toEqual(['04A23B7A915C80', '62E3086C']);
    second.takeAway();
    link.close();
  });

  it('[V3] tells a card without a number as a bad read', async () => {
    const { link, tags } = linked();
    await link.connect();
    service.hold(telling(''));
    await until(() => link.status.badFrames === 1, 'a bad read');
    expect(link.status.lastFault).toBe('CARD_REFUSED');
    expect(tags).toEqual([]);
    link.close();
  });

  it('[V3] is missing when the service dies, and reads on when it is back', async () => {
    const { link, tags, becomes } = linked();
    await link.connect();
    await becomes('ready');
    await service.kill();
    await until(() => link.status.state !== 'ready', 'the loss of the service');
    await service.start();
    await becomes('ready');
    service.hold(telling('0a0b0c0d'));
    await until(() => tags.length === 1, 'a number');
    expect(tags).toEqual(['0A0B0C0D']);
    link.close();
  });
});
