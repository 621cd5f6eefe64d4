import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { installationSort } from '#shared/features/software/contract.ts';
import type { InstallationFilter, InstallationRow } from '#shared/features/software/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { installationColumns } from './installation-columns.tsx';

interface InstallationListProps {
  /** Only what is installed on this asset. */
  assetId?: number;
  open: (row: InstallationRow) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: (seen: ListAsSeen<InstallationFilter>) => ReactNode;
}

/** What is really installed, as the last list that was imported says. */
export function InstallationList({ assetId, open, listActions }: InstallationListProps) {
  const ofOneAsset = assetId !== undefined;
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<ListAsSeen<InstallationFilter>['sorting']>({
    by: 'product',
    direction: 'ascending',
  });
  const columns = useMemo(() => installationColumns(ofOneAsset), [ofOneAsset]);
  const layout = useColumnLayout(ofOneAsset ? 'asset-software' : 'software', columns);
  const filter: InstallationFilter = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(ofOneAsset ? { assetId } : {}),
  };
  const input = {
    ...filter,
    sort: installationSort.find((each) => each === sorting.by) ?? 'product',
    direction: sorting.direction,
  };
  const list = usePagedRows<InstallationRow>(
    rpc.software.listInstallations.key({ type: 'infinite', input }),
    (cursor, signal) => client.software.listInstallations({ ...input, cursor }, { signal }),
  );
  const words = filter.search === undefined ? [] : [t('assets.searchedFor', { text: filter.search })];
  return (
    <>
      <ListBar label={t('software.search')} end={listActions?.({ columns: layout.seen, sorting, filter, words })}>
        <SearchBox label={t('software.search')} value={search} change={(text) => setSearch(text ?? '')} />
      </ListBar>
      <PagedTable
        label={t('software.title')}
        columns={layout}
        list={list}
        sorting={sorting}
        onSort={setSorting}
        onOpen={open}
        empty={
          <EmptyState title={t(words.length > 0 ? 'software.nothingFound' : 'software.none')}>
            {t(words.length > 0 ? 'software.nothingFoundHint' : 'software.noneHint')}
          </EmptyState>
        }
        footer={t(list.totalIsExact ? 'software.found' : 'software.foundAtLeast', { count: list.total })}
      />
    </>
  );
}
