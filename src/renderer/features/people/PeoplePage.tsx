import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { personSort } from '#shared/features/people/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { ColumnLayout } from '#renderer/ui/table/column-layout.ts';
import { ColumnChooser } from '#renderer/ui/table/ColumnChooser.tsx';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { peopleColumns } from './people-columns.tsx';
import { personFilterOf } from './people-search.ts';
import type { PeopleListSearch, PersonFilter } from './people-search.ts';
import { PersonForm } from './PersonForm.tsx';
import classes from '../assets/assets.module.css';

interface PeoplePageProps {
  search: PeopleListSearch;
  /** Writes the address anew. */
  show: (search: PeopleListSearch) => void;
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen, and with its columns. */
  listActions: (seen: ListAsSeen<PersonFilter>, placeColumns: (layout: ColumnLayout) => void) => ReactNode;
  /** What other parts of the window can do with chosen people. */
  selectionActions: (ids: number[]) => ReactNode;
}

function wordsOf({ search, includeArchived }: PersonFilter): string[] {
  return [
    ...(search === undefined ? [] : [t('assets.searchedFor', { text: search })]),
    ...(includeArchived === true ? [t('people.includeArchived')] : []),
  ];
}

export function PeoplePage({ search, show, open, listActions, selectionActions }: PeoplePageProps) {
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => peopleColumns(), []);
  const { layout, shown, put, toggle, move, resize } = useColumnLayout('people', columns);
  const { sort = 'name', direction = 'ascending' } = search;
  const sorting = { by: sort, direction };
  const filter = personFilterOf(search);
  const input = { ...filter, includeArchived: filter.includeArchived ?? false, sort, direction };
  const list = usePagedRows(rpc.people.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.people.list({ ...input, cursor }, { signal }),
  );
  const columnsSeen = shown.map(({ id }) => layout.find((each) => each.id === id) ?? { id, width: null });
  return (
    <Page
      fixed
      title={t('nav.people')}
      actions={
        <>
          {listActions({ columns: columnsSeen, sorting, filter, words: wordsOf(filter) }, put)}
          {may('person.edit') ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              {t('people.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes['filters']} role="search" aria-label={t('people.search')}>
        <SearchBox
          label={t('people.search')}
          className={classes['search']}
          value={search.search ?? ''}
          change={(text) => show({ ...search, search: text })}
        />
        <Checkbox
          label={t('people.includeArchived')}
          checked={search.includeArchived === true}
          onChange={(event) => show({ ...search, includeArchived: event.currentTarget.checked ? true : undefined })}
        />
      </div>
      {selected.size > 0 ? (
        <div className={classes['selection']} role="group" aria-label={t('people.selection')}>
          <strong>{t('people.selected', { count: selected.size })}</strong>
          {selectionActions([...selected])}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setSelected(new Set())}>
            {t('assets.clearSelection')}
          </Button>
        </div>
      ) : null}
      {list.error === null ? null : <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />}
      <DataTable
        label={t('nav.people')}
        columns={shown}
        rows={list.rows}
        onResize={resize}
        sorting={sorting}
        onSort={({ by, direction: way }) =>
          show({ ...search, sort: by as (typeof personSort)[number], direction: way })
        }
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        loading={list.loading}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={
          list.settled ? (
            <EmptyState title={t(search.search === undefined ? 'people.none' : 'people.nothingFound')}>
              {t('people.noneHint')}
            </EmptyState>
          ) : null
        }
        footer={t(list.totalIsExact ? 'people.found' : 'people.foundAtLeast', { count: list.total })}
        tools={<ColumnChooser columns={columns} layout={layout} toggle={toggle} move={move} resize={resize} />}
      />
      {creating ? <PersonForm person={null} onClose={() => setCreating(false)} onSaved={open} /> : null}
    </Page>
  );
}
