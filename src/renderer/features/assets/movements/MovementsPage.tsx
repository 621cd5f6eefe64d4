import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { MovementFilter, MovementRow } from '#shared/features/assets/movement-contract.ts';
import { movementKinds } from '#shared/features/assets/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
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
  const layout = useColumnLayout('movements', columns);
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
      actions={listActions({ columns: layout.seen, sorting, filter, words: wordsOf(filter) })}
    >
      <ListBar label={t('movements.search')}>
        <SearchBox
          label={t('movements.search')}
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
      </ListBar>
      <PagedTable
        label={t('nav.movements')}
        columns={layout}
        list={list}
        sorting={sorting}
        onSort={({ direction: way }) => show({ ...search, direction: way })}
        onOpen={({ asset }) => open(asset.id)}
        empty={
          <EmptyState title={t(filtered ? 'movements.nothingFound' : 'movements.none')}>
            {t(filtered ? 'assets.nothingFoundHint' : 'movements.noneHint')}
          </EmptyState>
        }
        footer={t(list.totalIsExact ? 'movements.found' : 'movements.foundAtLeast', { count: list.total })}
      />
    </Page>
  );
}
