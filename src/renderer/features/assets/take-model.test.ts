import { expect, test } from 'vitest';
import { valuesOf } from './asset-form-values.ts';
import { filledBy } from './take-model.ts';

const lineOf = (months: number) => ({ method: 'straight_line' as const, months, residual: { basisPoints: 1250 } });
const laptop = { categoryId: 3, manufacturerId: 5, warrantyMonths: 36, depreciation: lineOf(48) };
const server = { categoryId: 4, manufacturerId: null, warrantyMonths: 60, depreciation: lineOf(72) };
const bought = { ...valuesOf(null, 'EUR'), purchasedOn: '2026-01-31' };

test('[I2] a model fills category, manufacturer, end of warranty and depreciation', () => {
  expect(filledBy(bought, laptop, undefined)).toEqual({
    categoryId: '3',
    manufacturerId: '5',
    warrantyUntil: '2029-01-31',
    depreciationMethod: 'straight_line',
    depreciationMonths: '48',
    residual: '12.5',
    residualUnit: '%',
  });
});

test('[I2] another model replaces what the first one filled, and leaves what was typed', () => {
  const filled = { ...bought, ...filledBy(bought, laptop, undefined), modelId: '1' };
  expect(filledBy(filled, server, laptop)).toMatchObject({ warrantyUntil: '2031-01-31', depreciationMonths: '72' });
  const typed = { ...filled, warrantyUntil: '2028-06-30', depreciationMonths: '24' };
  expect(filledBy(typed, server, laptop)).toEqual({ categoryId: '4' });
});
