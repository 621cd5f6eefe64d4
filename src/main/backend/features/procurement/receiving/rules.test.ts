import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { unitVerdicts } from '#shared/features/procurement/receiving.ts';
import { overDeliveryOf, serialIn, stateAfterDelivery } from './rules.ts';

describe('receiving', () => {
  it.each([
    ['S/N: 5CG1234XYZ', '5CG1234XYZ'],
    ['5CG1234XYZ', '5CG1234XYZ'],
    ['00:1B:44:11:3A:B7', null],
    ['490154203237518', null],
    ['4006381333931', null],
    ['Q10', null],
  ])('[P6] of %s the serial is %s', (scanned, serial) => {
    expect(serialIn(scanned, null)).toBe(serial);
  });

  const progress = fc.record({ ordered: fc.integer({ min: 1, max: 50 }), accepted: fc.nat(60) });

  it('[P6] an order is received when every line is, and partly when anything is', () => {
    fc.assert(
      fc.property(fc.array(progress, { minLength: 1 }), (lines) => {
        const state = stateAfterDelivery('sent', lines);
        if (lines.every(({ ordered, accepted }) => accepted >= ordered)) expect(state).toBe('received');
        else expect(state).toBe(lines.some(({ accepted }) => accepted > 0) ? 'partly_received' : 'sent');
      }),
    );
  });

  it('[P6] units that failed are never too many', () => {
    fc.assert(
      fc.property(progress, fc.array(fc.constantFrom(...unitVerdicts)), (line, verdicts) => {
        const units = verdicts.map((verdict) => ({ lineId: 1, verdict }));
        const taken = verdicts.filter((verdict) => verdict !== 'fail').length;
        const over = overDeliveryOf([{ ...line, id: 1 }], units);
        expect(over !== null).toBe(taken > 0 && line.accepted + taken > line.ordered);
      }),
    );
  });
});
