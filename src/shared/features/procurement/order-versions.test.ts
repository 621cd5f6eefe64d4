import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderContent } from './order.ts';
import { differencesOf } from './order.ts';
import { sideBySide } from './order-versions.ts';

const line = fc.record({
  id: fc.constantFrom(1, 2, 3, null),
  categoryId: fc.integer({ min: 1, max: 3 }),
  modelId: fc.constantFrom(null, 4, 5),
  description: fc.constantFrom('', 'black', 'white'),
  quantity: fc.integer({ min: 1, max: 3 }),
  unitPriceMinor: fc.integer({ min: 0, max: 3 }),
  taxBasisPoints: fc.constantFrom(0, 1900),
});
const content: fc.Arbitrary<OrderContent> = fc.record({
  supplier: fc.constant('Alpha'),
  currency: fc.constant('EUR'),
  deliveryPlaceId: fc.constantFrom(null, 1, 2),
  deliveryAddress: fc.constantFrom('', 'Harbour 1'),
  terms: fc.constant(''),
  expectedOn: fc.constantFrom(null, '2026-12-01'),
  freightMinor: fc.integer({ min: 0, max: 2 }),
  // A stored line has its identifier once.
  lines: fc.uniqueArray(line, { selector: ({ id }) => id ?? {}, minLength: 1, maxLength: 4 }),
});

describe('two versions side by side', () => {
  it('[P5] of the same content differ in nothing', () => {
    fc.assert(
      fc.property(content, (each) => {
        const stored = { ...each, lines: each.lines.filter(({ id }) => id !== null) };
        expect(sideBySide(stored, stored).filter(({ differs }) => differs)).toEqual([]);
      }),
    );
  });

  it('[P5] differ exactly when there is a difference to tell, and show every line of both', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const rows = sideBySide(one, other);
        expect(rows.some(({ differs }) => differs)).toBe(differencesOf(one, other).length > 0);
        const quantities = (side: 'one' | 'other') =>
          rows.flatMap((row) => (row.field === 'quantity' && row[side] !== null ? [row[side]] : [])).toSorted();
        expect(quantities('one')).toEqual(one.lines.map(({ quantity }) => String(quantity)).toSorted());
        expect(quantities('other')).toEqual(other.lines.map(({ quantity }) => String(quantity)).toSorted());
      }),
    );
  });

  it('[P5] tell a price that changed in its line, and a line that was added beside nothing', () => {
    const base = { categoryId: 1, modelId: null, description: '', quantity: 2, taxBasisPoints: 1900 };
    const one: OrderContent = {
      supplier: 'Alpha',
      currency: 'EUR',
      deliveryPlaceId: null,
      deliveryAddress: '',
      terms: '',
      expectedOn: null,
      freightMinor: 0,
      lines: [{ ...base, id: 1, unitPriceMinor: 100 }],
    };
    const other = {
      ...one,
      lines: [
        { ...base, id: 1, unitPriceMinor: 90 },
        { ...base, id: null, unitPriceMinor: 5 },
      ],
    };
    const differing = sideBySide(one, other).filter(({ differs }) => differs);
    expect(differing[0]).toEqual({ field: 'unitPriceMinor', line: 1, one: '100', other: '90', differs: true });
    expect(differing.slice(1).every((row) => row.line === 2 && row.one === null)).toBe(true);
  });
});
