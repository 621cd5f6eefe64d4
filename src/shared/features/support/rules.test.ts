import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessMinutes, businessMinutesBetween } from './business-hours.ts';
import type { BusinessHours } from './business-hours.ts';
import { chanceOfAtLeast, judgeFailures } from './failure-rate.ts';
import { grades, priorities, priorityOf } from './priority.ts';

const nineToFive = { from: 540, to: 1020 };
const prague: BusinessHours = {
  zone: 'Europe/Prague',
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, null, null],
  holidays: ['2026-12-24', '2026-12-25'],
};
const span = fc
  .record({ from: fc.integer({ min: 0, max: 1300 }), length: fc.integer({ min: 30, max: 130 }) })
  .map(({ from, length }) => ({ from, to: from + length }));
const hours: fc.Arbitrary<BusinessHours> = fc.record({
  zone: fc.constantFrom('UTC', 'Europe/Prague', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'),
  week: fc
    .array(fc.option(span), { minLength: 7, maxLength: 7 })
    .map((week) => [{ from: 480, to: 960 }, ...week.slice(1)]),
  holidays: fc.array(fc.constantFrom('2026-03-30', '2026-10-26', '2026-12-24', '2026-04-06'), { maxLength: 3 }),
});
/** Around the changes of the clock in either half of the world. */
const at = fc
  .integer({ min: Date.parse('2026-03-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') })
  .map((time) => new Date(Math.floor(time / 60_000) * 60_000).toISOString());
const minutes = fc.integer({ min: 1, max: 4000 });
const plus = (calendar: BusinessHours, since: string, count: number) =>
  addBusinessMinutes(calendar, since, count) ?? '';

describe('targets in business hours', () => {
  it('[M3] go on the next working day, over weekends and holidays', () => {
    expect(plus(prague, '2026-11-27T15:30:00.000Z', 60)).toBe('2026-11-30T08:30:00.000Z');
    expect(plus(prague, '2026-12-23T15:00:00.000Z', 120)).toBe('2026-12-28T09:00:00.000Z');
    expect(plus(prague, '2026-11-28T12:00:00.000Z', 30)).toBe('2026-11-30T08:30:00.000Z');
  });

  it('[M3] are nine o’clock in summer and in winter', () => {
    expect(plus(prague, '2026-03-27T15:59:00.000Z', 2)).toBe('2026-03-30T07:01:00.000Z');
    expect(plus(prague, '2026-10-23T14:59:00.000Z', 2)).toBe('2026-10-26T08:01:00.000Z');
  });

  it('[M3] are never reached where nobody is ever there', () => {
    expect(
      addBusinessMinutes(
        { ...prague, week: [null, null, null, null, null, null, null] },
        '2026-11-27T15:30:00.000Z',
        1,
      ),
    ).toBeNull();
  });

  it('[M3] have exactly so many minutes before them, over changes of the clock', () => {
    fc.assert(
      fc.property(hours, at, minutes, (calendar, since, count) => {
        expect(businessMinutesBetween(calendar, since, plus(calendar, since, count))).toBe(count);
      }),
    );
  });

  it('[M3] come to the same in one step or in two, and later for more', () => {
    fc.assert(
      fc.property(hours, at, minutes, minutes, (calendar, since, one, other) => {
        const whole = plus(calendar, since, one + other);
        expect(plus(calendar, plus(calendar, since, one), other)).toBe(whole);
        expect(whole > plus(calendar, since, one)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the priority', () => {
  it('[M3] never falls when impact or urgency rises', () => {
    for (const [at, impact] of grades.entries())
      for (const [beside, urgency] of grades.entries()) {
        const here = priorities.indexOf(priorityOf(impact, urgency));
        const [less, lessUrgent] = [grades[at + 1], grades[beside + 1]];
        if (less !== undefined) expect(priorities.indexOf(priorityOf(less, urgency))).toBeGreaterThanOrEqual(here);
        if (lessUrgent !== undefined)
          expect(priorities.indexOf(priorityOf(impact, lessUrgent))).toBeGreaterThanOrEqual(here);
      }
    expect(priorityOf('high', 'high')).toBe('critical');
  });
});

describe('failures of a model', () => {
  it('[M3] are flagged when chance does not explain them, and the numbers say why', () => {
    const bad = judgeFailures({ failures: 9, assets: 20 }, { failures: 20, assets: 400 });
    expect(bad).toMatchObject({ flagged: true, rate: 0.45, fleetRate: 0.05, expected: 1 });
    expect(bad.chance).toBeLessThan(0.0001);
    expect(judgeFailures({ failures: 2, assets: 2 }, { failures: 0, assets: 400 }).flagged, 'too few').toBe(false);
    expect(judgeFailures({ failures: 4, assets: 80 }, { failures: 20, assets: 400 }).flagged).toBe(false);
    expect(judgeFailures({ failures: 9, assets: 9 }, { failures: 0, assets: 0 }).flagged).toBe(false);
  });

  it('[M3] follow Poisson’s distribution', () => {
    // Tabulated: P(X ≥ 3) at mean 1 is 0.080301, at mean 2 it is 0.323324.
    expect(chanceOfAtLeast(3, 1)).toBeCloseTo(0.080301, 6);
    expect(chanceOfAtLeast(3, 2)).toBeCloseTo(0.323324, 6);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        (events, expected) => {
          const chance = chanceOfAtLeast(events, expected);
          expect(chance).toBeGreaterThanOrEqual(chanceOfAtLeast(events + 1, expected) - 1e-12);
          expect(chance >= 0 && chance <= 1).toBe(true);
        },
      ),
    );
  });
});
