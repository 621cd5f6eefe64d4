import { describe, expect, it } from 'vitest';
import { addMonths } from '#shared/primitives/days.ts';
import { differenceOf, mayChangeStatus } from './rules.ts';

describe('changing a status by hand', () => {
  it('[I2] follows the steps of the life', () => {
    expect(mayChangeStatus('in_stock', 'in_maintenance', false)).toEqual({ allowed: true });
    expect(mayChangeStatus('disposed', 'in_stock', false)).toEqual({ allowed: false, because: 'TRANSITION_REFUSED' });
  });

  it('[K2] can neither hand out nor take back: that has its own ways', () => {
    expect(mayChangeStatus('in_stock', 'in_use', false)).toEqual({ allowed: false, because: 'TRANSITION_REFUSED' });
    expect(mayChangeStatus('in_use', 'in_stock', true)).toEqual({ allowed: false, because: 'STILL_HELD' });
    expect(mayChangeStatus('in_use', 'retiring', true)).toEqual({ allowed: false, because: 'STILL_HELD' });
  });

  it('[S3] leaves the custodian answerable for what is being looked for', () => {
    expect(mayChangeStatus('in_use', 'stolen', true)).toEqual({ allowed: true });
    expect(mayChangeStatus('in_maintenance', 'in_use', true)).toEqual({ allowed: true });
  });
});

describe('warranty', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-11-24', 36, '2029-11-24'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('[I2] bought on %s for %i months ends on %s', (day, months, end) => {
    expect(addMonths(day, months)).toBe(end);
  });
});

describe('differences for the journal', () => {
  it('[S6] name only what changed, with both sides', () => {
    expect(differenceOf({ name: 'A', cost: { minor: 1 } }, { name: 'B', cost: { minor: 1 } })).toEqual({
      before: { name: 'A' },
      after: { name: 'B' },
    });
    expect(differenceOf({ name: 'A' }, { name: 'A' })).toBeNull();
  });
});
