import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { classifyExpiry, expiryStates, lastDayOfNotice } from './expiry.ts';

const today = '2026-11-24';
const end = (inDays: number, noticeDays: number | null = null, autoRenew = false) => ({
  day: addDays(today, inDays),
  noticeDays,
  autoRenew,
});

it('[T3] notice counts back from the end', () => {
  expect(lastDayOfNotice(end(90, 30))).toBe(addDays(today, 60));
  expect(lastDayOfNotice(end(90))).toBe(addDays(today, 90));
});

it('[T3] an end presses by its last day of notice and by whether it goes on by itself', () => {
  const state = (...parts: Parameters<typeof end>) => classifyExpiry(end(...parts), today);
  expect(state(-1)).toBe('ended');
  expect(state(-1, 30, true)).toBe('renewed');
  expect(state(0)).toBe('decide');
  expect(state(30)).toBe('decide');
  expect(state(31)).toBe('later');
  expect(state(100, 90, true)).toBe('decide');
  expect(state(90, 90, true)).toBe('decide');
  expect(state(89, 90, true)).toBe('renews');
  expect(state(89, 90)).toBe('decide');
});

it('[T3] as days pass it never presses less, until its day is over', () => {
  const rank = (state: string) => ['later', 'decide', 'renews', 'renewed', 'ended'].indexOf(state);
  fc.assert(
    fc.property(
      fc.integer({ min: -400, max: 400 }),
      fc.option(fc.integer({ min: 0, max: 400 })),
      fc.boolean(),
      fc.integer({ min: 0, max: 400 }),
      (inDays, notice, autoRenew, later) => {
        const one = end(inDays, notice, autoRenew);
        const [now, then] = [classifyExpiry(one, today), classifyExpiry(one, addDays(today, later))];
        expect(expiryStates).toContain(now);
        expect(rank(then)).toBeGreaterThanOrEqual(rank(now));
      },
    ),
  );
});
