import type { Family } from './families.ts';

export interface CategoryNode {
  id: number;
  family: Family;
  parentId: number | null;
  archived: boolean;
}

/** The categories from the widest down to the one named. */
export function pathOfCategory<Node extends Pick<CategoryNode, 'id' | 'parentId'>>(
  categories: readonly Node[],
  categoryId: number,
): Node[] {
  const byId = new Map(categories.map((each) => [each.id, each]));
  const path: Node[] = [];
  let node = byId.get(categoryId);
  while (node && !path.includes(node)) {
    path.unshift(node);
    node = node.parentId === null ? undefined : byId.get(node.parentId);
  }
  return path;
}

/** Identifiers of the category and of everything below it. */
export function subtreeOf(categories: readonly Pick<CategoryNode, 'id' | 'parentId'>[], categoryId: number): number[] {
  const below = categories.filter(
    ({ id }) => id !== categoryId && pathOfCategory(categories, id).some((node) => node.id === categoryId),
  );
  return [categoryId, ...below.map(({ id }) => id)];
}

/** Categories with their depth, each right before what is below it, by name. */
export function inTreeOrder<Node extends CategoryNode & { name: string }>(
  categories: readonly Node[],
): { node: Node; depth: number }[] {
  const known = new Set(categories.map(({ id }) => id));
  const under = Map.groupBy(categories, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));
  const walk = (parentId: number | null, depth: number): { node: Node; depth: number }[] =>
    (under.get(parentId) ?? [])
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)]);
  return walk(null, 0);
}

export type CategoryVerdict =
  | { allowed: true }
  | { allowed: false; because: 'CATEGORY_WITHIN_ITSELF' | 'CATEGORY_FAMILY_DIFFERS' | 'CATEGORY_ARCHIVED' };

const allowed: CategoryVerdict = { allowed: true };

/** Whether a category, or a new one (null), may stand under another, or at the top of its family (null). */
export function mayStandUnder(
  categories: readonly CategoryNode[],
  category: { id: number | null; family: Family },
  parentId: number | null,
): CategoryVerdict {
  const parent = categories.find(({ id }) => id === parentId);
  if (parent === undefined) return allowed;
  if (parent.family !== category.family) return { allowed: false, because: 'CATEGORY_FAMILY_DIFFERS' };
  if (parent.archived) return { allowed: false, because: 'CATEGORY_ARCHIVED' };
  const within = category.id !== null && subtreeOf(categories, category.id).includes(parent.id);
  return within ? { allowed: false, because: 'CATEGORY_WITHIN_ITSELF' } : allowed;
}

/** Whether everything of one category may go into the other: of the same family, in use, and not below the first. */
export function mayMerge(categories: readonly CategoryNode[], id: number, intoId: number): CategoryVerdict {
  const category = categories.find((each) => each.id === id);
  if (category === undefined) return allowed;
  if (category.archived) return { allowed: false, because: 'CATEGORY_ARCHIVED' };
  return mayStandUnder(categories, category, intoId);
}

/** Where a category that comes back stands: under the nearest one above it that is in use. */
export function nearestLivingParent(categories: readonly CategoryNode[], id: number): number | null {
  const above = pathOfCategory(categories, id).slice(0, -1);
  return above.findLast(({ archived }) => !archived)?.id ?? null;
}
