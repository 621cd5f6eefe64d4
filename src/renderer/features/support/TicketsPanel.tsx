import { Button, Stack, Switch } from '@mantine/core';
import { IconFlag, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { ticketStates } from '#shared/features/support/model.ts';
import type { TicketRow, TicketState } from '#shared/features/support/model.ts';
import { priorities } from '#shared/features/support/priority.ts';
import type { Priority } from '#shared/features/support/priority.ts';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './support.module.css';
import { priorityTone, ticketLook } from './ticket-look.ts';
import { TicketForm } from './TicketForm.tsx';

function columnsOf(): Column<TicketRow>[] {
  return [
    {
      id: 'number',
      heading: t('maintenance.number'),
      width: '60px',
      align: 'end',
      cell: (row) => formatNumber(row.number),
    },
    { id: 'state', heading: t('field.status'), width: '170px', cell: (row) => <StatusBadge {...ticketLook(row)} /> },
    {
      id: 'priority',
      heading: t('support.priority'),
      width: '110px',
      cell: ({ priority }) => (
        <StatusBadge tone={priorityTone[priority]} icon={IconFlag} label={word('ticketPriority', priority)} />
      ),
    },
    { id: 'title', heading: t('support.title'), width: 'minmax(180px, 3fr)', cell: (row) => row.title },
    {
      id: 'about',
      heading: t('support.about'),
      width: 'minmax(150px, 2fr)',
      cell: ({ asset, person, place }) => [asset?.tag, person?.name ?? place?.name].filter(Boolean).join(' · '),
    },
    { id: 'resolveBy', heading: t('support.resolveBy'), width: '165px', cell: (row) => formatInstant(row.resolveBy) },
    { id: 'assignee', heading: t('support.assignee'), width: 'minmax(110px, 1fr)', cell: (row) => row.assignee?.name },
  ];
}

/** What is open first, by when it has to be solved. */
export function TicketsPanel({ open }: { open: (id: number) => void }) {
  const may = useMay();
  const { operator } = useSession();
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<TicketState[]>([]);
  const [urgent, setUrgent] = useState<Priority[]>([]);
  const [mine, setMine] = useState(false);
  const [late, setLate] = useState(false);
  const [making, setMaking] = useAskedFor('ticket');
  const columns = useMemo(() => columnsOf(), []);
  const input = {
    ...(search === '' ? {} : { search }),
    ...(states.length === 0 ? {} : { states }),
    ...(urgent.length === 0 ? {} : { priorities: urgent }),
    ...(mine ? { assigneeId: operator.id } : {}),
    ...(late ? { late } : {}),
  };
  const list = usePagedRows(rpc.support.list.key({ type: 'infinite', input }), (cursor, signal) =>
    client.support.list({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const filtered = Object.keys(input).length > 0;
  return (
    <Stack gap="sm">
      <ListBar
        label={t('support.search')}
        end={
          may('ticket.work') ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
              {t('support.newTicket')}
            </Button>
          ) : null
        }
      >
        <SearchBox label={t('support.search')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
        <MultiFilter
          label={t('field.status')}
          options={ticketStates.map((value) => ({ value, label: word('ticketState', value) }))}
          chosen={states}
          onChange={setStates}
        />
        <MultiFilter
          label={t('support.priority')}
          options={priorities.map((value) => ({ value, label: word('ticketPriority', value) }))}
          chosen={urgent}
          onChange={setUrgent}
        />
        <Switch
          label={t('maintenance.onlyMine')}
          checked={mine}
          onChange={(event) => setMine(event.currentTarget.checked)}
        />
        <Switch
          label={t('support.onlyLate')}
          checked={late}
          onChange={(event) => setLate(event.currentTarget.checked)}
        />
      </ListBar>
      <div className={classes['table']}>
        <PagedTable
          label={t('support.tickets')}
          columns={columns}
          list={list}
          onOpen={(row) => open(row.id)}
          empty={
            <EmptyState title={t(filtered ? 'procurement.nothingFound' : 'support.none')}>
              {t(filtered ? 'procurement.nothingFoundHint' : 'support.noneHint')}
            </EmptyState>
          }
          footer={t('support.count', { count: list.total })}
        />
      </div>
      {making ? <TicketForm asset={null} opened={open} onClose={() => setMaking(false)} /> : null}
    </Stack>
  );
}
