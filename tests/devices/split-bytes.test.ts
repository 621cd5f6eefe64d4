import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceKinds, lineFramings } from '#shared/features/devices/contract.ts';
import type { DriverOptions } from '#backend/features/devices/drivers/index.ts';
import { cardFrame, cardFrameOf } from '#backend/features/devices/framing/card-frames.ts';
import { em4100Frame } from '#backend/features/devices/framing/em4100.ts';
import { gen2, mercuryAnswer, mercuryCommand } from '#backend/features/devices/framing/mercury.ts';
import { nmeaSentence } from '#backend/features/devices/framing/nmea.ts';
import { uhfAnswer, uhfCommand } from '#backend/features/devices/framing/uhfreader18.ts';
import { hear } from '#tests/support/hear.ts';
import sllurp from '../fixtures/rfid/llrp-sllurp.json' with { type: 'json' };

const of = (options: Partial<DriverOptions>): DriverOptions => ({
  kind: 'scanner',
  framing: 'auto',
  pattern: null,
  beep: null,
  ...options,
});
const text = (value: string) => Buffer.from(value, 'latin1');
const epc = (last: number) => [12, ...Buffer.from(`E28011700000020A0000000${last}`, 'hex')];
const fixAt = (time: string) => text(nmeaSentence(`GPRMC,${time},A,4807.038,N,01131.000,E,0,0,230394,,`));

/** A stream of each framing, as its devices send it, and how many codes, tags or positions it holds. */
const streams: readonly { name: string; options: DriverOptions; bytes: Buffer; count: number }[] = [
  { name: 'lines, found by itself', options: of({}), bytes: text(']C0IT-1\r\nIT-2\rIT-3\n\u0002IT-4\u0003'), count: 4 },
  { name: 'lines', options: of({ framing: 'line' }), bytes: text('IT-1\r\n\r\nIT-2\rIT-3\u0000'), count: 3 },
  {
    name: 'STX and ETX',
    options: of({ framing: 'stx_etx' }),
    bytes: text('x\u0002IT-1\u0003\r\n\u0002IT-2\u0003'),
    count: 2,
  },
  { name: 'silence', options: of({ framing: 'silence' }), bytes: text('IT-000123'), count: 1 },
  {
    name: 'a pattern',
    options: of({ kind: 'pattern', pattern: 'UID=([0-9A-F]+)' }),
    bytes: text('T1 UID=04A2FF;\r\nT2 UID=04A300;\r\n'),
    count: 2,
  },
  {
    name: 'EM4100',
    options: of({ kind: 'em4100' }),
    bytes: Buffer.concat([em4100Frame('62E3086CED', true), em4100Frame('01000734E0', false)]),
    count: 2,
  },
  {
    name: 'UHFReader18',
    options: of({ kind: 'uhfreader18' }),
    bytes: Buffer.concat([
      uhfAnswer(uhfCommand.information, 0, [5, 2, 0x86, 2, 0x31, 0x80, 0x1a, 0x14]),
      Buffer.from('560000000000', 'hex'),
      uhfAnswer(uhfCommand.inventory, 1, [2, ...epc(1), ...epc(2)]),
      uhfAnswer(uhfCommand.report, 0, epc(3).slice(1)),
    ]),
    count: 3,
  },
  {
    name: 'ThingMagic',
    options: of({ kind: 'mercury', region: 'eu' }),
    bytes: Buffer.concat([
      mercuryAnswer(mercuryCommand.version, 0, [7, 0x10, 0x23, 0]),
      mercuryAnswer(mercuryCommand.setRegion, 0),
      mercuryAnswer(mercuryCommand.setProtocol, 0, gen2),
      mercuryAnswer(mercuryCommand.readTagSingle, 0, [...epc(1).slice(1), 0xd1, 0]),
      mercuryAnswer(mercuryCommand.readTagSingle, 0x0400),
      mercuryAnswer(mercuryCommand.readTagSingle, 0, [...epc(2).slice(1), 0xd1, 0]),
    ]),
    count: 2,
  },
  {
    name: 'LLRP',
    options: of({ kind: 'llrp' }),
    bytes: Buffer.from(sllurp.roAccessReportStream.hex, 'hex'),
    count: 45,
  },
  {
    name: 'smart cards',
    options: of({ kind: 'pcsc' }),
    bytes: Buffer.concat([
      cardFrameOf(cardFrame.inserted, Buffer.from('3b8f80', 'hex')),
      cardFrameOf(cardFrame.apdu, Buffer.from('04a23b7a9000', 'hex')),
      cardFrameOf(cardFrame.removed),
    ]),
    count: 1,
  },
  {
    name: 'NMEA',
    options: of({ kind: 'nmea' }),
    bytes: Buffer.concat([fixAt('123519'), text('\u00B5b\u0001\u0002\r\n'), fixAt('123520')]),
    count: 2,
  },
];

describe('bytes that come in pieces', () => {
  it('[V2] [V3] are tried with every kind of device and every end of a code', () => {
    expect(new Set(streams.map(({ options }) => options.kind))).toEqual(new Set(deviceKinds));
    const framings = streams.filter(({ options }) => options.kind === 'scanner').map(({ options }) => options.framing);
    expect(new Set(framings)).toEqual(new Set(lineFramings));
  });

  it.each(streams)('[V2] [V3] $name: cut at every position it says the same', ({ options, bytes, count }) => {
    const whole = hear(options, [bytes]);
    expect(whole.scans.length + whole.tags.length + whole.fixes.length).toBe(count);
    expect(whole).toMatchObject({ bad: [], lost: [] });
    for (let at = 0; at <= bytes.length; at += 1)
      expect(hear(options, [bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
    expect(
      hear(
        options,
        [...bytes].map((byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(whole);
  });

  it.each(streams)('[V2] [V3] $name: whatever bytes come, nothing is thrown', ({ options, bytes }) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat(bytes.length), fc.nat(255), (noise, at, byte) => {
        const bent = Buffer.from(bytes.subarray(0, 400));
        if (at < bent.length) bent[at] = byte;
        const heard = hear(options, [noise, bent.subarray(0, at), bent.subarray(at)]);
        expect(heard.written.length).toBeLessThan(200);
      }),
    );
  });
});
