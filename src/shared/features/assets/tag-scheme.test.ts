import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkMethods } from '#shared/primitives/check-digits.ts';
import { decodeEpc, pureIdentityUri } from '#shared/primitives/epc.ts';
import { epcOfTag, formatTag, hasRightCheck, initialTagScheme, problemOfScheme, tagScheme } from './tag-scheme.ts';

const parts = { category: 'LT', site: 'BRN 1', year: '2026' };
const gs1 = { scheme: 'giai-96', companyPrefix: '0614141', assetType: '', filter: 0 } as const;

describe('[I1] tags by scheme', () => {
  it('[I1] a scheme of an earlier version means what it meant', () => {
    expect(tagScheme.parse({ prefix: 'IT-', digits: 6 })).toEqual(initialTagScheme);
    expect(formatTag(initialTagScheme, 123)).toBe('IT-000123');
  });

  it('[I1] tokens are filled in, and what is not known is XX', () => {
    const scheme = { ...initialTagScheme, prefix: '{SITE}-{CATEGORY}-{YY}-', digits: 4 };
    expect(formatTag(scheme, 7, parts)).toBe('BRN1-LT-26-0007');
    expect(formatTag(scheme, 7, { ...parts, site: null })).toBe('XX-LT-26-0007');
    expect(formatTag(scheme, 12_345, parts)).toBe('BRN1-LT-26-12345');
  });

  it.each(checkMethods)('[I1] with %s every wrong digit of the number is noticed', (check) => {
    const scheme = { ...initialTagScheme, check };
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(5), fc.nat(9), (number, at, wrong) => {
        const tag = formatTag(scheme, number);
        const place = scheme.prefix.length + at;
        expect(hasRightCheck(scheme, tag)).toBe(true);
        fc.pre(tag[place] !== String(wrong));
        expect(hasRightCheck(scheme, tag.slice(0, place) + String(wrong) + tag.slice(place + 1))).toBe(false);
      }),
    );
  });

  it.each([
    ['giai-96', 'urn:epc:id:giai:0614141.123'],
    ['giai-202', 'urn:epc:id:giai:0614141.IT-000123'],
    ['grai-96', 'urn:epc:id:grai:0614141.00042.123'],
  ] as const)('[I1] %s of a tag is read back by a reader', (name, uri) => {
    const scheme = { ...initialTagScheme, gs1: { ...gs1, scheme: name, assetType: '00042' } };
    const read = decodeEpc(epcOfTag(scheme, 'IT-000123', 123)?.hex ?? '');
    expect(read.ok && pureIdentityUri(read.value)).toBe(uri);
  });

  it.each([
    ['SERIES_NEEDS_TOKEN', { ownSeries: true }],
    ['SERIES_AND_GS1', { prefix: '{YY}', ownSeries: true, gs1 }],
    ['ASSET_TYPE_LENGTH', { gs1: { ...gs1, scheme: 'grai-96', assetType: '1' } }],
    ['EPC_TOO_LONG', { prefix: 'A'.repeat(24), gs1: { ...gs1, scheme: 'giai-202' } }],
    ['TAG_TOO_LONG', { prefix: `${'A'.repeat(25)}{SITE}`, digits: 10 }],
  ] as const)('[I1] %s is told', (problem, change) => {
    expect(problemOfScheme({ ...initialTagScheme, ...change })).toBe(problem);
  });
});
