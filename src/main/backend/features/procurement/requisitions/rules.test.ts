import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  mayRequisitionBecome,
  nextRequisitionStates,
  requisitionStates,
} from '#shared/features/procurement/requisition.ts';
import { mayActOn, requisitionActs } from './rules.ts';
import type { RequisitionAct } from './rules.ts';

const acts = Object.keys(requisitionActs) as RequisitionAct[];

describe('a requisition', () => {
  it('[P1] is acted on by its author or a buyer only, and only along the steps of its machine', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...requisitionStates),
        fc.constantFrom(...acts),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (state, act, createdById, buys) => {
          const verdict = mayActOn({ state, createdById }, act, { operatorId: 1, buys });
          if (!verdict.allowed) return;
          expect(buys || createdById === 1).toBe(true);
          const { to } = requisitionActs[act];
          if (to !== null) expect(mayRequisitionBecome(state, to)).toBe(true);
        },
      ),
    );
  });

  it('[P1] in approval changes by decisions alone', () => {
    const verdicts = acts.map((act) =>
      mayActOn({ state: 'in_approval', createdById: 1 }, act, { operatorId: 1, buys: true }),
    );
    expect(verdicts.every(({ allowed }) => !allowed)).toBe(true);
  });

  it('[P1] has two ends, from which nothing leads', () => {
    const ends = requisitionStates.filter((each) => nextRequisitionStates[each].length === 0);
    expect(ends).toEqual(['fulfilled', 'cancelled']);
  });
});
