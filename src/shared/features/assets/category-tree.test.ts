import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTreeOrder, mayMerge, mayStandUnder, nearestLivingParent, subtreeOf } from './category-tree.ts';
import type { CategoryNode } from './category-tree.ts';

const node = (id: number, parentId: number | null, rest: Partial<CategoryNode> = {}) => ({
  id,
  parentId,
  family: 'hardware' as const,
  archived: false,
  name: `Category ${id}`,
  ...rest,
});
const tree = [
  node(1, null),
  node(2, 1),
  node(3, 2),
  node(4, null, { family: 'cloud' }),
  node(5, null, { archived: true }),
];

it('[T2] a category may go anywhere in its family but below itself or below an archived one', () => {
  const [, second] = tree;
  const stands = (parentId: number | null) => mayStandUnder(tree, second ?? node(2, 1), parentId);
  expect(stands(null)).toEqual({ allowed: true });
  expect(stands(1)).toEqual({ allowed: true });
  expect(stands(2)).toEqual({ allowed: false, because: 'CATEGORY_WITHIN_ITSELF' });
  expect(stands(3)).toEqual({ allowed: false, because: 'CATEGORY_WITHIN_ITSELF' });
  expect(stands(4)).toEqual({ allowed: false, because: 'CATEGORY_FAMILY_DIFFERS' });
  expect(stands(5)).toEqual({ allowed: false, because: 'CATEGORY_ARCHIVED' });
});

it('[T2] a category is merged upwards or sideways, never into what is below it', () => {
  expect(mayMerge(tree, 3, 1)).toEqual({ allowed: true });
  expect(mayMerge(tree, 1, 3)).toEqual({ allowed: false, because: 'CATEGORY_WITHIN_ITSELF' });
  expect(mayMerge(tree, 1, 1)).toEqual({ allowed: false, because: 'CATEGORY_WITHIN_ITSELF' });
  expect(mayMerge(tree, 5, 1)).toEqual({ allowed: false, because: 'CATEGORY_ARCHIVED' });
});

it('[T2] what comes back stands under the nearest category that is in use', () => {
  const broken = [node(1, null), node(2, 1, { archived: true }), node(3, 2, { archived: true })];
  expect(nearestLivingParent(broken, 3)).toBe(1);
  expect(nearestLivingParent(broken, 1)).toBeNull();
});

it('[T2] whatever moves are allowed, the tree stays a tree and shows each category once', () => {
  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 40 });
  fc.assert(
    fc.property(moves, (steps) => {
      let categories = Array.from({ length: 9 }, (_, index) => node(index + 1, null));
      for (const [id, parentId] of steps) {
        if (!mayStandUnder(categories, { id, family: 'hardware' }, parentId).allowed) continue;
        categories = categories.map((each) => (each.id === id ? { ...each, parentId } : each));
      }
      const shown = inTreeOrder(categories).map((each) => each.node.id);
      expect(shown.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const roots = categories.filter(({ parentId }) => parentId === null);
      expect(roots.flatMap(({ id }) => subtreeOf(categories, id))).toHaveLength(9);
    }),
  );
});
