import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { daysOfSpan, stepSpan, weekdayOf } from './calendar-days.ts';

test('[K2] a fortnight begins on a Monday, a month on its first day', () => {
  expect(weekdayOf('2026-11-23')).toBe(0);
  expect(weekdayOf('1969-12-28')).toBe(6);
  expect(daysOfSpan('week', '2026-11-25')).toHaveLength(14);
  expect(daysOfSpan('week', '2026-11-25')[0]).toBe('2026-11-23');
  expect(daysOfSpan('month', '2028-02-29')).toHaveLength(29);
  expect(daysOfSpan('month', '2026-12-31').at(-1)).toBe('2026-12-31');
});

test('[K2] whatever the day, it is shown, and stepping on and back leads home', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('week' as const, 'month' as const),
      fc.integer({ min: -2000, max: 4000 }),
      (span, days) => {
        const anchor = addDays('2026-11-24', days);
        const shown = daysOfSpan(span, anchor);
        expect(shown).toContain(anchor);
        expect(daysOfSpan(span, stepSpan(span, stepSpan(span, anchor, 1), -1))).toEqual(shown);
      },
    ),
  );
});
