import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromEpochDay } from '#shared/primitives/days.ts';
import { daysOf } from './calendar-weeks.ts';

describe('[M1] the calendar', () => {
  it('[M1] shows whole weeks from Monday with every day of the month once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (at) => {
        const anchor = dayFromEpochDay(at) ?? '';
        const days = daysOf('month', anchor);
        expect(days.length % 7).toBe(0);
        expect(new Date(`${days[0] ?? ''}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(new Set(days).size).toBe(days.length);
        const next = new Date(Date.UTC(Number(anchor.slice(0, 4)), Number(anchor.slice(5, 7)), 0)).getUTCDate();
        expect(days.filter((day) => day.startsWith(anchor.slice(0, 7)))).toHaveLength(next);
        expect(daysOf('week', anchor)).toContain(anchor);
        expect(daysOf('week', anchor)).toHaveLength(7);
      }),
    );
  });
});
