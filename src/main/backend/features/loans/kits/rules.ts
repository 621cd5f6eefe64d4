/** What a kit needs: this very asset, or so many of a category (with everything below it). */
export type KitNeed = { assetId: number; categoryIds?: never } | { categoryIds: readonly number[]; quantity: number };

export interface KitCandidate {
  id: number;
  categoryId: number;
  /** Nobody has it and it may be handed over. */
  free: boolean;
  /** It is a fixed part of some kit, so it fills no other place. */
  bound: boolean;
}

/** For each place of the kit what fills it, in the order of the list; null where nothing can. */
export interface FilledPlace {
  need: number;
  assetId: number | null;
}

/**
 * Fills a kit with what is there: fixed assets first, then of each category the free ones in the given order, no
 * asset twice. What can't be filled is named by the caller.
 */
export function fillKit(needs: readonly KitNeed[], candidates: readonly KitCandidate[]): FilledPlace[] {
  const used = new Set<number>();
  const places: FilledPlace[] = [];
  for (const [need, wanted] of needs.entries()) {
    if (!('assetId' in wanted) || wanted.assetId === undefined) continue;
    const free = candidates.some(({ id, free: isFree }) => id === wanted.assetId && isFree);
    if (free) used.add(wanted.assetId);
    places.push({ need, assetId: free ? wanted.assetId : null });
  }
  for (const [need, wanted] of needs.entries()) {
    if (wanted.categoryIds === undefined) continue;
    for (let count = 0; count < wanted.quantity; count += 1) {
      const next = candidates.find(
        ({ id, categoryId, free, bound }) => free && !bound && !used.has(id) && wanted.categoryIds.includes(categoryId),
      );
      if (next) used.add(next.id);
      places.push({ need, assetId: next?.id ?? null });
    }
  }
  return places.toSorted((one, other) => one.need - other.need);
}
