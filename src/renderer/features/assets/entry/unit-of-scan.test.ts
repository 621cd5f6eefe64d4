import { describe, expect, test } from 'vitest';
import { meaningOfScan } from './unit-of-scan.ts';

describe('[I3] what a scan means for the entry', () => {
  test('[I3] a serial is a unit, without its prefix', () => {
    expect(meaningOfScan('S/N: ABC12345', {}, [], false)).toMatchObject({ kind: 'unit', unit: { serial: 'ABC12345' } });
  });

  test.each([
    ['00:1B:44:11:3A:B7', 'mac'],
    ['490154203237518', 'imei'],
    ['4006381333931', 'gtin'],
  ])('[I3] %s in place of the serial is refused as %s', (code, because) => {
    expect(meaningOfScan(code, {}, [], false)).toMatchObject({ kind: 'refused', because });
  });

  test('[I3] the codes of a carton are filed until the next serial', () => {
    let pending: Parameters<typeof meaningOfScan>[2] = [];
    for (const code of ['SN: A1234567', '4006381333931', '00:1B:44:11:3A:B7']) {
      const meaning = meaningOfScan(code, {}, pending, true);
      if (meaning.kind !== 'filed') throw new Error(meaning.kind);
      ({ pending } = meaning);
    }
    expect(meaningOfScan('SN: B1234567', {}, pending, true)).toMatchObject({
      kind: 'unit',
      unit: { serial: 'A1234567', identifiers: [{ kind: 'mac' }, { kind: 'gtin' }] },
      pending: [{ value: 'B1234567' }],
    });
  });
});
