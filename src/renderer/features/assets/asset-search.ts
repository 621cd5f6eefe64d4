import type * as z from 'zod';
import { assetFilter, assetListSort } from '#shared/features/assets/contract.ts';
import type { AssetFilter } from '#shared/features/assets/contract.ts';
import { id, sortDirection } from '#shared/rpc/fields.ts';
import { searchText } from '#renderer/ui/search-text.ts';

/** What the address of the list carries: the filter, the sorting, the view it was taken from, and the code of an asset about to be registered. */
const assetListSearch = assetFilter
  .extend({
    search: searchText.optional(),
    sort: assetListSort.optional(),
    direction: sortDirection.optional(),
    view: id.optional(),
    newTag: searchText.optional(),
    newSerial: searchText.optional(),
  })
  .partial();
export type AssetListSearch = z.infer<typeof assetListSearch>;

/** A damaged address shows the whole list instead of an error. */
export function parseAssetSearch(search: Record<string, unknown>): AssetListSearch {
  const parsed = assetListSearch.safeParse(search);
  return parsed.success ? parsed.data : {};
}

export function filterOf(search: AssetListSearch): AssetFilter {
  const { sort: _sort, direction: _direction, view: _view, newTag: _tag, newSerial: _serial, ...filter } = search;
  return filter;
}

export function isFiltered(search: AssetListSearch): boolean {
  return Object.values(filterOf(search)).some((value) => value !== undefined);
}
