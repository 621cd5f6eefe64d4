import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemes } from '#shared/features/updates/scheme.ts';
import type { Scheme } from '#shared/features/updates/scheme.ts';
import { comply, compareVersions, inOrder, isVersion, targetOf } from '#domains/versions/index.ts';
import type { Release } from '#domains/versions/index.ts';

const number = fc.nat({ max: 40 });
const word = fc.constantFrom('alpha', 'beta', 'rc', 'a', 'b', 'build', 'x');
const two = (value: number) => String(value).padStart(2, '0');

/** Versions as they are written by each scheme, small enough that many come out equal or close. */
const written: Readonly<Record<Scheme, fc.Arbitrary<string>>> = {
  semver: fc
    .tuple(number, number, number, fc.array(fc.oneof(number.map(String), word), { maxLength: 3 }))
    .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length === 0 ? '' : `-${pre.join('.')}`}`),
  dotted: fc
    .array(
      fc.oneof(
        number.map(String),
        fc.tuple(number, word).map(([n, letters]) => `${n}${letters}`),
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((parts) => parts.join('.')),
  date: fc
    .tuple(
      fc.integer({ min: 2023, max: 2026 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      number,
    )
    .chain(([year, month, day, rest]) =>
      fc.constantFrom(
        `${year}-${two(month)}-${two(day)}`,
        `${year}.${two(month)}.${two(day)}.${rest}`,
        `${year}${two(month)}${two(day)}`,
        `${year % 100}.${two(month)}`,
        `${year % 100}H${month > 6 ? 2 : 1}`,
      ),
    ),
  windows: fc
    .tuple(fc.constantFrom(19_045, 22_621, 22_631, 26_100), fc.option(fc.nat({ max: 6000 }), { nil: null }))
    .chain(([build, revision]) => {
      const text = revision === null ? String(build) : `${build}.${revision}`;
      return fc.constantFrom(text, `10.0.${text}`, `Version 23H2 (OS Build ${text})`);
    }),
};

const sign = (scheme: Scheme, one: string, other: string) =>
  Math.sign(compareVersions(scheme, one, other) ?? Number.NaN);

describe.each(schemes)('versions by %s', (scheme) => {
  const version = written[scheme];

  it('[M2] are read, are as new as themselves, and compare the other way round from the other side', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(isVersion(scheme, one)).toBe(true);
        expect(sign(scheme, one, one)).toBe(0);
        expect(sign(scheme, one, other)).toBe(-sign(scheme, other, one) + 0);
      }),
    );
  });

  it('[M2] have an order: what is older than an older one is older, and equals stand at one place', () => {
    fc.assert(
      fc.property(version, version, version, (one, two_, three) => {
        const [first, second, third] = [one, two_, three].toSorted((a, b) => sign(scheme, a, b)) as [
          string,
          string,
          string,
        ];
        expect(sign(scheme, first, second)).toBeLessThanOrEqual(0);
        expect(sign(scheme, second, third)).toBeLessThanOrEqual(0);
        expect(sign(scheme, first, third)).toBeLessThanOrEqual(0);
        if (sign(scheme, first, second) === 0) expect(sign(scheme, first, third)).toBe(sign(scheme, second, third));
      }),
    );
  });
});

describe('what makes a version newer', () => {
  it('[M2] the precedence of semver.org, from a pre-release to its release', () => {
    const rising = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.10.0',
      '2',
    ];
    for (const [index, older] of rising.entries())
      for (const newer of rising.slice(index + 1))
        expect([older, newer, sign('semver', older, newer)]).toEqual([older, newer, -1]);
    expect(sign('semver', 'v1.2.3+build.7', '1.2.3')).toBe(0);
    expect(isVersion('semver', 'Windows 11')).toBe(false);
  });

  it('[M2] a part that counts one more is newer, wherever it stands, and however long the numbers are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (parts, at) => {
          const place = at % parts.length;
          const newer = parts.map((part, index) => (index === place ? part + 1n : part));
          expect(sign('dotted', parts.join('.'), newer.join('.'))).toBe(-1);
          expect(sign('dotted', `${parts.join('.')}.0.0`, parts.join('.'))).toBe(0);
        },
      ),
    );
    expect([
      sign('dotted', '1.9', '1.10'),
      sign('dotted', '1.1.1', '1.1.1a'),
      sign('dotted', '1.1.1a', '1.1.1b'),
    ]).toEqual([-1, -1, -1]);
    expect([sign('dotted', '2.0rc1', '2.0'), sign('dotted', '2.0 beta 2', '2.0rc1')]).toEqual([-1, -1]);
  });

  it('[M2] dates and builds of Windows in all the ways in which they are written', () => {
    expect([
      sign('date', '2026.11.24', '20261124'),
      sign('date', '24.04', '24.10'),
      sign('date', '24H2', '23H2'),
    ]).toEqual([0, -1, 1]);
    expect(isVersion('date', '2026-13-01')).toBe(false);
    expect(sign('windows', '10.0.22631.4317', 'Version 23H2 (OS Build 22631.4460)')).toBe(-1);
    expect(sign('windows', '10.0.22631', '22631.1')).toBe(-1);
    expect(sign('windows', '10.0.19045.9999', '10.0.22621.1')).toBe(-1);
  });
});

describe('where an installed version stands', () => {
  const today = '2026-11-24';
  const release = (id: number, version: string, more: Partial<Release> = {}): Release => ({
    id,
    version,
    branch: '',
    releasedOn: '2026-01-01',
    security: false,
    supportedUntil: null,
    ...more,
  });
  const of = (releases: Release[], installed: string | null, chosen: number | null = null) => {
    const ordered = inOrder('dotted', releases);
    return comply('dotted', ordered, targetOf(ordered, chosen, today), installed, today).compliance;
  };

  it('[M2] current, behind, behind on security, unsupported, and unknown where nothing can be said', () => {
    const releases = [
      release(3, '2.1'),
      release(1, '1.0', { supportedUntil: '2026-06-30' }),
      release(2, '2.0', { security: true }),
    ];
    expect(['0.9', '1.0', '2.0', '2.1', '3', null, 'soon'].map((installed) => of(releases, installed))).toEqual([
      'behind_security',
      'unsupported',
      'behind',
      'current',
      'current',
      'unknown',
      'unknown',
    ]);
    expect(of([], '1.0')).toBe('unknown');
  });

  it('[M2] a target that was chosen asks for no more than itself, but hides no hole, and what is not out yet is none', () => {
    const releases = [
      release(1, '1.0'),
      release(2, '1.1'),
      release(3, '1.2', { security: true, releasedOn: '2026-12-01' }),
    ];
    expect([of(releases, '1.0', 1), of(releases, '1.0'), of(releases, '1.1')]).toEqual([
      'current',
      'behind',
      'current',
    ]);
    const closed = releases.map((each) => (each.id === 3 ? { ...each, releasedOn: today } : each));
    expect(of(closed, '1.0', 1)).toBe('behind_security');
  });

  it('[M2] a line that is kept beside a newer one has its own holes', () => {
    const line = (id: number, version: string, branch: string, security: boolean) =>
      release(id, version, { branch, security });
    const releases = [
      line(1, '22.1', '22', false),
      line(2, '22.2', '22', true),
      line(3, '23.1', '23', false),
      line(4, '23.2', '23', true),
    ];
    expect(['22.1', '22.2', '23.1', '23.2'].map((installed) => of(releases, installed))).toEqual([
      'behind_security',
      'behind',
      'behind_security',
      'current',
    ]);
  });

  it('[M2] never gets worse by a newer version, as long as all are supported', () => {
    const rank = { current: 0, behind: 1, behind_security: 2, unsupported: 3, unknown: 4 } as const;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(written.dotted, fc.boolean()), { minLength: 1, maxLength: 8 }),
        written.dotted,
        written.dotted,
        (all, one, other) => {
          const releases = all.map(([version, security], id) => release(id + 1, version, { security }));
          const [older, newer] = sign('dotted', one, other) <= 0 ? [one, other] : [other, one];
          expect(rank[of(releases, newer)]).toBeLessThanOrEqual(rank[of(releases, older)]);
        },
      ),
    );
  });
});
