import { Alert } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './maintenance.module.css';
import { orderLook } from './order-look.ts';

/**
 * That something is to be done about an asset, with the way there; nothing when there is not.
 *
 * @param pressing only what is planned for today or before
 */
export function MaintenanceNotice({ assetId, pressing = false }: { assetId: number; pressing?: boolean }) {
  const { data } = useQuery(
    rpc.maintenance.listOrders.queryOptions({
      input: { assetId, states: ['open', 'in_work'], limit: 3, ...(pressing ? { to: today() } : {}) },
    }),
  );
  return data?.rows.map((order) => (
    <Alert
      key={order.id}
      role="note"
      color={order.overdue ? 'red' : 'blue'}
      variant="light"
      py={8}
      className={classes['notice'] ?? ''}
      icon={<IconTool size={18} />}
    >
      <EntityLink href={hrefTo(`/maintenance/orders/${order.id}`)}>
        {t('maintenance.orderTitle', { number: order.number, title: order.title })}
      </EntityLink>{' '}
      · {orderLook(order).label} · {t('maintenance.dueOnDay', { day: formatDay(order.dueOn) })}
    </Alert>
  ));
}
