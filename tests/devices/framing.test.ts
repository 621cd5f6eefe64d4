import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEpc } from '#shared/primitives/epc.ts';
import { codeOfGs1, parseGs1 } from '#shared/features/devices/gs1.ts';
import { codeText } from '#backend/features/devices/framing/code-text.ts';
import { em4100Card } from '#backend/features/devices/framing/em4100.ts';
import { LineFramer } from '#backend/features/devices/framing/line-framer.ts';
import type { LineFraming } from '#backend/features/devices/framing/line-framer.ts';
import {
  connectionAttempt,
  LlrpFramer,
  llrpRequest,
  llrpStatus,
  llrpTags,
  llrpType,
} from '#backend/features/devices/framing/llrp.ts';
import { TagFolder } from '#backend/features/devices/framing/tag-folder.ts';
import {
  crcMcrf4xx,
  uhfAnswer,
  uhfCommand,
  UhfFramer,
  uhfRequest,
  uhfTags,
} from '#backend/features/devices/framing/uhfreader18.ts';
import { proposeSettings } from '#backend/features/devices/rules.ts';
import em4100 from '../fixtures/rfid/em4100.json' with { type: 'json' };
import commands from '../fixtures/rfid/llrp-commands.json' with { type: 'json' };
import edgex from '../fixtures/rfid/llrp-edgex.json' with { type: 'json' };
import sllurp from '../fixtures/rfid/llrp-sllurp.json' with { type: 'json' };
import uhf from '../fixtures/rfid/uhfreader18.json' with { type: 'json' };

const hex = (text: string) => Buffer.from(text, 'hex');

function lines(text: string, framing: LineFraming = 'auto', silent = true): string[] {
  const framer = new LineFramer(framing);
  const frames = [...framer.push(hex(text)), ...(silent ? framer.silent() : [])];
  return frames.map((frame) => frame.toString('latin1'));
}

/** All ways to cut a stream at two places give what the whole gives. */
function cutAnywhere<Frame>(bytes: Buffer, make: () => { push(chunk: Uint8Array): Frame[] }): void {
  const whole = make().push(bytes);
  expect(whole.length).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.nat(bytes.length), fc.nat(bytes.length), (one, other) => {
      const [first, second] = one < other ? [one, other] : [other, one];
      const framer = make();
      const parts = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
      expect(parts.flatMap((part) => framer.push(part))).toEqual(whole);
    }),
  );
  for (let at = 0; at <= bytes.length; at += 1) {
    const framer = make();
    expect([...framer.push(bytes.subarray(0, at)), ...framer.push(bytes.subarray(at))]).toEqual(whole);
  }
}

describe('lines of a serial scanner', () => {
  it('[V2] CR, LF, CRLF and NUL end a code (SER-001)', () => {
    expect(lines('49542D310D49542D320A49542D330D0A49542D3400', 'line', false)).toEqual([
      'IT-1',
      'IT-2',
      'IT-3',
      'IT-4',
    ]);
  });

  it('[V2] STX and ETX stand around a code (SER-002)', () => {
    expect(lines('0249542D30303031323303', 'stx_etx', false)).toEqual(['IT-000123']);
    expect(lines('0249542D30303031323303', 'auto', false)).toEqual(['IT-000123']);
  });

  it('[V2] silence ends a code where nothing else does (SER-003)', () => {
    expect(lines('49542D303030313233', 'auto', false)).toEqual([]);
    expect(lines('49542D303030313233', 'auto')).toEqual(['IT-000123']);
    expect(lines('49542D303030313233', 'silence')).toEqual(['IT-000123']);
    expect(lines('49542D303030313233', 'line')).toEqual([]);
  });

  it('[V2] a scanner that ends its codes has lost the rest of one after which it is silent', () => {
    const framer = new LineFramer('auto');
    expect(framer.push(Buffer.from('IT-000123\rIT-00')).map(String)).toEqual(['IT-000123']);
    expect(framer.silent()).toEqual([]);
    expect(framer.push(Buffer.from('0124\r')).map(String)).toEqual(['IT-000124']);
  });

  it('[V2] two codes in one read come in order (SER-005)', () => {
    expect(lines('49542D310D49542D320D')).toEqual(['IT-1', 'IT-2']);
  });

  it('[V2] a mebibyte without an end is dropped once and the next code is whole (SER-009)', () => {
    const framer = new LineFramer('auto');
    expect(framer.push(Buffer.alloc(1_048_576, 0x41))).toEqual([]);
    expect(framer.overflows).toBe(1);
    expect(framer.push(Buffer.from('\rIT-1\r')).map(String)).toEqual(['IT-1']);
  });

  it.each(['auto', 'line', 'stx_etx'] as const)('[V2] bytes of %s may be cut anywhere', (framing) => {
    cutAnywhere(
      Buffer.from('\u0002IT-000123\r\n\u0003\u0002IT-000124\u0003\u0002X\r\n\u0003'),
      () => new LineFramer(framing),
    );
  });
});

describe('what a frame says', () => {
  it('[V2] text is a code, with the symbology before it', () => {
    expect(codeText(Buffer.from(']C0IT-000123'))).toEqual({ ok: true, code: 'IT-000123', symbology: 'C0' });
    expect(codeText(Buffer.from(' IT-000123 '))).toEqual({ ok: true, code: 'IT-000123', symbology: null });
  });

  it.each([
    ['SER-006', 'C328A0A1', 'NOT_TEXT'],
    ['SER-007', 'C0AF2E2E', 'NOT_TEXT'],
    ['SER-015', '1B5D303B70776E07', 'CONTROL'],
    ['SER-017', 'C9D4ADB1', 'PARITY'],
    ['SCAN-009', '1D3031303935303131303135333030303121', 'CONTROL'],
    ['SCAN-018', '2020202020', 'EMPTY'],
  ])('[V2] %s is no code', (_id, bytes, fault) => {
    expect(codeText(hex(bytes))).toEqual({ ok: false, fault });
  });

  it('[V2] takes what names the asset out from among elements of any other kind, and nothing from half a string', () => {
    const values = (text: string) => parseGs1(text)?.map(({ identifier, value }) => `${identifier}=${value}`);
    // Elements of predefined length (a net weight, a day) need no separator; the others end with one.
    expect(values('3103001250112612018004950110153LT')).toEqual(['3103=001250', '11=261201', '8004=950110153LT']);
    expect(values('30144\u001D421276AB1\u001D70032612011230\u001D21SN-9')).toEqual([
      '30=144',
      '421=276AB1',
      '7003=2612011230',
      '21=SN-9',
    ]);
    expect(codeOfGs1('C1', '91house-rule\u001D4208000\u001D800495011015LT01')).toBe('95011015LT01');
    // Letters where digits belong, too much, too little, no identifier at all, and a character that none may hold.
    expect(values('30AB\u001D21S')).toBeUndefined();
    expect(values(`90${'x'.repeat(31)}`)).toBeUndefined();
    expect(values('7003261201\u001D21SN-9')).toBeUndefined();
    expect(values('112612')).toBeUndefined();
    expect(values('3800S-1')).toBeUndefined();
    expect(values('21S^1')).toBeUndefined();
  });

  it('[V1] an element string of GS1 names the asset or the serial number', () => {
    expect(parseGs1('0109501101530003\u001D21ABC')).toEqual([
      { identifier: '01', value: '09501101530003' },
      { identifier: '21', value: 'ABC' },
    ]);
    expect(codeOfGs1('C1', '800495011015LT01')).toBe('95011015LT01');
    expect(codeOfGs1('d2', '240XY\u001D21SN-9')).toBe('SN-9');
    expect(codeOfGs1(null, '\u001D800495011015LT01')).toBe('95011015LT01');
    expect(codeOfGs1(null, '800495011015LT01')).toBeNull();
    expect(codeOfGs1('C0', '8004950110')).toBeNull();
    expect(codeOfGs1('C1', '99nonsense')).toBeNull();
    expect(codeText(Buffer.from(']C1800495011015LT01'))).toMatchObject({ code: '95011015LT01', symbology: 'C1' });
  });

  it('[V2] rubbish of a wrong speed proposes another one, parity seven bits (SER-010, SER-017)', () => {
    expect(proposeSettings(hex('C9D4ADB18D')).advice).toBe('seven_even');
    expect(proposeSettings(hex('FE80E0FF0DFE80E0FF0DFE80E00DFF80E00DFEE0E00D')).advice).toBe('other_speed');
    expect(proposeSettings(Buffer.from('IT-1\r\n'))).toMatchObject({
      kind: 'scanner',
      framing: 'line',
      codes: ['IT-1'],
    });
    expect(proposeSettings(hex(em4100.frames[0]?.hex ?? '')).kind).toBe('em4100');
    expect(proposeSettings(uhfAnswer(uhfCommand.inventory, 0xfb)).kind).toBe('uhfreader18');
  });
});

describe('EM4100', () => {
  it.each(em4100.frames)('[V3] $id is read with all its notations', (frame) => {
    const [inside] = new LineFramer('stx_etx').push(hex(frame.hex));
    expect(em4100Card(inside ?? Buffer.alloc(0))).toEqual({
      id: frame.id,
      version: frame.version,
      card: frame.card32,
      decimal: frame.decimal10,
      wiegand: frame.wiegand,
    });
  });

  it('[V3] a card with a wrong checksum is none', () => {
    expect(em4100Card(Buffer.from('62E3086CED09'))).toBeNull();
  });
});

describe('UHFReader18', () => {
  it.each(uhf.frames)('[V3] $what: checksum and length of $hex', (frame) => {
    const bytes = hex(frame.hex);
    expect(crcMcrf4xx(bytes)).toBe(0);
    expect(bytes[0]).toBe(bytes.length - 1);
    if (frame.dir === 'reader') expect(new UhfFramer().push(bytes)).toHaveLength(1);
    else expect(uhfRequest(bytes[2] ?? 0, [...bytes.subarray(3, -2)], bytes[1])).toEqual(bytes);
  });

  const tagOf = (text: string) => new UhfFramer().push(hex(text)).flatMap(uhfTags);

  it('[V3] tags are read with and without strength, and pushed ones', () => {
    expect(tagOf('13000f01010ce284361100001000094944aadaff')).toEqual([
      { epc: 'E284361100001000094944AA', rssi: null, antenna: null },
    ]);
    expect(tagOf('1500010301010ce28068940000500a9d2298c648257e')).toEqual([
      { epc: 'E28068940000500A9D2298C6', rssi: 0x48, antenna: 1 },
    ]);
    expect(tagOf('1100ee002000708c2b380b2d00000000e056')).toEqual([
      { epc: '2000708C2B380B2D00000000', rssi: null, antenna: null },
    ]);
    expect(tagOf('050001fbf23d')).toEqual([]);
  });

  it('[V3] bytes may be cut anywhere', () => {
    const stream = Buffer.concat(uhf.frames.filter(({ dir }) => dir === 'reader').map((frame) => hex(frame.hex)));
    cutAnywhere(stream, () => new UhfFramer());
  });

  it('[V3] a stray FF holds nothing up once the line is silent, and heartbeats are no frames', () => {
    const frame = uhfAnswer(uhfCommand.inventory, 0xfb);
    const framer = new UhfFramer();
    expect(framer.push(Buffer.concat([hex('ff'), frame]))).toEqual([]);
    expect(framer.silent()).toHaveLength(1);
    expect(framer.dropped).toBe(1);
    expect(framer.push(Buffer.concat([hex('560000000000'), frame]))).toHaveLength(1);
    expect(framer.dropped).toBe(1);
  });

  it('[V3] whatever rubbish came before, the frame after the silence is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (rubbish) => {
        const framer = new UhfFramer();
        framer.push(rubbish);
        framer.silent();
        expect(framer.push(uhfAnswer(uhfCommand.inventory, 0xfb))).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['RFID-001', 'A0060189010100FF'],
    ['RFID-003', 'A000'],
    ['RFID-004', '30000000'],
  ])('[V3] %s gives no tag and ends', (_id, bytes) => {
    const framer = new UhfFramer();
    expect([...framer.push(hex(bytes)), ...framer.silent()]).toEqual([]);
    expect(framer.dropped).toBe(bytes.length / 2);
  });

  it('[V3] an EPC of no bits is no tag', () => {
    expect(uhfTags({ address: 0, command: 1, status: 1, data: hex('0100') })).toEqual([]);
  });
});

describe('LLRP', () => {
  it('[V3] commands are the bytes of other encoders', () => {
    const expected = commands.commands;
    expect(llrpRequest.addEveryTag(2).toString('hex')).toBe(expected['ADD_ROSPEC id2 minimal']);
    expect(llrpRequest.deleteAll(5).toString('hex')).toBe(expected['DELETE_ROSPEC id5 all(0)']);
    expect(llrpRequest.enable(7).toString('hex')).toBe(expected['ENABLE_ROSPEC id7 1']);
    expect(llrpRequest.start(6).toString('hex')).toBe(expected['START_ROSPEC id6 1']);
    expect(llrpRequest.stop(8).toString('hex')).toBe(expected['STOP_ROSPEC id8 1']);
    expect(llrpRequest.keepaliveAck(3).toString('hex')).toBe(expected['KEEPALIVE_ACK id3']);
    expect(llrpRequest.close(9).toString('hex')).toBe(expected['CLOSE_CONNECTION id9']);
  });

  const stream = hex(sllurp.roAccessReportStream.hex);

  it('[V3] a recorded stream in pieces of 37 bytes gives 45 reports of 3 tags', () => {
    const framer = new LlrpFramer();
    const messages = [];
    for (let at = 0; at < stream.length; at += 37) messages.push(...framer.push(stream.subarray(at, at + 37)));
    expect(messages).toHaveLength(45);
    const tags = messages.flatMap(llrpTags);
    expect(new Set(tags.map(({ epc }) => epc)).size).toBe(3);
    expect(tags.map(({ epc }) => epc.length)).toContain(36);
  });

  it('[V3] bytes may be cut anywhere', () => {
    cutAnywhere(stream.subarray(0, 400), () => new LlrpFramer());
  });

  it.each(edgex.vectors)('[V3] $file is read as its recorder read it', ({ messageType, bodyHex, expected }) => {
    const type = messageType === 'ROAccessReport' ? llrpType.report : 0;
    const message = { version: 1, type, id: 1, body: hex(bodyHex) };
    if ('LLRPStatus' in expected && expected.LLRPStatus) expect(llrpStatus(message)).toBe(expected.LLRPStatus.Status);
    if (messageType !== 'ROAccessReport') return;
    const reported = (expected as unknown as { TagReportData: Record<string, Record<string, unknown> | null>[] | null })
      .TagReportData;
    const epcs = (reported ?? []).map((tag) => {
      const value = tag['EPC96']?.['EPC'] ?? tag['EPCData']?.['EPC'];
      return Buffer.from(String(value), 'base64').toString('hex').toUpperCase();
    });
    expect(llrpTags(message).map(({ epc }) => epc)).toEqual(epcs);
  });

  it.each([0, 1, 2])('[V3] the way a reader takes a connection is understood: %i', (status) => {
    // ReaderEventNotificationData with a timestamp and a ConnectionAttemptEvent, as the standard lays them out.
    const body = hex(`00f600160080000c00000000000000000100000600${status.toString(16).padStart(2, '0')}`);
    expect(connectionAttempt({ version: 1, type: llrpType.readerEvent, id: 0, body })).toBe(status);
  });

  it('[V3] a length that can not be breaks the connection instead of filling the memory', () => {
    const framer = new LlrpFramer();
    expect(framer.push(hex('043d00000003000000010000'))).toEqual([]);
    expect(framer.broken).toBe(true);
  });
});

describe('folding', () => {
  it('[V3] 10,000 reads of 1,000 tags in ten seconds are counted without loss (RFID-012)', () => {
    const folder = new TagFolder();
    let counted = 0;
    for (let read = 0; read < 10_000; read += 1) {
      folder.take(`E28011700000020A${String(read % 1000).padStart(8, '0')}`, -40 - (read % 20), read);
      if (read % 100 === 99) counted += folder.takeChanges().length;
    }
    expect(folder).toMatchObject({ reads: 10_000, size: 1000 });
    expect(counted).toBe(10_000);
    expect(folder.takeChanges()).toEqual([]);
  });

  it('[V3] the same tag 200 times in a second is one presence (RFID-009)', () => {
    const folder = new TagFolder();
    const news = Array.from({ length: 200 }, (_, read) => folder.take('E28011700000020A12345678', -50, read * 5));
    expect(news.filter(Boolean)).toHaveLength(1);
    expect(folder.takeChanges()).toEqual([
      { code: 'E28011700000020A12345678', count: 200, rssi: -50, firstAt: 0, lastAt: 995 },
    ]);
  });

  it('[V3] a tag that has left is news again', () => {
    const folder = new TagFolder();
    expect(folder.take('A1', null, 0)).toBe(true);
    expect(folder.take('A1', null, 2000)).toBe(false);
    expect(folder.take('A1', null, 6000)).toBe(true);
  });

  it('[V3] what a reader read is decoded by the codec of the register', () => {
    const [tag] = new UhfFramer().push(hex('1500010301010c3034b708ac397e0000000649421ab7')).flatMap(uhfTags);
    expect(decodeEpc(tag?.epc ?? '')).toMatchObject({ ok: true, value: { scheme: 'sgtin-96' } });
  });
});
