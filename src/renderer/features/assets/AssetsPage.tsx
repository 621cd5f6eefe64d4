import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { AssetFilter, AssetListSort } from '#shared/features/assets/contract.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import type { ColumnLayout } from '#renderer/ui/table/column-layout.ts';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { assetColumns } from './asset-columns.tsx';
import { filterOf, isFiltered } from './asset-search.ts';
import type { AssetListSearch } from './asset-search.ts';
import { AssetFilters } from './AssetFilters.tsx';
import { AssetForm } from './AssetForm.tsx';
import { AssetSelection } from './AssetSelection.tsx';
import { BulkEdit } from './bulk-edit/BulkEdit.tsx';
import { CountsStrip } from './CountsStrip.tsx';
import { chipsOfFilter, expressionOfFilter } from './filter-chips.ts';
import { useAssetFilterFields, useOwnedFields } from './use-filter-fields.ts';

export type AssetsAsSeen = ListAsSeen<AssetFilter>;

interface AssetsPageProps {
  search: AssetListSearch;
  /** Writes the address anew. */
  show: (search: AssetListSearch) => void;
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen, with its columns, and with what is selected. */
  listActions: (seen: AssetsAsSeen, placeColumns: (layout: ColumnLayout) => void) => ReactNode;
  selectionActions: (ids: number[]) => ReactNode;
}

export function AssetsPage({ search, show, open, listActions, selectionActions }: AssetsPageProps) {
  const may = useMay();
  const seesCost = may('asset.cost.view');
  const fields = useOwnedFields();
  const columns = useMemo(() => assetColumns(seesCost, fields), [seesCost, fields]);
  const layout = useColumnLayout('assets', columns);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const filter = filterOf(search);
  const filterFields = useAssetFilterFields(expressionOfFilter(filter));
  const { sort = 'tag', direction = 'ascending' } = search;
  const shownFields = layout.shown.flatMap(({ id }) => customFieldOf(id) ?? []);
  const input = { ...filter, sort, direction, limit: 100, fields: shownFields };
  const list = usePagedRows(rpc.assets.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.assets.list({ ...input, cursor }, { signal }),
  );
  const change = useCallback((next: Partial<AssetListSearch>) => show({ ...search, ...next }), [show, search]);
  const opensForm = search.newTag !== undefined || search.newSerial !== undefined;
  const [creating, setCreating] = useAskedFor('asset');
  const closeForm = () => {
    setCreating(false);
    if (opensForm) change({ newTag: undefined, newSerial: undefined });
  };
  const sorting = { by: sort, direction };
  const words = chipsOfFilter(filter, filterFields, change, () => undefined).map((chip) => chip.words);
  return (
    <Page
      fixed
      title={t('nav.assets')}
      actions={
        <>
          {listActions({ columns: layout.seen, sorting, filter, words }, layout.put)}
          {may('asset.create') ? <RegisterActions register={() => setCreating(true)} /> : null}
        </>
      }
    >
      <CountsStrip search={search} show={show} />
      <AssetFilters search={search} fields={filterFields} change={change} clear={() => show({ sort, direction })} />
      {selected.size > 0 ? (
        <AssetSelection selected={selected} select={setSelected} total={list.total} filter={filter}>
          {may('asset.edit') ? <BulkEdit ids={[...selected]} /> : null}
          {selectionActions([...selected])}
        </AssetSelection>
      ) : null}
      <PagedTable
        label={t('nav.assets')}
        columns={layout}
        list={list}
        sorting={sorting}
        onSort={({ by, direction: next }) => change({ sort: by as AssetListSort, direction: next })}
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        empty={<NoAssets filtered={isFiltered(search)} />}
        footer={t(list.totalIsExact ? 'assets.found' : 'assets.foundAtLeast', { count: list.total })}
      />
      {creating || opensForm ? (
        <AssetForm asset={null} tag={search.newTag} serial={search.newSerial} onClose={closeForm} onSaved={open} />
      ) : null}
    </Page>
  );
}

function RegisterActions({ register }: { register: () => void }) {
  return (
    <>
      <Button component="a" href={hrefTo('/entry')} variant="default">
        {t('assets.enterMany')}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={register}>
        {t('assets.register')}
      </Button>
    </>
  );
}

function NoAssets({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState title={t('assets.nothingFound')}>{t('assets.nothingFoundHint')}</EmptyState>
  ) : (
    <EmptyState title={t('assets.none')}>{t('assets.noneHint')}</EmptyState>
  );
}
