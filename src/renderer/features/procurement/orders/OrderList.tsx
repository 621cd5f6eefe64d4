import type { ReactNode } from 'react';
import { orderStates } from '#shared/features/procurement/order.ts';
import type { OrderRow, OrderState } from '#shared/features/procurement/order.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { SimpleListSeen } from '../list-words.ts';
import { PurchasingList } from '../PurchasingList.tsx';
import { OrderBadge } from './OrderBadge.tsx';

export function orderColumns(): Column<OrderRow>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '150px', cell: (row) => row.number },
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
  return (
    <PurchasingList
      label={t('procurement.orders')}
      searchLabel={t('procurement.searchOrders')}
      columns={orderColumns}
      states={{ all: orderStates, words: 'orderState' }}
      keyOf={(input) => rpc.procurement.listOrders.key({ type: 'infinite', input })}
      page={(input, cursor, signal) => client.procurement.listOrders({ ...input, cursor }, { signal })}
      open={({ id }) => open(id)}
      none={{ title: t('procurement.noOrders'), hint: t('procurement.noOrdersHint') }}
      footer={(count) => t('procurement.orderCount', { count })}
      listActions={listActions}
    />
  );
}
