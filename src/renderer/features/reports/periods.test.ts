import { expect, it } from 'vitest';
import { daysOfPeriod } from './periods.ts';

it('[X1] usual periods end with the last day before the one that runs', () => {
  expect(daysOfPeriod('this_year', '2026-11-30')).toEqual({ from: '2026-01-01', to: '2026-11-30' });
  expect(daysOfPeriod('last_year', '2026-11-30')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(daysOfPeriod('last_quarter', '2026-11-30')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(daysOfPeriod('last_quarter', '2026-02-10')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(daysOfPeriod('last_month', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(daysOfPeriod('last_month', '2024-03-31')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
});
