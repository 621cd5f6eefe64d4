import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { MovementFilter, MovementRow } from '#shared/features/assets/movement-contract.ts';
import { movementKinds } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { ColumnChooser } from '#renderer/ui/table/ColumnChooser.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../assets.module.css';
import { movementColumns } from './movement-columns.tsx';
import { movementFilterOf } from './movement-search.ts';
import type { MovementSearch } from './movement-search.ts';

interface MovementsPageProps {
  search: MovementSearch;
  /** Writes the address anew. */
  show: (search: MovementSearch) => void;
  open: (assetId: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions: (seen: ListAsSeen<MovementFilter>) => ReactNode;
}

function wordsOf({ search, kinds = [], from, until }: MovementFilter): string[] {
  return [
    ...(search === undefined ? [] : [t('assets.searchedFor', { text: search })]),
    ...(kinds.length === 0 ? [] : [kinds.map((kind) => word('movement', kind)).join(', ')]),
    ...(from === undefined ? [] : [t('movements.fromDay', { day: formatDay(from) })]),
    ...(until === undefined ? [] : [t('movements.untilDay', { day: formatDay(until) })]),
  ];
}

/** What happened to place, custodian and status of all assets, the latest first. */
export function MovementsPage({ search, show, open, listActions }: MovementsPageProps) {
  const { direction = 'descending' } = search;
  const filter = movementFilterOf(search);
  const input = { ...filter, direction };
  const list = usePagedRows<MovementRow>(rpc.assets.listMovements.key({ type: 'infinite', input }), (cursor, signal) =>
    client.assets.listMovements({ ...input, cursor }, { signal }),
  );
  const columns = useMemo(() => movementColumns(), []);
  const { layout, shown, toggle, move, resize } = useColumnLayout('movements', columns);
  const columnsSeen = shown.map(({ id }) => layout.find((each) => each.id === id) ?? { id, width: null });
  const sorting = { by: 'at', direction };
  const filtered = wordsOf(filter).length > 0;
  const day = (key: 'from' | 'until') => ({
    'aria-label': t(key === 'from' ? 'movements.from' : 'movements.until'),
    w: 150,
    value: search[key] ?? null,
    onChange: (value: string | null) => show({ ...search, [key]: value ?? undefined }),
  });
  return (
    <Page
      fixed
      title={t('nav.movements')}
      subtitle={t('movements.subtitle')}
      actions={listActions({ columns: columnsSeen, sorting, filter, words: wordsOf(filter) })}
    >
      <div className={classes['filters']} role="search" aria-label={t('movements.search')}>
        <SearchBox
          label={t('movements.search')}
          className={classes['search']}
          value={search.search ?? ''}
          change={(text) => show({ ...search, search: text })}
        />
        <MultiFilter
          label={t('field.movement')}
          options={movementKinds.map((value) => ({ value, label: word('movement', value) }))}
          chosen={search.kinds ?? []}
          onChange={(kinds) => show({ ...search, kinds: kinds.length === 0 ? undefined : kinds })}
        />
        <DayField {...day('from')} />
        <Text size="sm" c="dimmed">
          {t('movements.to')}
        </Text>
        <DayField {...day('until')} />
      </div>
      {list.error === null ? null : <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />}
      <DataTable
        label={t('nav.movements')}
        columns={shown}
        rows={list.rows}
        onResize={resize}
        sorting={sorting}
        onSort={({ direction: way }) => show({ ...search, direction: way })}
        onOpen={({ asset }) => open(asset.id)}
        loading={list.loading}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={
          list.settled ? (
            <EmptyState title={t(filtered ? 'movements.nothingFound' : 'movements.none')}>
              {t(filtered ? 'assets.nothingFoundHint' : 'movements.noneHint')}
            </EmptyState>
          ) : null
        }
        footer={t(list.totalIsExact ? 'movements.found' : 'movements.foundAtLeast', { count: list.total })}
        tools={<ColumnChooser columns={columns} layout={layout} toggle={toggle} move={move} resize={resize} />}
      />
    </Page>
  );
}
