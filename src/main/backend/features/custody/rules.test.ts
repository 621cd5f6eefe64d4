import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { mayHandOver, mayHold, mayTakeBack } from './rules.ts';

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
