import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';

/** What of a list as it is seen goes into a file, whatever it is a list of. */
export function exportOf<Filter>({ columns, filter, words }: ListAsSeen<Filter>) {
  return { columns: columns.map(({ id }) => id), filter, words };
}
