import { Button, Checkbox, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { personSort } from '#shared/features/people/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import type { Sorting } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { t } from '#renderer/ui/text/t.ts';
import { peopleColumns } from './people-columns.tsx';
import { PersonForm } from './PersonForm.tsx';
import classes from '../assets/assets.module.css';

interface PeoplePageProps {
  search: string;
  show: (search: string) => void;
  open: (id: number) => void;
  /** What other parts of the window can do with chosen people. */
  selectionActions: (ids: number[]) => ReactNode;
}

export function PeoplePage({ search, show, open, selectionActions }: PeoplePageProps) {
  const may = useMay();
  const [text, setText] = useState(search);
  const send = useDebouncedCallback(show, 150);
  const [sorting, setSorting] = useState<Sorting>({ by: 'name', direction: 'ascending' });
  const [includeArchived, setIncludeArchived] = useState(false);
  const [creating, setCreating] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => peopleColumns(), []);
  const input = {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    includeArchived,
    sort: sorting.by as (typeof personSort)[number],
    direction: sorting.direction,
  };
  const list = usePagedRows(rpc.people.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.people.list({ ...input, cursor }, { signal }),
  );
  const take = (next: string) => {
    setText(next);
    send(next);
  };
  return (
    <Page
      fixed
      title={t('nav.people')}
      actions={
        may('person.edit') ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('people.add')}
          </Button>
        ) : null
      }
    >
      <div className={classes['filters']} role="search" aria-label={t('people.search')}>
        <TextInput
          className={classes['search'] ?? ''}
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={15} />}
          rightSection={
            text === '' ? null : <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => take('')} />
          }
          value={text}
          onChange={(event) => take(event.currentTarget.value)}
        />
        <Checkbox
          label={t('people.includeArchived')}
          checked={includeArchived}
          onChange={(event) => setIncludeArchived(event.currentTarget.checked)}
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
        columns={columns}
        rows={list.rows}
        sorting={sorting}
        onSort={setSorting}
        selection={{ ids: selected, change: setSelected }}
        onOpen={(row) => open(row.id)}
        loading={list.loading}
        hasMore={list.hasMore}
        loadMore={list.loadMore}
        empty={
          list.settled ? (
            <EmptyState title={t(search === '' ? 'people.none' : 'people.nothingFound')}>
              {t('people.noneHint')}
            </EmptyState>
          ) : null
        }
        footer={t(list.totalIsExact ? 'people.found' : 'people.foundAtLeast', { count: list.total })}
      />
      {creating ? <PersonForm person={null} onClose={() => setCreating(false)} onSaved={open} /> : null}
    </Page>
  );
}
