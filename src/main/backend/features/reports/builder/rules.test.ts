import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '#shared/features/reports/builder-contract.ts';
import { addDays } from '#shared/primitives/days.ts';
import { fileNameOf, isDue, mayChangeReport, newestDueDay } from './rules.ts';

const schedules = fc.oneof(
  fc.constant({ when: 'daily' as const }),
  fc.constant({ when: 'at_start' as const }),
  fc.record({ when: fc.constant('weekly' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ when: fc.constant('monthly' as const), dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
);

describe('the plan of a report', () => {
  it('[X2] names the newest day that it was due on', () => {
    const weekly = (weekday: number): Schedule => ({ when: 'weekly', weekday });
    // The 30th of November 2026 is a Monday.
    expect(newestDueDay(weekly(1), '2026-11-30')).toBe('2026-11-30');
    expect(newestDueDay(weekly(7), '2026-11-30')).toBe('2026-11-29');
    const monthly = (dayOfMonth: number): Schedule => ({ when: 'monthly', dayOfMonth });
    expect(newestDueDay(monthly(31), '2026-11-30')).toBe('2026-11-30');
    expect(newestDueDay(monthly(31), '2026-11-29')).toBe('2026-10-31');
    expect(newestDueDay(monthly(15), '2026-01-10')).toBe('2025-12-15');
  });

  it('[X2] is due once a day it names, made up for once, and never for a day before it was made', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 90 }),
        (schedule, after, away) => {
          const plannedOn = addDays('2025-01-01', after);
          const today = addDays(plannedOn, away);
          const now = { today, plannedOn, starting: true };
          const due = newestDueDay(schedule, today);
          expect(due <= today).toBe(true);
          expect(isDue(schedule, { ...now, lastRunOn: null })).toBe(due >= plannedOn);
          expect(isDue(schedule, { ...now, lastRunOn: today })).toBe(false);
          expect(isDue(schedule, { ...now, lastRunOn: addDays(due, -1) })).toBe(due >= plannedOn);
        },
      ),
    );
    const atStart = { today: '2026-11-30', plannedOn: '2026-11-01', lastRunOn: null };
    expect(isDue({ when: 'at_start' }, { ...atStart, starting: false })).toBe(false);
  });

  it('[X2] a file gets a name that every system takes', () => {
    expect(fileNameOf(' Q3: what/where? ')).toBe('Q3 what where');
    expect(fileNameOf('...')).toBe('report');
  });

  it('[X2] is changed by its owner, and a shared one by who looks after what is shared', () => {
    expect(mayChangeReport({ ownerId: 1, shared: false }, 1, false)).toEqual({ allowed: true });
    expect(mayChangeReport({ ownerId: 1, shared: true }, 2, true)).toEqual({ allowed: true });
    expect(mayChangeReport({ ownerId: 1, shared: true }, 2, false)).toMatchObject({ because: 'REPORT_NOT_YOURS' });
    expect(mayChangeReport({ ownerId: 1, shared: false }, 2, true)).toMatchObject({ because: 'NOT_FOUND' });
  });
});
