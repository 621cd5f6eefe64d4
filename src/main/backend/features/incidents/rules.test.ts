import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses, isAlarming } from '#shared/features/assets/status.ts';
import { incidentKinds, incidentOutcomes, incidentStates, outcomesOf } from '#shared/features/incidents/model.ts';
import { fateOf, freezes, mayBeAbout, mayBecomeWhileFrozen, mayClose, mayGoTo } from './rules.ts';

const kind = fc.constantFrom(...incidentKinds);
const state = fc.constantFrom(...incidentStates);
const outcome = fc.constantFrom(...incidentOutcomes);

describe('an incident', () => {
  it('[S3] goes from open over in hand to closed, and never another way', () => {
    const steps = incidentStates.flatMap((from) =>
      incidentStates.filter((to) => mayGoTo(from, to)).map((to) => `${from} ${to}`),
    );
    expect(steps).toEqual(['open in_hand', 'in_hand closed']);
  });

  it('[S3] ends with an outcome that suits what happened, and only while it is in hand', () => {
    fc.assert(
      fc.property(kind, state, outcome, (of, at, end) => {
        const { allowed } = mayClose({ kind: of, state: at }, end);
        expect(allowed).toBe(at === 'in_hand' && outcomesOf[of].includes(end));
      }),
    );
    for (const of of incidentKinds) expect(outcomesOf[of]).toContain('mistaken');
  });

  it('[S3] holds what is lost or stolen until it is closed, and nothing else', () => {
    fc.assert(
      fc.property(kind, state, (of, at) => {
        expect(freezes({ kind: of, state: at })).toBe((of === 'lost' || of === 'stolen') && at !== 'closed');
      }),
    );
    for (const status of assetStatuses) expect(mayBecomeWhileFrozen(status)).toBe(isAlarming(status));
  });

  it('[S3] is about nothing that has left the inventory, and no loss is about what never came', () => {
    for (const of of incidentKinds) expect(mayBeAbout('disposed', of)).toBe(false);
    expect(mayBeAbout('ordered', 'lost')).toBe(false);
    expect(mayBeAbout('ordered', 'damaged')).toBe(true);
    for (const status of ['in_stock', 'in_use', 'on_loan', 'missing', 'retiring'] as const)
      expect(mayBeAbout(status, 'stolen')).toBe(true);
  });

  it('[S3] leaves no asset without a fate: back to stock, as before, or gone', () => {
    fc.assert(
      fc.property(outcome, fc.boolean(), (end, found) => {
        const fate = fateOf(end, found);
        if (end === 'mistaken') expect(fate).toBe('as_before');
        else expect(fate === 'back_to_stock').toBe(found || end === 'recovered');
      }),
    );
  });
});
