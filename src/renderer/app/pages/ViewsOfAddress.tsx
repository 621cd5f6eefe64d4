import type { ListName } from '#shared/features/views/contract.ts';
import { ViewPicker } from '#renderer/features/views/ViewPicker.tsx';
import type { ColumnLayout } from '#renderer/ui/table/column-layout.ts';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';

interface ViewsOfAddressProps<Search> {
  list: ListName;
  search: Search;
  seen: ListAsSeen<object>;
  placeColumns: (layout: ColumnLayout) => void;
  parse: (search: Record<string, unknown>) => Search;
  show: (next: Search) => void;
}

/** The views of a list whose filter and order stand in the address: taking one goes there. */
export function ViewsOfAddress<Search extends { view?: number | undefined }>({
  list,
  search,
  seen,
  placeColumns,
  parse,
  show,
}: ViewsOfAddressProps<Search>) {
  return (
    <ViewPicker
      list={list}
      seen={seen}
      chosen={search.view ?? null}
      untouched={Object.keys(search).length === 0}
      keep={(view) => show({ ...search, view })}
      take={({ id, columns, sort, filter }) => {
        placeColumns(columns);
        show(parse({ ...filter, sort: sort.by, direction: sort.direction, view: id }));
      }}
    />
  );
}
