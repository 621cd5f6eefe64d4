import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { mayExtend, mayHandOver, mayHold, mayTakeBack, missingOf, nearestFreePlace, proposeNextStep } from './rules.ts';
import type { PlaceChoice } from './rules.ts';

describe('handing over', () => {
  it('[K2] is refused while somebody holds the asset', () => {
    expect(mayHandOver({ status: 'in_use', hasCustodian: true }, 'in_use')).toEqual({
      allowed: false,
      because: 'ASSET_HELD',
    });
  });

  it('[K2] is allowed for an asset that was registered as in use but names nobody', () => {
    expect(mayHandOver({ status: 'in_use', hasCustodian: false }, 'in_use')).toEqual({ allowed: true });
  });

  it('[R6] is never allowed on the way out', () => {
    const refused = assetStatuses.filter((status) => !mayHandOver({ status, hasCustodian: false }, 'in_use').allowed);
    expect(refused).toEqual(['ordered', 'lost', 'stolen', 'retiring', 'disposed']);
  });
});

describe('taking back', () => {
  it('[K2] needs somebody who has it', () => {
    expect(mayTakeBack({ status: 'in_stock', hasCustodian: false })).toEqual({
      allowed: false,
      because: 'ASSET_NOT_HELD',
    });
    expect(mayTakeBack({ status: 'in_maintenance', hasCustodian: true })).toEqual({ allowed: true });
  });
});

describe('holding', () => {
  it('[K2] is allowed up to and on the last day', () => {
    expect(mayHold({ archived: false, endsOn: '2026-11-24' }, '2026-11-24')).toBe(true);
    expect(mayHold({ archived: false, endsOn: '2026-11-23' }, '2026-11-24')).toBe(false);
    expect(mayHold({ archived: true, endsOn: null }, '2026-11-24')).toBe(false);
  });
});

describe('what comes back', () => {
  it('[K2] broken goes to repair, what held data is sanitised, a loan and everything else goes to stock', () => {
    expect(proposeNextStep({ condition: 'damaged', holdsData: true, wasLoan: true })).toBe('repair');
    expect(proposeNextStep({ condition: 'defective', holdsData: false, wasLoan: false })).toBe('repair');
    expect(proposeNextStep({ condition: 'worn', holdsData: true, wasLoan: false })).toBe('sanitise');
    expect(proposeNextStep({ condition: 'worn', holdsData: true, wasLoan: true })).toBe('stock');
    expect(proposeNextStep({ condition: 'good', holdsData: false, wasLoan: false })).toBe('stock');
  });

  it('[K2] only what went out can be missing', () => {
    expect(missingOf(['charger', 'bag'], ['bag', 'mouse'])).toEqual(['bag']);
  });

  const tree: PlaceChoice[] = [
    { id: 1, parentId: null, kind: 'building', assetsHere: 0, sameKind: 0 },
    { id: 2, parentId: 1, kind: 'room', assetsHere: 4, sameKind: 0 },
    { id: 3, parentId: 2, kind: 'bin', assetsHere: 1, sameKind: 1 },
    { id: 4, parentId: 2, kind: 'bin', assetsHere: 0, sameKind: 0 },
    { id: 5, parentId: 1, kind: 'room', assetsHere: 9, sameKind: 9 },
    { id: 6, parentId: 5, kind: 'bin', assetsHere: 0, sameKind: 0 },
  ];

  it('[K2] goes to the nearest free place of its kind', () => {
    expect(nearestFreePlace(tree, 4)).toBe(4);
    expect(nearestFreePlace(tree, 3)).toBe(4);
    expect(nearestFreePlace(tree, 6)).toBe(6);
    expect(nearestFreePlace(tree, null)).toBe(5);
    expect(nearestFreePlace([], 3)).toBeNull();
  });

  it('[K2] never to a bin that holds something, and to nowhere that does not exist', () => {
    for (const origin of [null, 1, 2, 3, 4, 5, 6]) {
      const place = tree.find(({ id }) => id === nearestFreePlace(tree, origin));
      expect(place?.kind === 'bin' && place.assetsHere > 0).toBe(false);
    }
  });
});

describe('prolonging', () => {
  it('[K2] goes forward only', () => {
    expect(mayExtend('2026-11-24', '2026-11-25', '2026-11-24')).toEqual({ allowed: true });
    expect(mayExtend(null, '2026-11-24', '2026-11-24')).toEqual({ allowed: true });
    expect(mayExtend('2026-11-24', '2026-11-24', '2026-11-24')).toEqual({ allowed: false, because: 'NOT_LATER' });
    expect(mayExtend(null, '2026-11-23', '2026-11-24')).toEqual({ allowed: false, because: 'DUE_DAY_PAST' });
  });
});
