import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackupPlan } from '#shared/features/backups/model.ts';
import { isDue, nextAt, standingOf, toRemove } from './rules.ts';

const plan: BackupPlan = { everyHours: 24, folder: null, keepDays: 7, keepWeeks: 4, keepMonths: 12 };
const at = (day: number, hour = 12): string => new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString();

describe('[O2] the plan of backups', () => {
  it('[O2] the first is due at once, the next after the interval, one that failed after an hour', () => {
    expect(isDue(24, null, at(0))).toBe(true);
    const good = { startedAt: at(0), failed: false };
    expect(isDue(24, good, at(0, 20))).toBe(false);
    expect(isDue(24, good, at(1))).toBe(true);
    expect(nextAt(24, { ...good, failed: true }, at(0))).toBe(at(0, 13));
    expect(nextAt(null, null, at(0))).toBeNull();
  });

  it('[O2] a clock that was set back does not put the next one off', () => {
    expect(nextAt(24, { startedAt: at(300), failed: false }, at(0))).toBe(at(1));
  });

  it('[O2] late is what missed its turn twice; what failed is told at once', () => {
    const good = { startedAt: at(0), failed: false };
    const failed = { startedAt: at(1), failed: true };
    expect(standingOf(plan, { newest: good, newestGood: good }, at(2))).toBe('fine');
    expect(standingOf(plan, { newest: good, newestGood: good }, at(2, 13))).toBe('late');
    expect(standingOf(plan, { newest: failed, newestGood: good }, at(1))).toBe('failing');
    expect(standingOf(plan, { newest: null, newestGood: null }, at(1))).toBe('never');
    expect(standingOf({ ...plan, everyHours: null }, { newest: good, newestGood: good }, at(1))).toBe('off');
  });
});

describe('[O2] what makes room', () => {
  it('[O2] of a year of daily backups seven days, four weeks and twelve months stay', () => {
    const all = Array.from({ length: 365 }, (_, day) => ({ id: day, madeAt: at(day) }));
    const removed = new Set(toRemove(all, plan));
    const kept = all.filter(({ id }) => !removed.has(id)).map(({ madeAt }) => madeAt.slice(0, 10));
    expect(kept.slice(-7)).toEqual(Array.from({ length: 7 }, (_, day) => at(358 + day).slice(0, 10)));
    expect(kept).toContain('2026-01-31');
    expect(kept).toContain('2026-11-30');
    // Seven days, of the four weeks the two that those days don't reach into, and the ends of eleven months before.
    expect(kept).toHaveLength(7 + 2 + 11);
  });

  it('[O2] the newest always stays, and clearing twice clears no more', () => {
    const backups = fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 });
    const keeps = fc.record({
      keepDays: fc.integer({ min: 1, max: 10 }),
      keepWeeks: fc.integer({ min: 0, max: 6 }),
      keepMonths: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(backups, keeps, (hours, keep) => {
        const all = hours.map((hour, id) => ({ id, madeAt: at(0, hour) }));
        const own = { ...plan, ...keep };
        const removed = new Set(toRemove(all, own));
        const left = all.filter(({ id }) => !removed.has(id));
        const newest = all.toSorted((a, b) => b.madeAt.localeCompare(a.madeAt))[0];
        expect(left).toContain(newest);
        expect(left.length).toBeLessThanOrEqual(1 + own.keepDays + own.keepWeeks + own.keepMonths);
        expect(toRemove(left, own)).toEqual([]);
      }),
    );
  });
});
