import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { QueryKey } from '@tanstack/react-query';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import type { PageOf } from '#renderer/ui/table/use-paged-rows.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { wordsOf } from './list-words.ts';
import type { SimpleListSeen } from './list-words.ts';

/** What a list is narrowed to. */
export interface PurchasingFilter<State extends string> {
  search?: string;
  states?: State[];
}

interface PurchasingListProps<Row extends { id: number }, State extends string> {
  label: string;
  columns: () => Column<Row>[];
  /** What the search box is called; without it there is nothing to search by. */
  searchLabel?: string;
  /** States that the list is narrowed to, with the family of texts that has their words. */
  states?: { all: readonly State[]; words: string };
  keyOf: (filter: PurchasingFilter<State>) => QueryKey;
  page: (filter: PurchasingFilter<State>, cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>;
  open: (row: Row) => void;
  /** What stands there as long as there is nothing at all. */
  none: { title: string; hint: string };
  footer: (total: number, rows: readonly Row[]) => string;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: ((seen: SimpleListSeen<PurchasingFilter<State>>) => ReactNode) | undefined;
  /** What is done here beside looking. */
  actions?: ReactNode;
  /** Beside the list, with what of it is loaded. */
  children?: (rows: readonly Row[]) => ReactNode;
}

/** Every list of purchasing: searched, narrowed to states, page by page as one scrolls. */
export function PurchasingList<Row extends { id: number }, State extends string = never>(
  props: PurchasingListProps<Row, State>,
) {
  const { label, searchLabel, states, keyOf, page, open, none, footer, listActions, actions, children } = props;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<State[]>([]);
  const { columns: columnsOf } = props;
  const columns = useMemo(() => columnsOf(), [columnsOf]);
  const filter: PurchasingFilter<State> = {
    ...(search === '' ? {} : { search }),
    ...(chosen.length === 0 ? {} : { states: chosen }),
  };
  const list = usePagedRows(keyOf(filter), (cursor, signal) => page(filter, cursor, signal));
  const isNarrowed = search !== '' || chosen.length > 0;
  return (
    <>
      {searchLabel === undefined && states === undefined && actions === undefined ? null : (
        <ListBar
          label={searchLabel ?? label}
          end={
            <>
              {listActions?.({
                columns: columns.map(({ id }) => id),
                filter,
                words: wordsOf(
                  search,
                  chosen.map((value) => word(states?.words ?? '', value)),
                ),
              })}
              {actions}
            </>
          }
        >
          {searchLabel === undefined ? null : (
            <SearchBox label={searchLabel} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
          )}
          {states === undefined ? null : (
            <MultiFilter
              label={t('procurement.state')}
              options={states.all.map((value) => ({ value, label: word(states.words, value) }))}
              chosen={chosen}
              onChange={setChosen}
            />
          )}
        </ListBar>
      )}
      <PagedTable
        label={label}
        columns={columns}
        list={list}
        onOpen={open}
        empty={
          <EmptyState title={isNarrowed ? t('procurement.nothingFound') : none.title}>
            {isNarrowed ? t('procurement.nothingFoundHint') : none.hint}
          </EmptyState>
        }
        footer={footer(list.total, list.rows)}
      />
      {children?.(list.rows)}
    </>
  );
}
