import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisiveCount, differenceOf, mayDecideCount, nextCountOutcome } from './count-rules.ts';

describe('counting by quantity', () => {
  it('[K3] a difference is decided, an agreement is none, and leaving it has a reason', () => {
    const short = { counted: 3, booked: 5, outcome: null };
    expect(mayDecideCount(short, 'adjust', null)).toEqual({ allowed: true });
    expect(mayDecideCount(short, 'leave', ' ')).toEqual({ allowed: false, because: 'DECISION_NEEDS_NOTE' });
    expect(mayDecideCount(short, 'leave', 'On loan')).toEqual({ allowed: true });
    const agrees = { counted: 5, booked: 5, outcome: null };
    expect(mayDecideCount(agrees, 'adjust', null)).toEqual({ allowed: false, because: 'COUNT_AGREES' });
    const uncounted = { counted: null, booked: null, outcome: null };
    expect(mayDecideCount(uncounted, 'adjust', null)).toEqual({ allowed: false, because: 'NOT_COUNTED' });
    expect(mayDecideCount(uncounted, 'leave', 'Locked cupboard')).toEqual({ allowed: true });
    expect(mayDecideCount({ ...short, outcome: 'applied' }, 'adjust', null)).toMatchObject({
      because: 'DECISION_APPLIED',
    });
  });

  it('[K3] of several witnesses the last word stands, whichever file came first', () => {
    const witness = fc.record({
      key: fc.string(),
      quantity: fc.nat(9),
      at: fc.constantFrom('2026-01-01', '2026-01-02'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(witness, { selector: ({ key }) => key, maxLength: 5 }), (counts) => {
        const last = decisiveCount(counts);
        expect(decisiveCount(counts.toReversed())).toEqual(last);
        expect(last === null).toBe(counts.length === 0);
        for (const { at } of counts) expect(at <= (last?.at ?? '')).toBe(true);
      }),
    );
  });

  it('[K3] what is applied never takes a stock below zero, and is the difference whatever came after the count', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (counted, booked, available) => {
        const difference = differenceOf({ counted, booked }) ?? 0;
        const outcome = nextCountOutcome('adjust', difference, { available, archived: false });
        expect(outcome === 'applied').toBe(available + difference >= 0);
      }),
    );
  });
});
