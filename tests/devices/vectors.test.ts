import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inNotation } from '#backend/features/devices/framing/card-notation.ts';
import {
  LlrpFramer,
  connectionAttempt,
  llrpMessage,
  llrpRequest,
  llrpStatus,
} from '#backend/features/devices/framing/llrp.ts';
import { llrpParameters, llrpValue } from '#backend/features/devices/framing/llrp-parameters.ts';
import type { LlrpParameter } from '#backend/features/devices/framing/llrp-parameters.ts';
import { LlrpReaderSimulator } from '#backend/features/devices/simulators/llrp-reader.ts';
import em4100 from '../fixtures/rfid/em4100.json' with { type: 'json' };
import commands from '../fixtures/rfid/llrp-commands.json' with { type: 'json' };
import edgex from '../fixtures/rfid/llrp-edgex.json' with { type: 'json' };
import sllurp from '../fixtures/rfid/llrp-sllurp.json' with { type: 'json' };

const tests = new URL('..', import.meta.url);
const hex = (text: string) => Buffer.from(text, 'hex');

describe('published examples', () => {
  it.each(['rfid', 'gps'])('[V3] [K5] every file of %s is read by a test', (folder) => {
    const files = readdirSync(new URL(`fixtures/${folder}/`, tests)).filter((name) => name.endsWith('.json'));
    const sources = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, tests), 'utf8'))
      .join('\n');
    expect(files.filter((name) => !sources.includes(`fixtures/${folder}/${name}' with`))).toEqual([]);
    expect(files.length).toBeGreaterThan(1);
  });

  it.each(em4100.frames)('[V3] $id is written in every notation', ({ id, decimal10, wiegand }) => {
    expect(inNotation(id, 'hex')).toBe(id);
    expect(inNotation(id, 'decimal')).toBe(decimal10);
    expect(inNotation(id, 'wiegand')).toBe(wiegand);
    expect(inNotation(inNotation(id, 'hex_reversed'), 'hex_reversed')).toBe(id);
    expect(inNotation('04A23B7A', 'decimal_reversed')).toBe(String(0x7a3ba204).padStart(10, '0'));
  });
});

describe('LLRP as others speak it', () => {
  const own: Readonly<Record<string, Buffer>> = {
    'GET_READER_CAPABILITIES id1 all': llrpMessage(1, 1, Buffer.of(0)),
    'SET_READER_CONFIG id4 reset': llrpMessage(3, 4, Buffer.of(0x80)),
    'DELETE_ROSPEC id5 all(0)': llrpRequest.deleteAll(5),
    'ADD_ROSPEC id2 minimal': llrpRequest.addEveryTag(2),
    'ENABLE_ROSPEC id7 1': llrpRequest.enable(7),
    'START_ROSPEC id6 1': llrpRequest.start(6),
    'STOP_ROSPEC id8 1': llrpRequest.stop(8),
    'KEEPALIVE_ACK id3': llrpRequest.keepaliveAck(3),
    'CLOSE_CONNECTION id9': llrpRequest.close(9),
  };

  it.each(Object.entries(commands.commands))('[V3] %s is the same bytes here', (name, bytes) => {
    expect(own[name]?.toString('hex')).toBe(bytes);
  });

  it('[V3] a reader’s greeting is understood, and the simulator greets with the same bytes', async () => {
    const [message] = new LlrpFramer().push(hex(sllurp.readerEventNotification.decode));
    expect(message).toMatchObject({ type: 63, id: 179_472_585 });
    expect(message && connectionAttempt(message)).toBe(0);
    const line = new LlrpReaderSimulator().connect();
    const greeting = await new Promise((resolve) => line?.once('data', resolve));
    line?.destroy();
    expect((greeting as Buffer).toString('hex')).toBe(sllurp.readerEventNotification.encodeZero);
  });

  it.each([
    ['configuration', 12, sllurp.getReaderConfigResponse],
    ['capabilities', 11, sllurp.getReaderCapabilitiesResponse],
  ])('[V3] the recorded %s of a reader is cut into its parameters to the last byte', (_what, type, bytes) => {
    const [message, ...more] = new LlrpFramer().push(hex(bytes));
    expect(message).toMatchObject({ type });
    expect(more).toEqual([]);
    if (message === undefined) return;
    expect(llrpStatus(message)).toBe(0);
    const lengths = llrpParameters(message.body).map(({ value }) => value.length + 4);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(message.body.length);
  });

  const parametersOf = (body: string): LlrpParameter[] => llrpParameters(hex(body));

  it.each(edgex.vectors)('[V3] $file is cut into its parameters to the last byte', ({ bodyHex, messageType }) => {
    const lengths = parametersOf(bodyHex).map(({ value }) => value.length + 4);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(bodyHex.length / 2);
    if (messageType === 'ReaderEventNotification') expect(llrpValue(hex(bodyHex), 246)).toBeDefined();
  });

  it('[V3] the content that a report is to have is asked for as others ask for it', () => {
    expect(own['ADD_ROSPEC id2 minimal']?.toString('hex')).toContain(sllurp.tagReportContentSelector.hex);
  });
});
