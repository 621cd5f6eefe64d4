import * as z from 'zod';
import { articleFilter, articleSort } from '#shared/features/supplies/contract.ts';
import type { ArticleFilter } from '#shared/features/supplies/contract.ts';
import { sortDirection } from '#shared/rpc/fields.ts';
import { searchText } from '#renderer/ui/search-text.ts';

/** What the address of the list carries: the tab, the filter and the sorting. */
const supplySearch = articleFilter
  .extend({
    search: searchText.optional(),
    sort: z.enum(articleSort).optional(),
    direction: sortDirection.optional(),
    tab: z.string().optional(),
  })
  .partial();
export type SupplySearch = z.infer<typeof supplySearch>;

/** A damaged address shows the whole list instead of an error. */
export function parseSupplySearch(search: Record<string, unknown>): SupplySearch {
  const parsed = supplySearch.safeParse(search);
  return parsed.success ? parsed.data : {};
}

export function articleFilterOf({ search, kind, low, includeArchived }: SupplySearch): ArticleFilter {
  return {
    ...(search === undefined ? {} : { search }),
    ...(kind === undefined ? {} : { kind }),
    ...(low === undefined ? {} : { low }),
    ...(includeArchived === undefined ? {} : { includeArchived }),
  };
}
