import { Button, Checkbox, Group, Loader, Select, Stack, Table, Text } from '@mantine/core';
import { IconGauge, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { meters } from '#shared/features/maintenance/model.ts';
import type { Meter, OrderRow } from '#shared/features/maintenance/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { OrderForm } from './OrderForm.tsx';
import { orderLook } from './order-look.ts';
import { PlanTable } from './PlansPanel.tsx';

interface AssetMaintenanceProps {
  asset: { id: number; tag: string };
  closed: boolean;
  open: (orderId: number) => void;
}

/** What is kept and was done for one asset, and what its meters show. */
export function AssetMaintenance({ asset, closed, open }: AssetMaintenanceProps) {
  const mayWork = useMay()('maintenance.work') && !closed;
  const [dialog, setDialog] = useState<'order' | 'reading' | null>(null);
  const orders = useQuery(rpc.maintenance.listOrders.queryOptions({ input: { assetId: asset.id, limit: 200 } })).data;
  const plans = useQuery(rpc.maintenance.listPlans.queryOptions({ input: { assetId: asset.id } })).data;
  const readings = useQuery(rpc.maintenance.listReadings.queryOptions({ input: { assetId: asset.id } })).data;
  if (orders === undefined || plans === undefined) return <Loader size="sm" />;
  const close = () => setDialog(null);
  return (
    <Stack gap="md">
      {mayWork ? (
        <Group justify="flex-end" gap="xs">
          <Button variant="default" leftSection={<IconGauge size={16} />} onClick={() => setDialog('reading')}>
            {t('maintenance.readMeter')}
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('order')}>
            {t('maintenance.newOrder')}
          </Button>
        </Group>
      ) : null}
      <Panel title={t('maintenance.orders')} flush={orders.rows.length > 0}>
        {orders.rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('maintenance.noOrders')}
          </Text>
        ) : (
          <OrderTable orders={orders.rows} />
        )}
      </Panel>
      <Panel title={t('maintenance.plans')} flush={plans.length > 0}>
        {plans.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('maintenance.noPlanCovers')}
          </Text>
        ) : (
          <PlanTable plans={plans} edit={null} />
        )}
      </Panel>
      {readings === undefined || readings.length === 0 ? null : (
        <Panel title={t('maintenance.readings')} flush>
          <Table aria-label={t('maintenance.readings')} verticalSpacing={4}>
            <Table.Tbody>
              {readings.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td w={130}>{formatDay(one.readOn)}</Table.Td>
                  <Table.Td w={160} className="numbers">
                    {formatNumber(one.value)} {word('meter', one.meter)}
                  </Table.Td>
                  <Table.Td>
                    {one.operator}
                    {one.replaced ? ` · ${t('maintenance.meterReplaced')}` : ''}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
      {dialog === 'order' ? <OrderForm asset={asset} made={open} onClose={close} /> : null}
      {dialog === 'reading' ? <ReadingForm asset={asset} onClose={close} /> : null}
    </Stack>
  );
}

function OrderTable({ orders }: { orders: readonly OrderRow[] }) {
  return (
    <Table aria-label={t('maintenance.orders')} verticalSpacing={6}>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.id}>
            <Table.Td w={160}>
              <StatusBadge {...orderLook(order)} />
            </Table.Td>
            <Table.Td>
              <EntityLink href={hrefTo(`/maintenance/orders/${order.id}`)}>{order.title}</EntityLink>
            </Table.Td>
            <Table.Td w={200}>{t('maintenance.dueOnDay', { day: formatDay(order.dueOn) })}</Table.Td>
            <Table.Td w={170}>{order.assignee?.name ?? '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What a meter of the asset shows. */
function ReadingForm({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [meter, setMeter] = useState<Meter>('pages');
  const [value, setValue] = useState<number | string>('');
  const [readOn, setReadOn] = useState<string | null>(today());
  const [replaced, setReplaced] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      client.maintenance.recordReading({
        assetId: asset.id,
        meter,
        value: Number(value),
        readOn: readOn ?? today(),
        replaced,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('maintenance.readMeterOf', { tag: asset.tag })}
      submitLabel={t('action.save')}
      submitDisabled={value === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('maintenance.meter')}
        allowDeselect={false}
        data={meters.map((each) => ({ value: each, label: word('meter', each) }))}
        value={meter}
        onChange={(next) => setMeter(meters.find((each) => each === next) ?? 'pages')}
      />
      <WholeNumberField label={t('maintenance.shows')} withAsterisk min={0} value={value} onChange={setValue} />
      <DayField label={t('maintenance.readOn')} clearable={false} value={readOn} onChange={setReadOn} />
      <Checkbox
        label={t('maintenance.meterWasReplaced')}
        checked={replaced}
        onChange={(event) => setReplaced(event.currentTarget.checked)}
      />
    </FormModal>
  );
}
