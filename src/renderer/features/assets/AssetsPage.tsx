import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { AssetSort } from '#shared/features/assets/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ColumnChooser } from '#renderer/ui/table/ColumnChooser.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { assetColumns } from './asset-columns.tsx';
import { filterOf, isFiltered } from './asset-search.ts';
import type { AssetListSearch } from './asset-search.ts';
import { AssetFilters } from './AssetFilters.tsx';
import { AssetForm } from './AssetForm.tsx';
import classes from './assets.module.css';
import { CountsStrip } from './CountsStrip.tsx';
import { expressionOfFilter } from './filter-chips.ts';
import { useAssetFilterFields } from './use-filter-fields.ts';

interface AssetsPageProps {
  search: AssetListSearch;
  /** Writes the address anew. */
  show: (search: AssetListSearch) => void;
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen, and with what is selected. */
  listActions: (search: AssetListSearch) => ReactNode;
  selectionActions: (ids: number[]) => ReactNode;
}

export function AssetsPage({ search, show, open, listActions, selectionActions }: AssetsPageProps) {
  const may = useMay();
  const seesCost = may('asset.cost.view');
  const columns = useMemo(() => assetColumns(seesCost), [seesCost]);
  const { layout, shown, toggle, move, resize } = useColumnLayout('assets', columns);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const filter = filterOf(search);
  const filterFields = useAssetFilterFields(expressionOfFilter(filter));
  const { sort = 'tag', direction = 'ascending' } = search;
  const input = { ...filter, sort, direction, limit: 100 };
  const list = usePagedRows(rpc.assets.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.assets.list({ ...input, cursor }, { signal }),
  );
  const selectAll = useAction(
    () => client.assets.listIds(filter),
    (ids) => setSelected(new Set(ids)),
  );
  const change = useCallback((next: Partial<AssetListSearch>) => show({ ...search, ...next }), [show, search]);
  const opensForm = search.newTag !== undefined || search.newSerial !== undefined;
  const [creating, setCreating] = useState(false);
  const closeForm = () => {
    setCreating(false);
    if (opensForm) change({ newTag: undefined, newSerial: undefined });
  };
  const empty = isFiltered(search) ? (
    <EmptyState title={t('assets.nothingFound')}>{t('assets.nothingFoundHint')}</EmptyState>
  ) : (
    <EmptyState title={t('assets.none')}>{t('assets.noneHint')}</EmptyState>
  );
  return (
    <Page
      fixed
      title={t('nav.assets')}
      actions={
        <>
          {listActions(search)}
          {may('asset.create') ? (
            <Button component="a" href={hrefTo('/entry')} variant="default">
              {t('assets.enterMany')}
            </Button>
          ) : null}
          {may('asset.create') ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              {t('assets.register')}
            </Button>
          ) : null}
        </>
      }
    >
      <CountsStrip search={search} show={show} />
      <AssetFilters search={search} fields={filterFields} change={change} clear={() => show({ sort, direction })} />
      {selected.size > 0 ? (
        <div className={classes['selection']} role="group" aria-label={t('assets.selection')}>
          <strong>{t('assets.selected', { count: selected.size })}</strong>
          {selectionActions([...selected])}
          {selected.size < list.total ? (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={selectAll.isPending}
              onClick={() => selectAll.mutate(undefined)}
            >
              {t('assets.selectFound', { count: list.total })}
            </Button>
          ) : null}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setSelected(new Set())}>
            {t('assets.clearSelection')}
          </Button>
        </div>
      ) : null}
      {list.error === null ? null : <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />}
      <DataTable
        label={t('nav.assets')}
        columns={shown}
        rows={list.rows}
        onResize={resize}
        sorting={{ by: sort, direction }}
        onSort={({ by, direction: next }) => change({ sort: by as AssetSort, direction: next })}
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        loading={list.loading}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={list.settled ? empty : null}
        footer={t(list.totalIsExact ? 'assets.found' : 'assets.foundAtLeast', { count: list.total })}
        tools={<ColumnChooser columns={columns} layout={layout} toggle={toggle} move={move} resize={resize} />}
      />
      {creating || opensForm ? (
        <AssetForm asset={null} tag={search.newTag} serial={search.newSerial} onClose={closeForm} onSaved={open} />
      ) : null}
    </Page>
  );
}
