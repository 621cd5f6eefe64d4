import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedFields } from '#shared/features/reconciliation/contract.ts';
import { reconcile } from './rules.ts';
import type { ListedRow, RegisteredAsset } from './rules.ts';

const nothing = Object.fromEntries(comparedFields.map((field) => [field, null])) as RegisteredAsset['facts'];
const asset = (id: number, facts: Partial<RegisteredAsset['facts']>, expected = true): RegisteredAsset => ({
  id,
  facts: { ...nothing, ...facts },
  expected,
});
const row = (rowNumber: number, values: Record<string, string>): ListedRow => ({ rowNumber, values });

describe('reconcile', () => {
  it('[I5] matches by tag before serial before name, without regard to case and spaces', () => {
    const assets = [
      asset(1, { tag: 'IT-1', serial: 'A' }),
      asset(2, { tag: 'IT-2', serial: 'B', name: 'Big  printer' }),
    ];
    const rows = reconcile([row(2, { tag: 'it-1', serial: 'B' }), row(3, { name: 'big printer' })], assets, []);
    expect(rows.map(({ group, assetId, matchedBy }) => [group, assetId, matchedBy])).toEqual([
      ['matched', 1, 'tag'],
      ['matched', 2, 'name'],
    ]);
  });

  it('[I5] compares the chosen fields, and an empty cell contradicts nothing', () => {
    const assets = [asset(1, { tag: 'IT-1', name: 'Old', place: 'Prague' })];
    expect(reconcile([row(2, { tag: 'IT-1', name: 'New' })], assets, ['name', 'place'])).toMatchObject([
      { group: 'different', differences: [{ field: 'name', here: 'Old', there: 'New' }] },
    ]);
    expect(reconcile([row(2, { tag: 'IT-1', name: 'New' })], assets, ['place'])).toMatchObject([{ group: 'matched' }]);
  });

  it('[I5] a name that several assets have finds none of them', () => {
    const assets = [asset(1, { name: 'Dock' }), asset(2, { name: 'Dock' }, false)];
    expect(reconcile([row(2, { name: 'Dock' })], assets, []).map(({ group }) => group)).toEqual([
      'unknown_here',
      'missing_there',
    ]);
  });

  it('[I5] groups always partition the list and the assets that it should name', () => {
    const word = fc.constantFrom('A', 'a', 'B', 'C ', 'D', '');
    const facts = fc.record({ tag: word, serial: word, name: word });
    fc.assert(
      fc.property(
        fc.array(facts, { maxLength: 12 }),
        fc.array(fc.tuple(facts, fc.boolean()), { maxLength: 12 }),
        (list, register) => {
          const listed = list.map((values, index) => row(index + 2, values));
          const assets = register.map(([values, expected], index) => asset(index + 1, values, expected));
          const rows = reconcile(listed, assets, ['name', 'serial']);
          const numbers = rows.flatMap(({ rowNumber }) => (rowNumber === null ? [] : [rowNumber]));
          expect(numbers).toEqual(listed.map(({ rowNumber }) => rowNumber));
          const owners = rows.flatMap(({ assetId, group }) =>
            assetId === null || group === 'repeated' ? [] : [assetId],
          );
          expect(new Set(owners).size).toBe(owners.length);
          for (const { id, expected } of assets) if (expected) expect(owners).toContain(id);
          for (const { group, assetId, rowNumber, differences } of rows) {
            expect(group === 'unknown_here').toBe(assetId === null);
            expect(group === 'missing_there').toBe(rowNumber === null);
            if (group === 'different') expect(differences.length).toBeGreaterThan(0);
            if (group === 'matched') expect(differences).toEqual([]);
          }
        },
      ),
    );
  });
});
