import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  differencesOf,
  nextOrderStates,
  orderNumber,
  orderStates,
  parseOrderNumber,
  totalsOf,
  unitCosts,
} from './order.ts';
import type { OrderContent } from './order.ts';
import { duties, mayTakeUp } from './separation.ts';

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 60 }),
  unitPriceMinor: fc.nat(500_000),
  taxBasisPoints: fc.nat(10_000),
});
const lines = fc.array(line, { minLength: 1, maxLength: 5 });

describe('amounts of an order', () => {
  it('[P5] the units of all lines together cost exactly what the order does, however they are delivered', () => {
    fc.assert(
      fc.property(lines, fc.nat(100_000), fc.integer({ min: 1, max: 7 }), (all, freight, batch) => {
        const worth = totalsOf(all, freight).netMinor;
        let sum = 0;
        for (const [index, { quantity }] of all.entries())
          for (let from = 0; from < quantity; from += batch)
            sum += unitCosts(all, freight, index, from, Math.min(batch, quantity - from)).reduce((a, b) => a + b, 0);
        expect(sum).toBe(worth + (worth === 0 ? 0 : freight));
      }),
    );
  });

  it('[P5] gross is net, freight and tax, and tax is rounded by line', () => {
    const totals = totalsOf(
      [
        { quantity: 3, unitPriceMinor: 3333, taxBasisPoints: 1900 },
        { quantity: 1, unitPriceMinor: 1050, taxBasisPoints: 700 },
      ],
      1000,
    );
    expect(totals).toEqual({ netMinor: 11_049, freightMinor: 1000, taxMinor: 1900 + 74 + 190, grossMinor: 14_213 });
  });

  it('[P5] units beyond the order cost their price and no freight', () => {
    expect(unitCosts([{ quantity: 2, unitPriceMinor: 100 }], 10, 0, 2, 2)).toEqual([100, 100]);
  });
});

describe('numbers and revisions', () => {
  it('[P5] a printed number is read back, and nothing else is', () => {
    expect(parseOrderNumber(` ${orderNumber(2026, 7).toLowerCase()} `)).toEqual({ year: 2026, number: 7 });
    for (const code of ['PO-26-1', 'REQ-2026-0001', 'IT-000001', '']) expect(parseOrderNumber(code)).toBeNull();
  });

  it('[P5] two revisions tell what changed, line by line', () => {
    const first: OrderContent = {
      supplier: 'Alpha',
      currency: 'EUR',
      deliveryPlaceId: null,
      deliveryAddress: 'Dock 1',
      terms: '',
      expectedOn: '2026-12-01',
      freightMinor: 0,
      lines: [
        { id: 1, categoryId: 1, modelId: null, description: '', quantity: 10, unitPriceMinor: 100, taxBasisPoints: 0 },
        { id: 2, categoryId: 1, modelId: null, description: '', quantity: 1, unitPriceMinor: 5, taxBasisPoints: 0 },
      ],
    };
    const [kept] = first.lines;
    if (kept === undefined) throw new Error('a line is missing');
    const second = {
      ...first,
      expectedOn: '2026-12-08',
      lines: [
        { ...kept, quantity: 12 },
        { ...kept, id: null, quantity: 3 },
      ],
    };
    expect(differencesOf(first, second)).toEqual([
      { field: 'expectedOn', line: null, before: '2026-12-01', after: '2026-12-08' },
      { field: 'quantity', line: 1, before: '10', after: '12' },
      { field: 'line', line: 2, before: null, after: '3' },
      { field: 'line', line: 2, before: '1', after: null },
    ]);
    expect(differencesOf(first, first)).toEqual([]);
  });

  it('[P5] an order ends closed or cancelled, and is cancelled only before anything came', () => {
    expect(orderStates.filter((state) => nextOrderStates[state].length === 0)).toEqual(['closed', 'cancelled']);
    for (const state of ['partly_received', 'received'] as const)
      expect(nextOrderStates[state]).not.toContain('cancelled');
  });
});

describe('separation of duties', () => {
  const duty = fc.constantFrom(...duties);
  it('[S4] two duties of one purchase meet in one person only in a small team and with a written control', () => {
    fc.assert(
      fc.property(
        duty,
        fc.uniqueArray(duty),
        fc.integer({ min: 1, max: 6 }),
        fc.option(fc.string()),
        (one, held, activeOperators, control) => {
          const verdict = mayTakeUp(one, held, { activeOperators, control });
          if (!verdict.allowed || verdict.joined === null) return;
          expect(activeOperators).toBeLessThan(3);
          expect((control ?? '').trim()).not.toBe('');
        },
      ),
    );
  });

  it('[S4] who orders does not receive, who receives does not match, who approves does not order', () => {
    const many = { activeOperators: 9, control: 'Somebody looks' };
    expect(mayTakeUp('receive', ['order'], many)).toEqual({ allowed: false, other: 'order', smallTeam: false });
    expect(mayTakeUp('match', ['receive'], many)).toMatchObject({ allowed: false });
    expect(mayTakeUp('order', ['approve'], many)).toMatchObject({ allowed: false });
    expect(mayTakeUp('match', ['order'], many)).toEqual({ allowed: true, joined: null });
    expect(mayTakeUp('receive', ['order'], { ...many, activeOperators: 2 })).toEqual({
      allowed: true,
      joined: 'order',
    });
  });
});
