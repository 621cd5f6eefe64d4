import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from './column.ts';
import { arrange, initialLayout, moveColumn, resizeColumn, toggleColumn } from './column-layout.ts';

const columns: Column<object>[] = ['tag', 'name', 'status', 'field:3'].map((id) => ({
  id,
  heading: id,
  width: '1fr',
  cell: () => null,
  ...(id === 'field:3' ? { optional: true } : {}),
}));
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('[X2] the columns of a list', () => {
  it('[X2] stand in the order and width in which they were put', () => {
    let layout = toggleColumn(initialLayout(columns), 'field:3');
    layout = moveColumn(moveColumn(layout, 'field:3', -1), 'field:3', -1);
    layout = resizeColumn(layout, 'name', 220.4);
    expect(arrange(columns, layout).map(({ id, width }) => [id, width])).toEqual([
      ['tag', '1fr'],
      ['field:3', '1fr'],
      ['name', '220px'],
      ['status', '1fr'],
    ]);
    expect(idsOf(toggleColumn(layout, 'name'))).toEqual(['tag', 'field:3', 'status']);
    expect(resizeColumn(layout, 'name', 3)).toContainEqual({ id: 'name', width: 48 });
  });

  it('[X2] are never lost by moving them, and the first is always shown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('tag', 'name', 'status', 'gone'), fc.constantFrom(-1 as const, 1 as const))),
        (moves) => {
          const layout = moves.reduce((known, [id, step]) => moveColumn(known, id, step), initialLayout(columns));
          expect(idsOf(layout).toSorted()).toEqual(['name', 'status', 'tag']);
        },
      ),
    );
    expect(idsOf(arrange(columns, [{ id: 'gone', width: null }]))).toEqual(['tag']);
  });
});
