import { Button, Group, Menu, Stack } from '@mantine/core';
import { IconCalendarDown, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { orderStates } from '#shared/features/maintenance/model.ts';
import type { OrderRow, OrderState } from '#shared/features/maintenance/model.ts';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatNumber, today } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';
import { pressing } from './pressing.ts';
import type { Pressing } from './pressing.ts';
import { orderLook } from './order-look.ts';
import { OrderForm } from './OrderForm.tsx';
import { ScanToWork } from './ScanToWork.tsx';
import type { BenchSounds } from './ScanToWork.tsx';
import { TechnicianSelect } from './TechnicianSelect.tsx';

function columnsOf(): Column<OrderRow>[] {
  return [
    {
      id: 'number',
      heading: t('maintenance.number'),
      width: '56px',
      align: 'end',
      cell: (row) => formatNumber(row.number),
    },
    { id: 'state', heading: t('field.status'), width: '115px', cell: (row) => <StatusBadge {...orderLook(row)} /> },
    {
      id: 'asset',
      heading: t('entity.asset'),
      width: 'minmax(160px, 3fr)',
      cell: ({ asset }) => `${asset.tag} · ${asset.name}`,
    },
    { id: 'title', heading: t('maintenance.what'), width: 'minmax(150px, 2fr)', cell: (row) => row.title },
    { id: 'dueOn', heading: t('maintenance.dueOn'), width: '115px', cell: (row) => formatDay(row.dueOn) },
    {
      id: 'plannedOn',
      heading: t('maintenance.plannedOn'),
      width: '115px',
      cell: (row) => (row.plannedOn === row.dueOn ? '' : formatDay(row.plannedOn)),
    },
    { id: 'place', heading: t('field.place'), width: 'minmax(110px, 1fr)', cell: (row) => row.place },
    {
      id: 'assignee',
      heading: t('maintenance.assignee'),
      width: 'minmax(110px, 1fr)',
      cell: (row) => row.assignee?.name,
    },
  ];
}

interface OrdersPanelProps {
  open: (id: number) => void;
  sounds: BenchSounds;
  /** Only what is planned for this day. */
  day: string | null;
  chooseDay: (day: string | null) => void;
  /** Only what presses so. */
  tile: Pressing | null;
  chooseTile: (tile: Pressing | null) => void;
}

/** What is to be done: what presses stands in tiles, a scan of the asset leads to its work. */
export function OrdersPanel({ open, sounds, day, chooseDay, tile, chooseTile }: OrdersPanelProps) {
  const may = useMay();
  const language = useLanguage();
  const { operator } = useSession();
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<OrderState[]>(['open', 'in_work']);
  const [making, setMaking] = useAskedFor('workOrder');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const columns = useMemo(() => columnsOf(), []);
  const counts = useQuery(rpc.maintenance.counts.queryOptions()).data;
  const narrowed = {
    overdue: { overdue: true },
    today: { from: today(), to: today(), states: ['open' as const, 'in_work' as const] },
    inWork: { states: ['in_work' as const] },
    mine: { assigneeId: operator.id, states: ['open' as const, 'in_work' as const] },
    open: { states: ['open' as const, 'in_work' as const] },
  };
  const input = {
    ...(search === '' ? {} : { search }),
    ...(states.length === 0 ? {} : { states }),
    ...(day === null ? {} : { from: day, to: day }),
    ...(tile === null ? {} : narrowed[tile]),
  };
  const list = usePagedRows(rpc.maintenance.listOrders.key({ type: 'infinite', input }), (cursor, signal) =>
    client.maintenance.listOrders({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  const clear = () => setChosen(new Set());
  // What has been done meanwhile, or is not shown any more, is not assigned.
  const assignable = list.rows.filter(({ id, state }) => chosen.has(id) && (state === 'open' || state === 'in_work'));
  const assign = useAction((operatorId: number | null) =>
    client.maintenance.assign({ ids: assignable.map(({ id }) => id), operatorId }),
  );
  const save = useAction(
    () => client.maintenance.saveCalendar({ assigneeId: tile === 'mine' ? operator.id : null, language }),
    ({ path, orders }) => {
      if (path !== null) announce(t('maintenance.calendarSaved', { count: orders }));
    },
  );
  return (
    <Stack gap="sm" h="100%" mih={0}>
      {may('maintenance.work') ? <ScanToWork open={open} sounds={sounds} /> : null}
      <div className={classes['tiles']} role="group" aria-label={t('maintenance.pressing')}>
        {pressing.map((each) => (
          <CountTile
            key={each}
            compact
            label={t(`maintenance.tile.${each}`)}
            count={counts === undefined ? '–' : formatNumber(counts[each])}
            {...(each === 'overdue' && (counts?.overdue ?? 0) > 0 ? { tone: 'bad' as const } : {})}
            active={tile === each}
            onClick={() => chooseTile(tile === each ? null : each)}
          />
        ))}
      </div>
      <ListBar
        label={t('maintenance.search')}
        end={
          <Group gap="xs">
            {may('maintenance.work') ? (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
                {t('maintenance.newOrder')}
              </Button>
            ) : null}
            <MoreMenu>
              <Menu.Item leftSection={<IconCalendarDown size={16} />} onClick={() => save.mutate(undefined)}>
                {t('maintenance.saveCalendar')}
              </Menu.Item>
            </MoreMenu>
          </Group>
        }
      >
        <SearchBox label={t('maintenance.search')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
        <MultiFilter
          label={t('field.status')}
          options={orderStates.map((value) => ({ value, label: word('workOrderState', value) }))}
          chosen={states}
          onChange={setStates}
        />
        {day === null ? null : (
          <Button variant="light" size="xs" onClick={() => chooseDay(null)}>
            {t('maintenance.onlyDay', { day: formatDay(day) })} ×
          </Button>
        )}
      </ListBar>
      {chosen.size === 0 ? null : (
        <SelectionBar
          label={t('maintenance.orders')}
          counted={t('maintenance.chosen', { count: assignable.length })}
          clear={clear}
        >
          <TechnicianSelect
            aria-label={t('maintenance.assignTo')}
            placeholder={t('maintenance.assignTo')}
            size="xs"
            w={220}
            value={null}
            onChange={(operatorId) => {
              if (operatorId === null || assignable.length === 0) return;
              assign.mutate(operatorId, { onSuccess: clear });
            }}
          />
        </SelectionBar>
      )}
      <div className={classes['table']}>
        <PagedTable
          label={t('maintenance.orders')}
          columns={columns}
          list={list}
          {...(may('maintenance.work') ? { selection: { ids: chosen, change: setChosen } } : {})}
          onOpen={(row) => open(row.id)}
          empty={<EmptyState title={t('maintenance.nothingToDo')}>{t('maintenance.nothingToDoHint')}</EmptyState>}
          footer={t('maintenance.count', { count: list.total })}
        />
      </div>
      {making ? <OrderForm asset={null} made={open} onClose={() => setMaking(false)} /> : null}
    </Stack>
  );
}
