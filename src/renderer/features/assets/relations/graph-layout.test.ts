import { describe, expect, it } from 'vitest';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import { graphWidth, layOut, nodeHeight, nodeWidth } from './graph-layout.ts';

const relation = (id: number, end: Relation['end'], type: Relation['type'] = 'runs_on'): Relation => ({
  id,
  type,
  end,
  other: { id: id + 100, tag: `T-${id}`, name: '', status: 'in_use', category: 'Servers' },
  note: null,
  addedAt: '2026-11-24T08:00:00.000Z',
  operator: '',
});

describe('the graph of relations', () => {
  it('[T4] shows what points at the asset on the left and what it points at, or is connected to, on the right', () => {
    const { placed } = layOut([relation(1, 'target'), relation(2, 'source'), relation(3, 'target', 'connected_to')]);
    expect(placed.map(({ relation: { id }, x }) => [id, x])).toEqual([
      [1, 0],
      [2, graphWidth - nodeWidth],
      [3, graphWidth - nodeWidth],
    ]);
  });

  it('[T4] keeps boxes apart and inside, and says how many it leaves to the list', () => {
    const { placed, height, left } = layOut(Array.from({ length: 14 }, (_, id) => relation(id, 'target')));
    expect(left).toBe(4);
    const tops = placed.map(({ y }) => y);
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...tops) + nodeHeight).toBeLessThanOrEqual(height);
    for (const [index, top] of tops.entries()) {
      if (index > 0) expect(top - (tops[index - 1] ?? 0)).toBeGreaterThan(nodeHeight);
    }
  });
});
