import { Button, Stack } from '@mantine/core';
import { IconShoppingCart } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { ControlField, wantsControl } from '../ControlField.tsx';
import classes from '../procurement.module.css';
import { OrderBadge } from './OrderBadge.tsx';

/** The orders of a requisition, and the button that makes one once it is approved. */
export function OrderPanel({ requisition }: { requisition: Requisition }) {
  const may = useMay();
  const [control, setControl] = useState('');
  const query = useQuery(rpc.procurement.listOrders.queryOptions({ input: { requisitionId: requisition.id } }));
  const ordering = useMutation({
    mutationFn: () =>
      client.procurement.createOrder({
        id: requisition.id,
        version: requisition.version,
        control: control.trim() === '' ? null : control.trim(),
      }),
    onSuccess: ({ number }) => announce(t('procurement.ordered', { number })),
  });
  const orders = query.data?.rows ?? [];
  const mayOrder = may('po.create') && requisition.state === 'approved';
  if (orders.length === 0 && !mayOrder) return null;
  return (
    <Panel
      title={t('procurement.orders')}
      actions={
        mayOrder ? (
          <Button
            size="compact-sm"
            leftSection={<IconShoppingCart size={14} />}
            loading={ordering.isPending}
            onClick={() => ordering.mutate()}
          >
            {t('procurement.makeOrder')}
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        {ordering.error === null ? null : <FailureAlert sentence={sentenceOfError(ordering.error)} />}
        {wantsControl(ordering.error) ? <ControlField value={control} change={setControl} /> : null}
        {orders.map((order) => (
          <span key={order.id} className={classes['headline']}>
            <EntityLink href={hrefTo(`/acquire/orders/${order.id}`)}>{order.number}</EntityLink>
            <OrderBadge state={order.state} />
            {order.supplier.name}
          </span>
        ))}
      </Stack>
    </Panel>
  );
}
