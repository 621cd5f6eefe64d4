import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ruleOf, simpleOf, weekdaysOf } from '#shared/features/maintenance/recurrence.ts';
import type { SimpleRecurrence } from '#shared/features/maintenance/recurrence.ts';
import { addDays, addMonths, dayFromEpochDay, epochDayOf } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import { afterCompletion, firstOccurrences, isRule, occurrenceFrom, occurrencesWithin } from './recurrence.ts';
import { afterAbsence, dueNow, expectedDay, firstDue, judge, mayRead, nextReading, statusAfterWork } from './rules.ts';
import type { Repeating } from './rules.ts';

const day = fc
  .integer({ min: epochDayOf('2023-01-01'), max: epochDayOf('2029-12-31') })
  .map((at) => dayFromEpochDay(at) ?? '');
const recurrence: fc.Arbitrary<SimpleRecurrence> = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 45 }), unit: fc.constant('day' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 8 }), unit: fc.constant('week' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 14 }), unit: fc.constant('month' as const) }),
  fc.record({ every: fc.integer({ min: 1, max: 3 }), unit: fc.constant('year' as const) }),
);
/** Zones whose clocks change, in either half of the world, by an hour, half an hour and a whole day. */
const zones = ['UTC', 'Europe/Prague', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];

/** The same dates by arithmetic of days and months alone. */
function byArithmetic({ every, unit }: SimpleRecurrence, startsOn: Day, until: Day): Day[] {
  const days: Day[] = [];
  for (let step = 0; ; step += 1) {
    const next =
      unit === 'day'
        ? addDays(startsOn, every * step)
        : unit === 'week'
          ? addDays(startsOn, 7 * every * step)
          : addMonths(startsOn, every * step * (unit === 'year' ? 12 : 1));
    if (next > until) return days;
    days.push(next);
  }
}

/** What a generator that runs on some days only has raised in the end. */
function raisedOver(plan: Repeating, from: Day, runs: readonly number[]): { raised: Day[]; last: Day } {
  let today = from;
  let next = firstDue(plan, from);
  const raised: Day[] = [];
  const run = () => {
    const { due, next: coming } = dueNow(plan, next, today);
    raised.push(...due);
    next = coming;
  };
  run();
  for (const pause of runs) {
    today = addDays(today, pause);
    run();
    run();
  }
  return { raised, last: addDays(today, plan.leadDays) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('due dates', () => {
  it('[M1] come each once and none is left out, whenever the generator runs, over changes of the clock and leap days', () => {
    fc.assert(
      fc.property(
        recurrence,
        day,
        fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(...zones),
        (simple, startsOn, runs, leadDays, zone) => {
          vi.stubEnv('TZ', zone);
          const plan: Repeating = { rule: ruleOf(simple, startsOn), startsOn, anchor: 'plan', leadDays };
          const { raised, last } = raisedOver(plan, startsOn, runs);
          expect(raised).toEqual(byArithmetic(simple, startsOn, last));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[M1] are the same however the way there was cut into runs', () => {
    fc.assert(
      fc.property(
        recurrence,
        day,
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
        (simple, startsOn, runs) => {
          const plan: Repeating = { rule: ruleOf(simple, startsOn), startsOn, anchor: 'plan', leadDays: 7 };
          const whole = runs.reduce((sum, each) => sum + each, 0);
          expect(raisedOver(plan, startsOn, runs).raised).toEqual(raisedOver(plan, startsOn, [whole]).raised);
        },
      ),
    );
  });

  it('[M1] of the last day of a month stay there, and 29 February is the 28th in common years', () => {
    const ends = { every: 1, unit: 'month' } as const;
    expect(firstOccurrences(ruleOf(ends, '2024-01-31'), '2024-01-31', '2024-01-31', 4)).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
    ]);
    expect(firstOccurrences(ruleOf({ every: 1, unit: 'year' }, '2024-02-29'), '2024-02-29', '2024-02-29', 5)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
    expect(firstOccurrences('FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO', '2026-01-01', '2026-01-01', 2)).toEqual([
      '2026-01-05',
      '2026-04-06',
    ]);
  });

  it('[M1] are counted from completion when the plan says so, and then there is never more than one', () => {
    const plan: Repeating = {
      rule: 'FREQ=MONTHLY;INTERVAL=3',
      startsOn: '2026-01-15',
      anchor: 'completion',
      leadDays: 10,
    };
    expect(dueNow(plan, '2026-01-15', '2027-01-01')).toEqual({ due: ['2026-01-15'], next: null });
    expect(afterCompletion(plan.rule, '2026-02-20')).toBe('2026-05-20');
    expect(afterCompletion('FREQ=MONTHLY;INTERVAL=1', '2026-01-31')).toBe('2026-02-28');
    fc.assert(
      fc.property(recurrence, day, (simple, doneOn) => {
        const next = afterCompletion(ruleOf(simple, '2024-01-31'), doneOn) ?? '';
        expect(next > doneOn).toBe(true);
        expect(next).toBe(byArithmetic(simple, doneOn, addDays(doneOn, 1500))[1]);
      }),
    );
  });

  it('[M1] that passed while an asset was gone are made up for by the last of them', () => {
    const plan: Repeating = { rule: 'FREQ=WEEKLY;INTERVAL=1', startsOn: '2026-01-05', anchor: 'plan', leadDays: 0 };
    expect(afterAbsence(plan, '2026-01-12', '2026-02-04')).toBe('2026-02-02');
    expect(afterAbsence(plan, '2026-02-09', '2026-02-04')).toBe('2026-02-09');
  });

  it('[M1] follow rules of RFC 5545 and no others', () => {
    expect(isRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR')).toBe(true);
    for (const wrong of ['', 'every month', 'FREQ=HOURLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=MONTHLY\nRRULE:FREQ=DAILY'])
      expect(isRule(wrong), wrong).toBe(false);
    expect(occurrenceFrom('FREQ=YEARLY;COUNT=1', '2024-01-01', '2025-01-01')).toBeNull();
    fc.assert(
      fc.property(recurrence, day, (simple, startsOn) => {
        expect(simpleOf(ruleOf(simple, startsOn))).toEqual(simple);
        expect(isRule(ruleOf(simple, startsOn))).toBe(true);
      }),
    );
    expect(simpleOf('FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO')).toBeNull();
  });

  it('[M1] are told by their days of the week where they name nothing else', () => {
    const monthly = { every: 3, unit: 'month' };
    expect(weekdaysOf('FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO')).toEqual({ ...monthly, weekdays: [1], nth: 1 });
    expect(weekdaysOf('FREQ=MONTHLY;BYDAY=-1FR')).toEqual({ every: 1, unit: 'month', weekdays: [5], nth: -1 });
    expect(weekdaysOf('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU')).toEqual({
      every: 2,
      unit: 'week',
      weekdays: [1, 7],
      nth: null,
    });
    for (const other of ['MONTHLY;BYDAY=MO', 'WEEKLY;BYDAY=1MO', 'MONTHLY;BYDAY=1MO,TU', 'WEEKLY;BYDAY=MO;COUNT=3'])
      expect(weekdaysOf(`FREQ=${other}`), other).toBeNull();
  });
});

describe('a calendar', () => {
  it('[M1] shows every day of a plan within its span, as the rule itself would give them', () => {
    fc.assert(
      fc.property(
        recurrence,
        day,
        fc.integer({ min: -100, max: 900 }),
        fc.integer({ min: 0, max: 62 }),
        (simple, startsOn, ahead, span) => {
          const from = addDays(startsOn, ahead);
          const to = addDays(from, span);
          const rule = ruleOf(simple, startsOn);
          const all = byArithmetic(simple, startsOn, to).filter((each) => each >= from);
          expect(occurrencesWithin(rule, startsOn, from, to)).toEqual(all);
        },
      ),
    );
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR';
    expect(occurrencesWithin(rule, '2026-01-01', '2026-01-10', '2026-01-31')).toEqual([
      '2026-01-12',
      '2026-01-16',
      '2026-01-26',
      '2026-01-30',
    ]);
    // A day that is not in every month is left out where the rule itself leaves it out.
    expect(occurrencesWithin('FREQ=MONTHLY;INTERVAL=1', '2026-01-31', '2026-02-01', '2026-03-31')).toEqual([
      '2026-03-31',
    ]);
  });
});

describe('a meter', () => {
  it('[M1] makes something due at the next multiple, or so much after it was done', () => {
    expect([0, 999, 1000, 3400].map((reading) => nextReading(1000, 'plan', reading))).toEqual([1000, 1000, 2000, 4000]);
    expect(nextReading(1000, 'completion', 3400)).toBe(4400);
  });

  it('[M1] tells by its use when that will be', () => {
    const readings = [
      { value: 0, readOn: '2026-01-01', replaced: false },
      { value: 500, readOn: '2026-02-20', replaced: false },
    ];
    expect(expectedDay(readings, 1000)).toBe('2026-04-11');
    expect(expectedDay(readings, 400)).toBe('2026-02-20');
    expect(expectedDay(readings.slice(1), 1000)).toBeNull();
    const renewed = [...readings, { value: 10, readOn: '2026-03-01', replaced: true }];
    expect(expectedDay(renewed, 400)).toBeNull();
  });

  it('[M1] goes forward unless it was replaced', () => {
    expect(mayRead({ value: 10 }, 9, false)).toBe(false);
    expect(mayRead({ value: 10 }, 10, false)).toBe(true);
    expect(mayRead({ value: 10 }, 0, true)).toBe(true);
  });
});

describe('work', () => {
  it('[M1] judges a measured value by its limits, both included', () => {
    const limits = { kind: 'measure' as const, atLeast: 11.4, atMost: 12.6 };
    expect([11.3, 11.4, 12, 12.6, 12.7].map((value) => judge(limits, 'ok', value))).toEqual([
      'not_ok',
      'ok',
      'ok',
      'ok',
      'not_ok',
    ]);
    expect(judge(limits, 'not_applicable', 99)).toBe('not_applicable');
    expect(judge({ kind: 'check', atLeast: null, atMost: null }, 'not_ok', null)).toBe('not_ok');
  });

  it('[M1] leaves the asset as it was, or as it has become meanwhile', () => {
    expect(statusAfterWork('in_maintenance', 'in_use', { dueOn: null })).toBe('in_use');
    expect(statusAfterWork('in_maintenance', 'in_use', null)).toBe('in_stock');
    expect(statusAfterWork('in_maintenance', 'in_preparation', null)).toBe('in_preparation');
    expect(statusAfterWork('lost', 'in_stock', null)).toBeNull();
  });
});
