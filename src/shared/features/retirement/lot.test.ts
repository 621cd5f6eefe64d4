import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateLink, certificateKinds, certificateName, numberOfCertificate } from './certificate.ts';
import { certificationOn, differencesOf, shareOut } from './lot.ts';

describe('settling', () => {
  it('[R4] shares an amount out to the last cent, to each by weight and never more than a cent off', () => {
    const weights = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), weights, (minor, parts) => {
        const shares = shareOut(minor, parts);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(minor);
        const total = parts.reduce((sum, part) => sum + part, 0);
        for (const [index, share] of shares.entries()) {
          const exact = total === 0 ? minor / parts.length : (minor * (parts[index] ?? 0)) / total;
          expect(Math.abs(share - exact)).toBeLessThan(1);
        }
      }),
    );
    expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shareOut(5, [])).toEqual([]);
  });
});

describe('the list of a recycler', () => {
  it('[R4] is matched by any code of an asset, whatever its case, and tells both ways what differs', () => {
    const inLot = [
      { tag: 'IT-1', codes: ['IT-1', 'SN1', 'DISK1'] },
      { tag: 'IT-2', codes: ['IT-2', 'SN2'] },
    ];
    expect(differencesOf(inLot, [{ serial: ' disk1 ' }, { serial: 'SN9' }])).toEqual({
      missing: ['IT-2'],
      unknown: ['SN9'],
    });
    expect(differencesOf(inLot, [{ serial: 'it-2' }, { serial: 'sn1' }])).toEqual({ missing: [], unknown: [] });
  });
});

describe('a recycler', () => {
  const certificate = (scheme: 'r2v3' | 'iso_27001', validFrom: string, validUntil: string) => ({
    id: 1,
    scheme,
    number: 'C-1',
    validFrom,
    validUntil,
  });

  it('[R4] is given what is recycled or destroyed only on a day on which a fitting certification holds', () => {
    const held = certificate('r2v3', '2026-01-01', '2026-11-23');
    expect(certificationOn([held], 'recycled', '2026-11-23')).toMatchObject({ allowed: true, certificate: held });
    expect(certificationOn([held], 'recycled', '2026-11-24')).toEqual({ allowed: false, expired: '2026-11-23' });
    expect(certificationOn([held], 'destroyed', '2025-12-31')).toEqual({ allowed: false, expired: null });
    // One about information security says nothing of waste.
    const other = certificate('iso_27001', '2026-01-01', '2026-12-31');
    expect(certificationOn([other], 'recycled', '2026-11-24')).toEqual({ allowed: false, expired: null });
    for (const outcome of ['donated', 'resold', 'returned'] as const)
      expect(certificationOn([], outcome, '2026-11-24')).toEqual({ allowed: true, certificate: null });
  });
});

describe('the number of a certificate', () => {
  it('[R5] leads back from its QR code and from what somebody typed, and from nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...certificateKinds), fc.integer({ min: 1, max: 999_999_999 }), (kind, number) => {
        expect(numberOfCertificate(certificateLink({ kind, number }))).toBe(number);
        expect(numberOfCertificate(` ${certificateName({ kind, number }).toLowerCase()} `)).toBe(number);
      }),
    );
    for (const text of ['CX-000001', 'IT-000001', 'quartermaster://asset/CS-000001', 'CS-', ''])
      expect(numberOfCertificate(text), text).toBeNull();
  });
});
