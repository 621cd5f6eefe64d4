import { expect, it } from 'vitest';
import type { ViewContent } from '#shared/features/views/contract.ts';
import { looksAs } from './same-content.ts';

const view: ViewContent = {
  columns: [
    { id: 'tag', width: null },
    { id: 'name', width: 200 },
  ],
  sort: { by: 'tag', direction: 'ascending' },
  filter: { statuses: ['in_use'], where: { field: 'name', operator: 'is', values: ['a'] } },
};

it('[X2] a list looks as its view until a column, a width, the sorting or the filter is changed', () => {
  const reordered = {
    ...view,
    filter: { where: { values: ['a'], operator: 'is', field: 'name' }, statuses: ['in_use'] },
  };
  expect(looksAs(reordered, view)).toBe(true);
  expect(looksAs({ ...view, columns: view.columns.toReversed() }, view)).toBe(false);
  expect(looksAs({ ...view, columns: [{ id: 'tag', width: 90 }] }, view)).toBe(false);
  expect(looksAs({ ...view, sort: { by: 'tag', direction: 'descending' } }, view)).toBe(false);
  expect(looksAs({ ...view, filter: {} }, view)).toBe(false);
});
