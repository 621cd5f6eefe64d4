import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decodeEpc, elementString, encodeEpc, parseTagUri, pureIdentityUri, tagUri } from '#shared/primitives/epc.ts';
import type { Epc, EpcScheme } from '#shared/primitives/epc.ts';
import { schemes } from '#shared/primitives/epc-layout.ts';
import standard from '../fixtures/rfid/epc-tds.json' with { type: 'json' };

const known = standard.vectors.filter(({ scheme }) => scheme in schemes);
const inWords = (hex: string) => hex.padEnd(Math.ceil(hex.length / 4) * 4, '0');

function valueOf<Value>(result: { ok: true; value: Value } | { ok: false; fault: string }): Value {
  if (!result.ok) throw new Error(result.fault);
  return result.value;
}

describe("[I1] the standard's own examples", () => {
  it.each(known)('$scheme $pureIdentity is read from $hex and written back', (vector) => {
    const epc = valueOf(decodeEpc(vector.hex));
    expect(epc.scheme).toBe(vector.scheme);
    expect(pureIdentityUri(epc)).toBe(vector.pureIdentity);
    expect(elementString(epc)).toBe(vector.elementString);
    expect(inWords(valueOf(encodeEpc(epc)))).toBe(inWords(vector.hex).padEnd(valueOf(encodeEpc(epc)).length, '0'));
    if (vector.tagUri === null) return;
    expect(tagUri(epc)).toBe(vector.tagUri);
    expect(valueOf(parseTagUri(vector.tagUri))).toEqual(epc);
  });

  it('[I1] codes of newer schemes are called unknown and never misread', () => {
    const newer = standard.vectors.filter(({ scheme }) => !(scheme in schemes));
    expect(newer.map(({ scheme }) => scheme)).toEqual(['giai+', 'giai++', 'grai+', 'sgtin+']);
    for (const { hex } of newer) expect(decodeEpc(hex)).toEqual({ ok: false, fault: 'UNKNOWN_SCHEME' });
  });

  it('[I1] the partition table of GIAI-96 is that of the standard', () => {
    const own = schemes['giai-96'].partitions.map(({ bits, length }, partition) => [partition, bits, length]);
    expect(own).toEqual(
      standard.partitionTables.giai96.map((row) => [row.partition, row.assetRefBits, row.assetRefMaxDigits]),
    );
  });
});

const prefix = fc.integer({ min: 6, max: 12 }).chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));
const gs1Character = fc.constantFrom(...'!"%&\'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz');
const gs1Text = (max: number) =>
  fc.array(gs1Character, { minLength: 1, maxLength: max }).map((characters) => characters.join(''));
const numberText = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }).map(String);

function anyEpc(scheme: EpcScheme): fc.Arbitrary<Epc> {
  const layout = schemes[scheme];
  const { partitions } = layout;
  if (partitions === null) {
    return fc.record({
      scheme: fc.constant(scheme),
      filter: fc.constant(0),
      companyPrefix: numberText(28),
      reference: numberText(24),
      serial: numberText(36),
    });
  }
  return prefix.chain((companyPrefix) => {
    const part = partitions[12 - companyPrefix.length] ?? { bits: 0, length: 0 };
    const reference =
      layout.reference === 'digits'
        ? fc.stringMatching(new RegExp(`^\\d{${part.length}}$`))
        : layout.reference === 'text'
          ? gs1Text(part.length)
          : numberText(part.bits).filter((text) => text.length <= part.length);
    const serial =
      layout.serial === 'none'
        ? fc.constant('')
        : layout.serial === 'text'
          ? gs1Text(layout.serialBits / 7)
          : numberText(layout.serialBits);
    const filter = fc.integer({ min: 0, max: 7 });
    return fc.record({
      scheme: fc.constant(scheme),
      filter,
      companyPrefix: fc.constant(companyPrefix),
      reference,
      serial,
    });
  });
}

describe('[I1] always', () => {
  const schemeNames = Object.keys(schemes) as EpcScheme[];

  it.each(schemeNames)('[I1] %s comes back as it was written, by memory and by URI', (scheme) => {
    fc.assert(
      fc.property(anyEpc(scheme), (epc) => {
        const hex = valueOf(encodeEpc(epc));
        expect(hex.length % 4).toBe(0);
        expect(valueOf(decodeEpc(hex))).toEqual(epc);
        expect(valueOf(parseTagUri(tagUri(epc)))).toEqual(epc);
      }),
    );
  });

  it('[I1] any memory is read or refused, and what is read is written back bit for bit', () => {
    const memory = fc.tuple(
      fc.constantFrom('30', '31', '32', '33', '34', '35', 'E2'),
      fc.stringMatching(/^[\dA-F]{22}$/),
    );
    fc.assert(
      fc.property(memory, ([header, rest]) => {
        const read = decodeEpc(header + rest);
        if (!read.ok) return;
        // SSCC-96 ends in 24 unused bits that readers ignore.
        const bits = read.value.scheme === 'sscc-96' ? 18 : 24;
        expect(valueOf(encodeEpc(read.value)).slice(0, bits)).toBe((header + rest).slice(0, bits));
      }),
    );
  });

  it.each([
    ['zz', 'NOT_HEXADECIMAL'],
    ['E28011606000020', 'UNKNOWN_SCHEME'],
    ['3474257B', 'TOO_SHORT'],
    ['347C257BF40000000000162E', 'PARTITION_INVALID'],
  ])('[I1] %s is refused as %s', (hex, fault) => {
    expect(decodeEpc(hex)).toEqual({ ok: false, fault });
  });

  it('[I1] what a scheme cannot hold is refused by the part that is too much', () => {
    const giai: Epc = { scheme: 'giai-96', filter: 0, companyPrefix: '0614141', reference: '5678', serial: '' };
    expect(encodeEpc({ ...giai, reference: '05678' })).toEqual({ ok: false, fault: 'REFERENCE_INVALID' });
    expect(encodeEpc({ ...giai, reference: '9'.repeat(18) })).toEqual({ ok: false, fault: 'REFERENCE_INVALID' });
    expect(encodeEpc({ ...giai, companyPrefix: '12345' })).toEqual({ ok: false, fault: 'PREFIX_INVALID' });
    expect(encodeEpc({ ...giai, filter: 8 })).toEqual({ ok: false, fault: 'FILTER_INVALID' });
    expect(encodeEpc({ ...giai, serial: '1' })).toEqual({ ok: false, fault: 'SERIAL_INVALID' });
  });
});
