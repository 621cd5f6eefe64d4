import { Drawer } from '@mantine/core';
import { useMemo } from 'react';
import type { CostDimension, CostFilter, Payment } from '#shared/features/costs/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { nameOfAxis } from './axis-name.ts';
import classes from './costs.module.css';
import type { Cell } from './PivotTable.tsx';

const paths = {
  asset: '/assets',
  work_order: '/maintenance/orders',
  product: '/licences',
  contract: '/acquire/contracts',
} as const;

export const hrefOfPayment = ({ entity, entityId }: Pick<Payment, 'entity' | 'entityId'>) =>
  hrefTo(`${paths[entity]}/${entityId}`);

function paymentColumns(): Column<Payment>[] {
  return [
    { id: 'day', heading: t('costs.day'), width: '112px', cell: ({ day }) => formatDay(day) },
    { id: 'kind', heading: t('costDimension.kind'), width: '112px', cell: ({ kind }) => word('costKind', kind) },
    {
      id: 'what',
      heading: t('costs.what'),
      width: 'minmax(160px, 2fr)',
      cell: (payment) => (
        <EntityLink href={hrefOfPayment(payment)}>
          <b>{payment.label}</b> {payment.title}
        </EntityLink>
      ),
    },
    { id: 'cost', heading: t('costs.amount'), width: '130px', align: 'end', cell: ({ cost }) => formatMoney(cost) },
  ];
}

interface PaymentsDrawerProps {
  cell: Cell;
  filter: CostFilter;
  by: { rows: CostDimension; columns: CostDimension | null };
  onClose: () => void;
}

/** What a sum is made of, the largest first. */
export function PaymentsDrawer({ cell, filter, by, onClose }: PaymentsDrawerProps) {
  const input = {
    ...filter,
    rows: by.rows,
    columns: by.columns,
    currency: cell.currency,
    ...(cell.row === undefined ? {} : { row: cell.row.key }),
    ...(cell.column === undefined ? {} : { column: cell.column.key }),
    limit: 100,
  };
  const list = usePagedRows<Payment>(rpc.costs.payments.key({ type: 'infinite', input }), (cursor, signal) =>
    client.costs.payments({ ...input, cursor }, { signal }),
  );
  const columns = useMemo(() => paymentColumns(), []);
  const title = [
    ...(cell.row === undefined ? [] : [nameOfAxis(by.rows, cell.row)]),
    ...(cell.column === undefined ? [] : [nameOfAxis(by.columns, cell.column)]),
  ].join(' · ');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={640}
      title={`${t('costs.payments')}: ${title === '' ? t('costs.everything') : title}`}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div className={classes['drawer']}>
        <PagedTable
          label={t('costs.payments')}
          columns={columns}
          list={list}
          onOpen={(payment) => {
            window.location.hash = hrefOfPayment(payment);
          }}
          empty={<EmptyState title={t('costs.nothing')} />}
          footer={t('costs.paymentCount', { count: list.total })}
        />
      </div>
    </Drawer>
  );
}
