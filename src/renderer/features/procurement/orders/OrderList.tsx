import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { orderStates } from '#shared/features/procurement/order.ts';
import type { OrderRow, OrderState } from '#shared/features/procurement/order.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { wordsOf } from '../list-words.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { OrderBadge } from './OrderBadge.tsx';

export function orderColumns(): Column<OrderRow>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '130px', cell: (row) => row.number },
    { id: 'state', heading: t('procurement.state'), width: '160px', cell: (row) => <OrderBadge state={row.state} /> },
    { id: 'supplier', heading: t('field.supplier'), width: 'minmax(130px, 1fr)', cell: (row) => row.supplier.name },
    { id: 'what', heading: t('procurement.what'), width: 'minmax(180px, 2fr)', cell: (row) => row.summary },
    {
      id: 'received',
      heading: t('procurement.received'),
      width: '110px',
      align: 'end',
      cell: (row) => `${formatNumber(row.accepted)} / ${formatNumber(row.units)}`,
    },
    { id: 'expected', heading: t('procurement.expectedOn'), width: '130px', cell: (row) => formatDay(row.expectedOn) },
    {
      id: 'gross',
      heading: t('procurement.gross'),
      width: '140px',
      align: 'end',
      cell: (row) => formatMoney(row.gross),
    },
  ];
}

interface OrderListProps {
  open: (id: number) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions?: (seen: SimpleListSeen<{ states?: OrderState[]; search?: string }>) => ReactNode;
}

export function OrderList({ open, listActions }: OrderListProps) {
  const [search, setSearch] = useState('');
  const [states, setStates] = useState<OrderState[]>([]);
  const columns = useMemo(() => orderColumns(), []);
  const input = { ...(search === '' ? {} : { search }), ...(states.length === 0 ? {} : { states }) };
  const list = usePagedRows(rpc.procurement.listOrders.key({ type: 'infinite', input }), (cursor, signal) =>
    client.procurement.listOrders({ ...input, cursor }, { signal }),
  );
  return (
    <>
      <ListBar
        label={t('procurement.searchOrders')}
        end={listActions?.({
          columns: columns.map(({ id }) => id),
          filter: input,
          words: wordsOf(
            search,
            states.map((value) => word('orderState', value)),
          ),
        })}
      >
        <SearchBox
          label={t('procurement.searchOrders')}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
        <MultiFilter
          label={t('procurement.state')}
          options={orderStates.map((value) => ({ value, label: word('orderState', value) }))}
          chosen={states}
          onChange={setStates}
        />
      </ListBar>
      <PagedTable
        label={t('procurement.orders')}
        columns={columns}
        list={list}
        onOpen={(row) => open(row.id)}
        empty={<EmptyState title={t('procurement.noOrders')}>{t('procurement.noOrdersHint')}</EmptyState>}
        footer={t('procurement.orderCount', { count: list.total })}
      />
    </>
  );
}
