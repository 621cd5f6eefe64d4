import type * as z from 'zod';
import { movementFilter } from '#shared/features/assets/movement-contract.ts';
import type { MovementFilter } from '#shared/features/assets/movement-contract.ts';
import { sortDirection } from '#shared/rpc/fields.ts';
import { searchText } from '#renderer/ui/search-text.ts';

const movementSearch = movementFilter
  .omit({ assetId: true })
  .extend({ search: searchText.optional(), direction: sortDirection.optional() });
export type MovementSearch = z.infer<typeof movementSearch>;

/** A damaged address shows the whole list instead of an error. */
export function parseMovements(search: Record<string, unknown>): MovementSearch {
  const parsed = movementSearch.safeParse(search);
  return parsed.success ? parsed.data : {};
}

export function movementFilterOf({ direction: _direction, ...filter }: MovementSearch): MovementFilter {
  return filter;
}
