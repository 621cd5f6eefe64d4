import * as z from 'zod';
import { costDimensions, costKinds, month, ownershipGroups } from '#shared/features/costs/model.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { searchText } from '#renderer/ui/search-text.ts';
import { today } from '#renderer/ui/text/format.ts';

const dimension = z.enum(costDimensions);

const costSearch = z.object({
  tab: z.string().optional().catch(undefined),
  from: month.optional().catch(undefined),
  to: month.optional().catch(undefined),
  kinds: z.array(z.enum(costKinds)).optional().catch(undefined),
  rows: dimension.optional().catch(undefined),
  /** `none` for a single column. */
  columns: z
    .union([dimension, z.literal('none')])
    .optional()
    .catch(undefined),
  by: z.enum(ownershipGroups).optional().catch(undefined),
  search: searchText.optional().catch(undefined),
  /** By how many percent prices go up a year. */
  rise: z.number().min(0).max(50).optional().catch(undefined),
});
export type CostSearch = z.infer<typeof costSearch>;

export function parseCosts(search: Record<string, unknown>): CostSearch {
  return costSearch.parse(search);
}

/** The twelve months up to this one, unless the address says others. */
export function periodOf({ from, to }: CostSearch): { from: string; to: string } {
  const last = to ?? today().slice(0, 7);
  const first = from ?? addMonths(`${last}-01`, -11).slice(0, 7);
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}
