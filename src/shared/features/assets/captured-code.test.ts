import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { identifierKey } from '#shared/primitives/text.ts';
import { luhnDigit } from '#shared/primitives/check-digits.ts';
import { imeiOf, macOf, readCode, sortCarton } from './captured-code.ts';

const told = (raw: string, context = {}) => readCode(raw, context).map(({ kind, value }) => `${kind} ${value}`);

describe('[I3] prefixes of manufacturers are stripped by rule', () => {
  it.each([
    ['S/N: 5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['S/N:5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['SN 5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['Serial No. 5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['Serial Number: 5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['Service Tag: 7XJ3K52', 'serial 7XJ3K52'],
    ['1S5CG1234XYZ', 'serial 5CG1234XYZ'],
    ['P/N: 20W0-0012', 'part_number 20W0-0012'],
    ['1P20W00012', 'part_number 20W00012'],
    ['WLAN MAC: 00-1b-44-11-3a-b7', 'mac 00:1B:44:11:3A:B7'],
    ['IMEI1: 490154203237518', 'imei 490154203237518'],
    ['23S001B44113AB7', 'mac 00:1B:44:11:3A:B7'],
  ])('[I3] %s', (raw, expected) => {
    expect(told(raw)).toEqual([expected]);
  });

  it('[I3] a serial that begins like a prefix is left alone', () => {
    for (const serial of ['SN12345', 'STX9001', '1SHORT', 'SC02XG1A2JHD3', 'PNK7781', 'MAC12345'])
      expect(told(serial)).toEqual([`serial ${serial}`]);
  });

  it("[I3] Apple's S is stripped from Apple's serials only", () => {
    expect(told('SC02XG1A2JHD3', { manufacturer: 'Apple' })).toEqual(['serial C02XG1A2JHD3']);
    expect(told('SC02XG1A2JHD3', { manufacturer: 'Dell' })).toEqual(['serial SC02XG1A2JHD3']);
  });

  it("[I3] Lenovo's 1S code gives machine type and serial", () => {
    expect(told('1S20W000T9MCPF2ABC12')).toEqual(['part_number 20W000T9MC', 'serial PF2ABC12']);
  });
});

describe('[I3] what is no serial is recognised', () => {
  it.each([
    ['00:1B:44:11:3A:B7', 'mac 00:1B:44:11:3A:B7'],
    ['001b.4411.3ab7', 'mac 00:1B:44:11:3A:B7'],
    ['001B44113AB7', 'mac 00:1B:44:11:3A:B7'],
    ['490154203237518', 'imei 490154203237518'],
    ['35-209900-176148-1', 'imei 352099001761481'],
    ['4006381333931', 'gtin 4006381333931'],
    ['036000291452', 'gtin 036000291452'],
    ['89014103211118510720', 'iccid 89014103211118510720'],
    ['Q10', 'other Q10'],
    ['https://support.example.com/5CG1234XYZ', 'other https://support.example.com/5CG1234XYZ'],
  ])('[I3] %s is %s', (raw, expected) => {
    expect(told(raw)).toEqual([expected]);
  });

  it('[I3] eight digits are an EAN only when the symbol says so', () => {
    expect(told('96385074')).toEqual(['serial 96385074']);
    expect(told('96385074', { symbology: 'E4' })).toEqual(['gtin 96385074']);
  });

  it('[I3] a part number of the catalogue is one', () => {
    const partNumbers = new Set([identifierKey('20W0-0012')]);
    expect(told('20w0-0012', { partNumbers })).toEqual(['part_number 20w0-0012']);
    expect(told('20W0-0013', { partNumbers })).toEqual(['serial 20W0-0013']);
  });

  it('[I3] a digit mistyped makes no IMEI', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^35\d{12}$/), fc.nat(14), fc.nat(9), (body, place, wrong) => {
        const imei = body + luhnDigit(body);
        expect(imeiOf(imei)).toBe(imei);
        fc.pre(imei[place] !== String(wrong));
        expect(imeiOf(imei.slice(0, place) + String(wrong) + imei.slice(place + 1))).toBeNull();
      }),
    );
  });

  it('[I3] a MAC address is the same however it is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\dA-F][02468ACE][\dA-F]{10}$/), (digits) => {
        const pairs = digits.match(/../g) ?? [];
        const right = pairs.join(':');
        expect(macOf(right)).toBe(right);
        expect(macOf(pairs.join('-').toLowerCase())).toBe(right);
        expect(macOf((digits.match(/..../g) ?? []).join('.'))).toBe(right);
      }),
    );
  });

  it('[I3] nothing that can be scanned breaks the reading, and no value is empty', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        for (const { value } of readCode(raw)) expect(value.trim()).not.toBe('');
      }),
    );
  });
});

describe('[I3] a carton with six codes', () => {
  const six = ['4006381333931', 'P/N: SM-G991B', 'S/N: R58N12ABCDE', '490154203237518', '00:1B:44:11:3A:B7', 'Q1'];
  const carton = {
    serial: 'R58N12ABCDE',
    partNumber: 'SM-G991B',
    gtin: '4006381333931',
    macs: ['00:1B:44:11:3A:B7'],
    imeis: ['490154203237518'],
    iccid: null,
    ignored: ['Q1'],
    rivals: [],
  };

  it('[I3] is sorted, each code to its field, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(six, { minLength: six.length }), (order) => {
        expect(sortCarton(order.flatMap((raw) => readCode(raw)))).toEqual(carton);
      }),
    );
  });

  it('[I3] in one two-dimensional code is sorted as well', () => {
    expect(sortCarton(readCode(six.join('\n')))).toEqual(carton);
  });

  it('[I3] two serials are told, and the one that the carton calls its serial is kept', () => {
    expect(sortCarton(readCode('ABC12345\nXYZ12345'))).toMatchObject({ serial: 'ABC12345', rivals: ['XYZ12345'] });
    expect(sortCarton(readCode('ABC12345\nSN: XYZ12345'))).toMatchObject({ serial: 'XYZ12345', rivals: [] });
  });

  it('[I3] a GS1 code gives number and serial', () => {
    expect(sortCarton(readCode('(01)04006381333931(21)R58N12'))).toMatchObject({
      gtin: '04006381333931',
      serial: 'R58N12',
    });
    expect(sortCarton(readCode('010400638133393121R58N12', { symbology: 'd2' }))).toMatchObject({ serial: 'R58N12' });
  });
});
