import { expect, test } from 'vitest';
import type { Asset } from '#shared/features/assets/model.ts';
import { valuesOf } from './asset-form-values.ts';
import { mergeChanges, withTheirs } from './edit-conflict.ts';

const before: Asset = {
  id: 1,
  tag: 'A-1',
  name: 'Laptop',
  serial: 'S1',
  status: 'in_stock',
  condition: 'good',
  category: { id: 1, name: 'Laptops' },
  family: 'hardware',
  manufacturer: null,
  model: null,
  custodian: null,
  place: null,
  department: null,
  dueOn: null,
  purchasedOn: null,
  warrantyUntil: null,
  cost: null,
  lastSeenAt: null,
  modelId: null,
  modelNumber: null,
  manufacturerId: null,
  supplier: null,
  orderNumber: null,
  endOfLifeOn: null,
  departmentId: null,
  costCentre: null,
  notes: null,
  extras: {},
  identifiers: [],
  fields: [],
  depreciation: null,
  heldSince: null,
  createdAt: '2026-11-24T08:00:00.000Z',
  updatedAt: '2026-11-24T08:00:00.000Z',
  version: 1,
};

test('[O4] FORM-026: what only the other changed is taken over, what both changed is told with both values', () => {
  const fresh: Asset = { ...before, serial: 'S2', notes: 'theirs', supplier: { id: 4, name: 'Acme' }, version: 2 };
  const mine = { ...valuesOf(before, 'EUR'), notes: 'mine', supplierId: '3', name: 'Renamed' };
  const { values, clashes } = mergeChanges(before, fresh, mine);
  expect(values).toEqual({ ...mine, serial: 'S2' });
  expect(clashes).toEqual([
    { key: 'supplierId', theirs: 'Acme' },
    { key: 'notes', theirs: 'theirs' },
  ]);
  expect(withTheirs(values, fresh, 'supplierId')).toEqual({ ...values, supplierId: '4' });
});

test('[O4] FORM-026: an amount is taken with its currency, a depreciation as a whole', () => {
  const rule = { method: 'straight_line' as const, months: 36, residual: { basisPoints: 0 } };
  const opened: Asset = { ...before, cost: { minor: 100, currency: 'EUR' }, depreciation: rule };
  const fresh: Asset = { ...opened, cost: { minor: 100, currency: 'USD' }, depreciation: { ...rule, months: 48 } };
  expect(mergeChanges(opened, fresh, valuesOf(opened, 'EUR'))).toEqual({ values: valuesOf(fresh, 'EUR'), clashes: [] });
  const mine = { ...valuesOf(opened, 'EUR'), residual: '10' };
  const { values, clashes } = mergeChanges(opened, fresh, mine);
  expect(clashes.map(({ key }) => key)).toEqual(['depreciationMethod']);
  expect(values).toMatchObject({ currency: 'USD', depreciationMonths: '36', residual: '10' });
  expect(withTheirs(values, fresh, 'depreciationMethod')).toEqual(valuesOf(fresh, 'EUR'));
});

test('[O4] FORM-026: the same change on both sides, or a mere movement, is no clash', () => {
  const fresh: Asset = { ...before, status: 'in_use', notes: 'same', version: 2 };
  const mine = { ...valuesOf(before, 'EUR'), notes: 'same' };
  expect(mergeChanges(before, fresh, mine)).toEqual({ values: mine, clashes: [] });
});

test('[O4] [T2] fields of the category that both changed are told too; theirs is taken by sending nothing', () => {
  const value = (fieldId: number, text: string) => ({ fieldId, text, shown: text.toUpperCase(), fits: true });
  const opened: Asset = { ...before, fields: [value(7, 'blue'), value(8, '16'), value(9, 'a')] };
  const fresh: Asset = { ...before, fields: [value(7, 'red'), value(8, '32'), value(9, 'b')], version: 2 };
  const mine = { ...valuesOf(opened, 'EUR'), fields: { '7': 'green', '9': 'b', '12': 'new' } };
  const { values, clashes } = mergeChanges(opened, fresh, mine);
  // Field 8 was not touched here: what the other saved stays. Field 9 got the same from both.
  expect(clashes).toEqual([{ key: 'field:7', theirs: 'RED' }]);
  expect(values.fields).toEqual(mine.fields);
  expect(withTheirs(values, fresh, 'field:7').fields).toEqual({ '9': 'b', '12': 'new' });
});
