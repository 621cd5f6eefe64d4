import { describe, expect, it } from 'vitest';
import { mayRelate } from './rules.ts';

const fine = {
  same: false,
  sourceStatus: 'in_use',
  targetStatus: 'in_use',
  exists: false,
  hasParent: false,
  leadsBack: false,
} as const;

describe('mayRelate', () => {
  it('[T4] allows what contradicts nothing', () => {
    expect(mayRelate(fine, false)).toEqual({ allowed: true });
  });

  it.each([
    [{ same: true }, 'RELATION_TO_ITSELF'],
    [{ sourceStatus: 'disposed' }, 'SOURCE_CLOSED'],
    [{ targetStatus: 'disposed' }, 'TARGET_CLOSED'],
    [{ exists: true, hasParent: true }, 'RELATION_EXISTS'],
    [{ hasParent: true }, 'HAS_PARENT'],
    [{ leadsBack: true }, 'RELATION_CYCLE'],
  ] as const)('[T4] %j is refused as %s', (facts, because) => {
    expect(mayRelate({ ...fine, ...facts }, false)).toEqual({ allowed: false, because });
  });

  it('[T4] a disposed asset may be named as what was replaced', () => {
    expect(mayRelate({ ...fine, targetStatus: 'disposed' }, true)).toEqual({ allowed: true });
    expect(mayRelate({ ...fine, sourceStatus: 'disposed' }, true)).toMatchObject({ because: 'SOURCE_CLOSED' });
  });
});
