import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/primitives/days.ts';
import { afterMoves, daysOut, findRoom, firstFree, isFor, never, overlaps, problemOfPeriod } from './rules.ts';
import type { Booking, Occupied } from './rules.ts';

const start = '2026-11-02';
const day = (number: number) => addDays(start, number);

const anyPeriod = fc
  .record({ from: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 0, max: 7 }) })
  .map(({ from, length }) => ({ from: day(from), to: day(from + length) }));

const pool = [1, 2, 3];
const anyChoice = fc.constantFrom<number[][]>(pool, pool, [1], [2], [3]);

/** Reservations as they come about: each one asked for after the others, the refused ones left out. */
function book(
  wishes: readonly { from: string; to: string; choice: number[] }[],
  occupied: readonly Occupied[],
): Booking[] {
  let bookings: Booking[] = [];
  for (const [id, wish] of wishes.entries()) {
    const plan = findRoom(wish, bookings, occupied);
    if (plan) bookings = [...afterMoves(bookings, plan.moves), { ...wish, id, assetId: plan.assetId }];
  }
  return bookings;
}

const anyWishes = fc.array(
  fc.tuple(anyPeriod, anyChoice).map(([period, choice]) => ({ ...period, choice })),
  { maxLength: 14 },
);
const anyOut = fc.array(
  fc.tuple(anyPeriod, fc.constantFrom(1, 2, 3)).map(([period, assetId]) => ({ ...period, assetId })),
  {
    maxLength: 3,
  },
);

describe('reservations', () => {
  it('[K2] never two of one asset on the same day, none on an asset that is out, each on one that was asked for', () => {
    fc.assert(
      fc.property(anyWishes, anyOut, (wishes, out) => {
        const bookings = book(wishes, out);
        for (const booking of bookings) {
          expect(booking.choice).toContain(booking.assetId);
          const others = [...bookings.filter(({ id }) => id !== booking.id), ...out];
          expect(others.some((other) => other.assetId === booking.assetId && overlaps(other, booking))).toBe(false);
        }
      }),
    );
  });

  it('[K2] giving way one after the other, no two ever meet on the way, so that the database can check each step', () => {
    fc.assert(
      fc.property(anyWishes, anyPeriod, anyChoice, (wishes, period, choice) => {
        let bookings = book(wishes, []);
        const plan = findRoom({ ...period, choice }, bookings, []);
        for (const move of plan?.moves ?? []) {
          bookings = afterMoves(bookings, [move]);
          const moved = bookings.find(({ id }) => id === move.id);
          const met = bookings.filter(
            (other) => moved && other.id !== moved.id && other.assetId === moved.assetId && overlaps(other, moved),
          );
          expect(met).toEqual([]);
        }
      }),
    );
  });

  it('[K2] are never refused while one of the choice is free for the whole time', () => {
    fc.assert(
      fc.property(anyWishes, anyPeriod, anyChoice, (wishes, period, choice) => {
        const bookings = book(wishes, []);
        const free = choice.some(
          (assetId) => !bookings.some((each) => each.assetId === assetId && overlaps(each, period)),
        );
        fc.pre(free);
        expect(findRoom({ ...period, choice }, bookings, [])).toMatchObject({ moves: [] });
      }),
    );
  });

  it('[K2] of one very asset make those of the pool give way to another one', () => {
    const ofPool = { id: 1, assetId: 1, from: day(0), to: day(3), choice: pool };
    expect(findRoom({ from: day(2), to: day(5), choice: [1] }, [ofPool], [])).toEqual({
      assetId: 1,
      moves: [{ id: 1, assetId: 2 }],
    });
    const ofThis = { ...ofPool, choice: [1] };
    expect(findRoom({ from: day(2), to: day(5), choice: [1] }, [ofThis], [])).toBeNull();
    expect(firstFree({ from: day(2), to: day(5), choice: [1] }, [ofThis], [])).toBe(day(4));
  });

  it('[K2] reach from today or later for a year at most', () => {
    expect(problemOfPeriod({ from: day(2), to: day(1) }, day(0))).toBe('PERIOD_BACKWARDS');
    expect(problemOfPeriod({ from: day(-3), to: day(-1) }, day(0))).toBe('PERIOD_PAST');
    expect(problemOfPeriod({ from: day(-3), to: day(0) }, day(0))).toBeNull();
    expect(problemOfPeriod({ from: day(0), to: day(366) }, day(0))).toBe('PERIOD_TOO_LONG');
  });
});

describe('what is out', () => {
  it('[K2] is not free until it is due, when overdue until today, without an end not at all', () => {
    expect(daysOut({ startedOn: day(0), dueOn: day(4) }, day(1))).toEqual({ from: day(0), to: day(4) });
    expect(daysOut({ startedOn: day(0), dueOn: day(4) }, day(9))).toEqual({ from: day(0), to: day(9) });
    expect(daysOut({ startedOn: day(0), dueOn: null }, day(9))).toEqual({ from: day(0), to: never });
  });
});

describe('who may fetch', () => {
  it('[K2] is whom it is reserved for, or anybody of the department', () => {
    const ada = { kind: 'person', id: 1, departmentId: 7 } as const;
    expect(isFor({ personId: 1, departmentId: null }, ada)).toBe(true);
    expect(isFor({ personId: 2, departmentId: null }, ada)).toBe(false);
    expect(isFor({ personId: null, departmentId: 7 }, ada)).toBe(true);
    expect(isFor({ personId: null, departmentId: 8 }, ada)).toBe(false);
    expect(isFor({ personId: null, departmentId: 7 }, { kind: 'team', id: 7, departmentId: null })).toBe(true);
    expect(isFor({ personId: 7, departmentId: null }, { kind: 'team', id: 7, departmentId: null })).toBe(false);
  });
});
