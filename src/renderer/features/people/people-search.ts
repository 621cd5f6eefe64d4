import * as z from 'zod';
import { personFilter, personSort } from '#shared/features/people/contract.ts';
import { id, sortDirection } from '#shared/rpc/fields.ts';
import { searchText } from '#renderer/ui/search-text.ts';

/** What the address of the list carries: the filter, the sorting and the view it was taken from. */
const peopleListSearch = personFilter
  .extend({
    search: searchText.optional(),
    sort: z.enum(personSort).optional(),
    direction: sortDirection.optional(),
    view: id.optional(),
  })
  .partial();
export type PeopleListSearch = z.infer<typeof peopleListSearch>;
export type PersonFilter = z.infer<typeof personFilter>;

/** A damaged address shows the whole list instead of an error. */
export function parsePeopleSearch(search: Record<string, unknown>): PeopleListSearch {
  const parsed = peopleListSearch.safeParse(search);
  return parsed.success ? parsed.data : {};
}

export function personFilterOf({ search, departmentId, includeArchived }: PeopleListSearch): PersonFilter {
  return {
    ...(search === undefined ? {} : { search }),
    ...(departmentId === undefined ? {} : { departmentId }),
    ...(includeArchived === undefined ? {} : { includeArchived }),
  };
}
