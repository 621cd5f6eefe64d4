import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentKinds } from './model.ts';
import { deadlineOf, dueAfter, planOf, responsePlans, usualPlans } from './response.ts';

const began = '2026-11-24T08:00:00.000Z';
const after = (hours: number) => new Date(Date.parse(began) + hours * 3_600_000).toISOString();

describe('a deadline', () => {
  it('[S3] counts from the report, is near in its last quarter, and over when it is over', () => {
    const dueAt = dueAfter(began, 72);
    const at = (hours: number, doneAt: string | null = null) =>
      deadlineOf({ dueAt, doneAt, beganAt: began }, after(hours));
    expect(dueAt).toBe('2026-11-27T08:00:00.000Z');
    expect([at(0), at(59), at(61), at(72), at(73)]).toEqual(['far', 'far', 'near', 'near', 'overdue']);
    expect([at(80, after(70)), at(80, after(73))]).toEqual(['done', 'late']);
    expect(deadlineOf({ dueAt: null, doneAt: null, beganAt: began }, after(9000))).toBe('none');
    const short = deadlineOf({ dueAt: after(4), doneAt: null, beganAt: began }, after(2.5));
    expect(short).toBe('far');
  });

  it('[S3] goes only forward while nothing is done: far, near, overdue', () => {
    const order = ['far', 'near', 'overdue'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 2100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (hours, passed, more) => {
          const state = (at: number) =>
            deadlineOf({ dueAt: dueAfter(began, hours), doneAt: null, beganAt: began }, after(at));
          expect(order.indexOf(state(passed + more))).toBeGreaterThanOrEqual(order.indexOf(state(passed)));
        },
      ),
    );
  });
});

describe('the plans', () => {
  it('[S3] that come with the application are whole, and tell an authority within 72 hours', () => {
    expect(responsePlans.parse(usualPlans)).toEqual(usualPlans);
    for (const kind of incidentKinds) expect(planOf(usualPlans, kind).length).toBeGreaterThan(0);
    for (const kind of ['lost', 'stolen', 'unauthorised', 'other'] as const)
      expect(planOf(usualPlans, kind)).toContainEqual(
        expect.objectContaining({ usual: 'tell_authority', hours: 72, notifies: true }),
      );
  });
});
