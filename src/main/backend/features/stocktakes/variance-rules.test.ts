import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineResults, varianceDecisions } from '#shared/features/stocktakes/model.ts';
import { mayApprove, mayDecide, nextOutcome } from './variance-rules.ts';

describe('the end of a variance', () => {
  it('[K3] what was found needs no decision, and every variance has at least two', () => {
    for (const result of lineResults) {
      const fitting = varianceDecisions.filter(
        (decision) => mayDecide({ result, outcome: null }, decision, 'why').allowed,
      );
      expect(fitting.length).toBe(result === 'found' || result === 'not_drawn' ? 0 : result === 'missing' ? 3 : 2);
    }
    expect(mayDecide({ result: 'missing', outcome: null }, 'leave', ' ')).toMatchObject({
      because: 'DECISION_NEEDS_NOTE',
    });
    expect(mayDecide({ result: 'missing', outcome: null }, 'open_incident', null)).toMatchObject({
      because: 'DECISION_NEEDS_NOTE',
    });
    expect(mayDecide({ result: 'missing', outcome: 'left' }, 'mark_missing', null)).toMatchObject({
      because: 'DECISION_APPLIED',
    });
  });

  it('[K3] nobody who counted or decided is ever the second person, unless a small team says what it does instead', () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.nat(5),
        fc.array(fc.nat(5)),
        fc.integer({ min: 1, max: 6 }),
        fc.option(fc.string()),
        (approver, decider, counters, activeOperators, compensatingControl) => {
          const verdict = mayApprove({ approver, decider, counters, activeOperators, compensatingControl });
          const isIndependent = approver !== decider && !counters.includes(approver);
          if (isIndependent) expect(verdict).toEqual({ allowed: true, excused: false });
          else if (verdict.allowed) {
            expect(verdict.excused).toBe(true);
            expect(activeOperators).toBeLessThan(3);
            expect(compensatingControl?.trim()).toBeTruthy();
          }
        },
      ),
    );
  });

  it('[K3] what the register learned after the count is not overwritten', () => {
    const seen = { placeId: 2, at: '2026-01-02', startedAt: '2026-01-01' };
    const register = {
      status: 'in_stock',
      placeId: 1,
      lastSeenAt: '2026-01-02',
      movedAt: '2025-12-01',
      frozen: false,
    } as const;
    expect(nextOutcome('move_record', seen, register)).toBe('applied');
    expect(nextOutcome('move_record', seen, { ...register, movedAt: '2026-01-03' })).toBe('overtaken');
    expect(nextOutcome('move_record', seen, { ...register, placeId: 2 })).toBe('overtaken');
    const missed = { placeId: null, at: null, startedAt: '2026-01-01' };
    expect(nextOutcome('mark_missing', missed, { ...register, lastSeenAt: '2025-12-31' })).toBe('applied');
    expect(nextOutcome('mark_missing', missed, register)).toBe('overtaken');
    const unseen = { ...register, lastSeenAt: '2025-12-31' };
    expect(nextOutcome('open_incident', missed, unseen)).toBe('applied');
    expect(nextOutcome('open_incident', missed, { ...unseen, status: 'missing' })).toBe('applied');
    expect(nextOutcome('open_incident', missed, { ...unseen, frozen: true })).toBe('overtaken');
    expect(nextOutcome('mark_missing', missed, { ...unseen, status: 'lost', frozen: true })).toBe('overtaken');
    expect(nextOutcome('mark_missing', missed, { ...register, status: 'disposed' })).toBe('overtaken');
    expect(nextOutcome('register', seen, null)).toBe('to_register');
  });
});
