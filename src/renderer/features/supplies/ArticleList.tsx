import { Checkbox, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { supplyKinds } from '#shared/features/supplies/model.ts';
import type { ArticleFilter, articleSort } from '#shared/features/supplies/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { articleColumns } from './article-columns.tsx';
import { articleFilterOf } from './supply-search.ts';
import type { SupplySearch } from './supply-search.ts';

interface ArticleListProps {
  search: SupplySearch;
  /** Writes the address anew. */
  show: (search: SupplySearch) => void;
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions: (seen: ListAsSeen<ArticleFilter>) => ReactNode;
  /** What other parts of the window can do with chosen articles. */
  selectionActions: (ids: number[]) => ReactNode;
}

function wordsOf({ search, kind, low, includeArchived }: ArticleFilter): string[] {
  return [
    ...(search === undefined ? [] : [t('assets.searchedFor', { text: search })]),
    ...(kind === undefined ? [] : [word('supplyKind', kind)]),
    ...(low === true ? [t('supplies.onlyLow')] : []),
    ...(includeArchived === true ? [t('supplies.includeArchived')] : []),
  ];
}

/** Everything that is counted instead of tagged. */
export function ArticleList({ search, show, open, listActions, selectionActions }: ArticleListProps) {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => articleColumns(), []);
  const layout = useColumnLayout('supplies', columns);
  const { sort = 'name', direction = 'ascending' } = search;
  const sorting = { by: sort, direction };
  const filter = articleFilterOf(search);
  const input = { ...filter, sort, direction };
  const list = usePagedRows(rpc.supplies.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.supplies.list({ ...input, cursor }, { signal }),
  );
  const nothingAsked = Object.keys(filter).length === 0;
  return (
    <>
      <ListBar
        label={t('supplies.search')}
        end={listActions({ columns: layout.seen, sorting, filter, words: wordsOf(filter) })}
      >
        <SearchBox
          label={t('supplies.search')}
          value={search.search ?? ''}
          change={(text) => show({ ...search, search: text })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('field.kind')}
          data={[
            { value: '', label: t('supplies.allKinds') },
            ...supplyKinds.map((value) => ({ value, label: word('supplyKinds', value) })),
          ]}
          value={search.kind ?? ''}
          onChange={(value) => show({ ...search, kind: supplyKinds.find((each) => each === value) })}
        />
        <Checkbox
          label={t('supplies.onlyLow')}
          checked={search.low === true}
          onChange={(event) => show({ ...search, low: event.currentTarget.checked ? true : undefined })}
        />
        <Checkbox
          label={t('supplies.includeArchived')}
          checked={search.includeArchived === true}
          onChange={(event) => show({ ...search, includeArchived: event.currentTarget.checked ? true : undefined })}
        />
      </ListBar>
      {selected.size > 0 ? (
        <SelectionBar
          label={t('supplies.selection')}
          counted={t('supplies.selected', { count: selected.size })}
          clear={() => setSelected(new Set())}
        >
          {selectionActions([...selected])}
        </SelectionBar>
      ) : null}
      <PagedTable
        label={t('nav.supplies')}
        columns={layout}
        list={list}
        sorting={sorting}
        onSort={({ by, direction: way }) =>
          show({ ...search, sort: by as (typeof articleSort)[number], direction: way })
        }
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState title={t(nothingAsked ? 'supplies.noArticles' : 'supplies.nothingFound')}>
            {t(nothingAsked ? 'supplies.noArticlesHint' : 'supplies.nothingFoundHint')}
          </EmptyState>
        }
        footer={t(list.totalIsExact ? 'supplies.found' : 'supplies.foundAtLeast', { count: list.total })}
      />
    </>
  );
}
