import { describe, expect, it } from 'vitest';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import { layOut, nodeHeight, nodeWidth } from './graph-layout.ts';

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
  it('[T4] has what points at the asset on the left and what it points at, or is connected to, on the right', () => {
    const { placed, centre } = layOut([
      relation(1, 'target'),
      relation(2, 'source'),
      relation(3, 'target', 'connected_to'),
    ]);
    expect(placed.map(({ relation: { id }, incoming }) => [id, incoming])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    for (const { x, incoming } of placed) {
      expect(Math.abs(x - centre.x)).toBeGreaterThan(nodeWidth);
      expect(x < centre.x).toBe(incoming);
    }
  });

  it('[T4] keeps boxes apart, the asset in their middle, and says how many it leaves to the list', () => {
    const { placed, left, rows, centre } = layOut(Array.from({ length: 29 }, (_, id) => relation(id, 'target')));
    expect([rows, left]).toEqual([25, 4]);
    const tops = placed.map(({ y }) => y);
    expect((Math.min(...tops) + Math.max(...tops)) / 2).toBe(centre.y);
    for (const [index, top] of tops.entries()) {
      if (index > 0) expect(top - (tops[index - 1] ?? 0)).toBeGreaterThan(nodeHeight);
    }
  });
});
