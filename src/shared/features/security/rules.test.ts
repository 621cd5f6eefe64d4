import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { entranceOf, judgeKeeping, keepsTo, keepingTimes } from './keeping.ts';
import {
  antivirusStates,
  encryptionStates,
  foldReadings,
  mdmStates,
  nothingKnown,
  postureChecks,
  posturePolicy,
  screenLockStates,
  scorePosture,
  summarise,
  usualPolicy,
} from './posture.ts';
import type { PostureFacts, PosturePolicy } from './posture.ts';

const today = '2026-11-24';
const ago = (days: number) => addDays(today, -days);
const perfect: PostureFacts = {
  encryption: 'on',
  antivirus: 'current',
  patchedOn: today,
  patchLevel: '26100.2314',
  mdm: 'managed',
  screenLock: 'on',
  contactOn: today,
};

const maybe = <Value>(values: readonly Value[]) => fc.constantFrom(null, ...values);
const someDay = fc.option(fc.integer({ min: 0, max: 400 }).map(ago), { nil: null });
const someFacts: fc.Arbitrary<PostureFacts> = fc.record({
  encryption: maybe(encryptionStates),
  antivirus: maybe(antivirusStates),
  patchedOn: someDay,
  patchLevel: fc.constant(null),
  mdm: maybe(mdmStates),
  screenLock: maybe(screenLockStates),
  contactOn: someDay,
});
const weight = fc.integer({ min: 0, max: 10 });
const somePolicy: fc.Arbitrary<PosturePolicy> = fc.record({
  weights: fc.record({
    encryption: weight,
    antivirus: weight,
    patches: weight,
    mdm: weight,
    screenLock: weight,
    contact: weight,
  }),
  patchDays: fc.integer({ min: 1, max: 365 }),
  contactDays: fc.integer({ min: 1, max: 365 }),
  passing: fc.integer({ min: 1, max: 100 }),
  required: fc.subarray([...postureChecks]),
  unknown: fc.constantFrom('fails' as const, 'left_out' as const),
  categoryIds: fc.constant([]),
});

describe('the score of a device', () => {
  it('[S2] is full when all is met, halves what is half done, and fails what is required and lacking', () => {
    expect(posturePolicy.parse(usualPolicy)).toEqual(usualPolicy);
    expect(scorePosture(perfect, usualPolicy, today)).toMatchObject({ score: 100, compliant: true });
    const old = scorePosture({ ...perfect, patchedOn: ago(30) }, usualPolicy, today);
    expect(old).toMatchObject({ score: 90, compliant: true });
    expect(old.checks).toContainEqual({ check: 'patches', state: 'partly' });
    const open = scorePosture({ ...perfect, encryption: 'partly' }, usualPolicy, today);
    expect(open).toMatchObject({ score: 87, compliant: false });
    expect(scorePosture({ ...perfect, contactOn: null }, usualPolicy, today)).toMatchObject({ score: 90 });
    const lenient = { ...usualPolicy, unknown: 'left_out' as const };
    expect(scorePosture({ ...perfect, contactOn: null }, lenient, today)).toMatchObject({ score: 100 });
    expect(scorePosture(nothingKnown, usualPolicy, today)).toMatchObject({ score: null, compliant: false });
  });

  it('[S2] stays within 0 and 100, and is 100 exactly when every check that weighs is met', () => {
    fc.assert(
      fc.property(someFacts, somePolicy, (facts, policy) => {
        const { score, compliant, checks } = scorePosture(facts, policy, today);
        if (score === null) {
          expect(compliant).toBe(false);
          return;
        }
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const counted = checks.filter(
          ({ check, state }) => policy.weights[check] > 0 && (state !== 'unknown' || policy.unknown === 'fails'),
        );
        expect(score === 100).toBe(counted.every(({ state }) => state === 'met'));
      }),
    );
  });

  it('[S2] never falls by what gets better: newer patches, a nearer contact, a state that is known to be good', () => {
    const better: ((facts: PostureFacts) => PostureFacts)[] = [
      (facts) => ({ ...facts, patchedOn: today }),
      (facts) => ({ ...facts, contactOn: today }),
      (facts) => ({ ...facts, encryption: 'on' }),
      (facts) => ({ ...facts, antivirus: facts.antivirus === 'off' ? 'outdated' : 'current' }),
      (facts) => ({ ...facts, mdm: 'managed' }),
      (facts) => ({ ...facts, screenLock: 'on' }),
    ];
    fc.assert(
      fc.property(someFacts, somePolicy, fc.constantFrom(...better), (facts, policy, improve) => {
        const before = scorePosture(facts, policy, today);
        const after = scorePosture(improve(facts), policy, today);
        expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
        if (before.compliant) expect(after.compliant).toBe(true);
      }),
    );
  });

  it('[S2] does not depend on by how much all weights are multiplied, and a day that passes never raises it', () => {
    fc.assert(
      fc.property(someFacts, somePolicy, fc.integer({ min: 0, max: 400 }), (facts, policy, days) => {
        const doubled = Object.fromEntries(
          postureChecks.map((check) => [check, policy.weights[check] * 3]),
        ) as PosturePolicy['weights'];
        expect(scorePosture(facts, { ...policy, weights: doubled }, today)).toEqual(scorePosture(facts, policy, today));
        const later = scorePosture(facts, policy, addDays(today, days));
        expect(later.score ?? 0).toBeLessThanOrEqual(scorePosture(facts, policy, today).score ?? 0);
      }),
    );
  });

  it('[S2] goes by what is known after all readings: what a later one does not say stays', () => {
    const known = foldReadings([
      { ...nothingKnown, encryption: 'off', mdm: 'managed' },
      { ...nothingKnown, encryption: 'on' },
    ]);
    expect(known).toEqual({ ...nothingKnown, encryption: 'on', mdm: 'managed' });
  });

  it('[S2] adds up: every device is compliant, failing or silent', () => {
    fc.assert(
      fc.property(fc.array(someFacts, { maxLength: 12 }), somePolicy, (all, policy) => {
        const sum = summarise(all.map((facts) => scorePosture(facts, policy, today)));
        expect(sum.compliant + sum.failing + sum.silent).toBe(sum.devices);
      }),
    );
  });
});

describe('what has to be kept in a secure place', () => {
  const rule = { id: 1, placeId: null, applies: 'in_stock' as const, strict: false };
  const standing = { withSomebody: false, places: [3, 2, 1], secure: [2] };

  it('[S1] keeps to a rule in any secure place, or in the one that it names and all within', () => {
    expect(keepsTo(rule, standing)).toBe(true);
    expect(keepsTo(rule, { ...standing, secure: [] })).toBe(false);
    expect(keepsTo({ ...rule, placeId: 1 }, standing)).toBe(true);
    expect(keepsTo({ ...rule, placeId: 9 }, standing)).toBe(false);
    expect(keepsTo(rule, { withSomebody: true, places: [], secure: [] })).toBe(true);
    expect(keepsTo({ ...rule, applies: 'always' }, { ...standing, withSomebody: true })).toBe(false);
  });

  it('[S1] is refused exactly when a strict rule is broken', () => {
    const someRule = fc.record({
      id: fc.nat(),
      placeId: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
      applies: fc.constantFrom(...keepingTimes),
      strict: fc.boolean(),
    });
    const somewhere = fc.record({
      withSomebody: fc.boolean(),
      places: fc.subarray([1, 2, 3, 4]),
      secure: fc.subarray([1, 2, 3, 4]),
    });
    fc.assert(
      fc.property(fc.array(someRule, { maxLength: 5 }), somewhere, (rules, where) => {
        const { broken, refusing } = judgeKeeping(rules, where);
        expect(refusing !== null).toBe(broken.some(({ strict }) => strict));
        expect(broken.length).toBe(rules.filter((each) => !keepsTo(each, where)).length);
      }),
    );
  });

  it('[S1] is entered by those who are named, their departments and titles, and by nobody else', () => {
    const entrants = [
      { person: { id: 7, name: 'Ada' }, department: null, title: null },
      { person: null, department: { id: 2, name: 'IT' }, title: null },
      { person: null, department: null, title: 'Data centre technician' },
    ];
    const person = { id: 1, departmentId: null, title: null };
    expect(entranceOf(entrants, { ...person, id: 7 })).toBe('person');
    expect(entranceOf(entrants, { ...person, departmentId: 2 })).toBe('department');
    expect(entranceOf(entrants, { ...person, title: ' data Centre technician ' })).toBe('title');
    expect(entranceOf(entrants, { ...person, departmentId: 3, title: '' })).toBeNull();
    expect(entranceOf([], person)).toBeNull();
  });
});
