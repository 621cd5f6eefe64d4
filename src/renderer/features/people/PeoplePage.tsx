import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { personSort } from '#shared/features/people/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import type { ColumnLayout } from '#renderer/ui/table/column-layout.ts';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { useColumnLayout } from '#renderer/ui/table/use-column-layout.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { peopleColumns } from './people-columns.tsx';
import { personFilterOf } from './people-search.ts';
import type { PeopleListSearch, PersonFilter } from './people-search.ts';
import { PersonForm } from './PersonForm.tsx';

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
  const [creating, setCreating] = useAskedFor('person');
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => peopleColumns(), []);
  const layout = useColumnLayout('people', columns);
  const { sort = 'name', direction = 'ascending' } = search;
  const sorting = { by: sort, direction };
  const filter = personFilterOf(search);
  const input = { ...filter, includeArchived: filter.includeArchived ?? false, sort, direction };
  const list = usePagedRows(rpc.people.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.people.list({ ...input, cursor }, { signal }),
  );
  return (
    <Page
      fixed
      title={t('nav.people')}
      actions={
        <>
          {listActions({ columns: layout.seen, sorting, filter, words: wordsOf(filter) }, layout.put)}
          {may('person.edit') ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
              {t('people.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <ListBar label={t('people.search')}>
        <SearchBox
          label={t('people.search')}
          value={search.search ?? ''}
          change={(text) => show({ ...search, search: text })}
        />
        <Checkbox
          label={t('people.includeArchived')}
          checked={search.includeArchived === true}
          onChange={(event) => show({ ...search, includeArchived: event.currentTarget.checked ? true : undefined })}
        />
      </ListBar>
      {selected.size > 0 ? (
        <SelectionBar
          label={t('people.selection')}
          counted={t('people.selected', { count: selected.size })}
          clear={() => setSelected(new Set())}
        >
          {selectionActions([...selected])}
        </SelectionBar>
      ) : null}
      <PagedTable
        label={t('nav.people')}
        columns={layout}
        list={list}
        sorting={sorting}
        onSort={({ by, direction: way }) =>
          show({ ...search, sort: by as (typeof personSort)[number], direction: way })
        }
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        empty={
          <EmptyState title={t(search.search === undefined ? 'people.none' : 'people.nothingFound')}>
            {t('people.noneHint')}
          </EmptyState>
        }
        footer={t(list.totalIsExact ? 'people.found' : 'people.foundAtLeast', { count: list.total })}
      />
      {creating ? <PersonForm person={null} onClose={() => setCreating(false)} onSaved={open} /> : null}
    </Page>
  );
}
