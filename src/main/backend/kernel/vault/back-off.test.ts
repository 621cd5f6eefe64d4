import { describe, expect, it } from 'vitest';
import { nextAttemptAllowedAt } from './back-off.ts';

const failedAt = '2026-11-24T08:00:00.000Z';

describe('back-off after wrong passwords', () => {
  it('[S4] leaves the first five attempts free', () => {
    expect(nextAttemptAllowedAt(4, failedAt, failedAt)).toBe(failedAt);
  });

  it.each([
    [5, '2026-11-24T08:01:00.000Z'],
    [6, '2026-11-24T08:02:00.000Z'],
    [9, '2026-11-24T08:15:00.000Z'],
    [500, '2026-11-24T08:15:00.000Z'],
  ])('[S4] after %i failures the next attempt is allowed at %s', (failures, allowedAt) => {
    expect(nextAttemptAllowedAt(failures, failedAt, failedAt)).toBe(allowedAt);
  });

  it('[S4] does not lock anybody out for ever when the clock is set back', () => {
    expect(nextAttemptAllowedAt(5, '2030-01-01T00:00:00.000Z', failedAt)).toBe('2026-11-24T08:01:00.000Z');
  });
});
