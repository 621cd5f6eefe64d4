import { Button, Group, Loader, Menu, Stack, Text } from '@mantine/core';
import { IconCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '#shared/features/maintenance/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CompleteForm, SkipForm } from './EndOrder.tsx';
import classes from './maintenance.module.css';
import { orderLook } from './order-look.ts';
import { OrderParts } from './OrderParts.tsx';
import { OrderTasks } from './OrderTasks.tsx';
import { ScanAtBench } from './ScanAtBench.tsx';
import type { BenchSounds } from './ScanToWork.tsx';
import { TechnicianSelect } from './TechnicianSelect.tsx';

/** One order, worked off from top to bottom: scan, answer each task, take parts, end. */
export function OrderPage({ id, sounds }: { id: number; sounds: BenchSounds }) {
  const query = useQuery(rpc.maintenance.getOrder.queryOptions({ input: { id } }));
  const mayWork = useMay()('maintenance.work');
  const order = query.data;
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (order === undefined) return <Loader size="sm" m="lg" />;
  const running = mayWork && (order.state === 'open' || order.state === 'in_work');
  return (
    <Page
      wide
      title={`${order.asset.tag} · ${order.title}`}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/maintenance')} style={{ color: 'inherit' }}>
            {t('nav.maintenance')}
          </a>
          {t('maintenance.orderNumber', { number: order.number })}
          <StatusBadge {...orderLook(order)} />
        </span>
      }
      actions={running ? <Steps order={order} /> : null}
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {running ? <ScanAtBench order={order} sounds={sounds} /> : null}
          <Panel title={t('maintenance.tasks')} flush={order.tasks.length > 0}>
            {order.tasks.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('maintenance.noTasks')}
              </Text>
            ) : (
              <OrderTasks order={order} editable={running && order.state === 'in_work'} />
            )}
          </Panel>
          <OrderParts order={order} editable={running && order.state === 'in_work'} />
        </div>
        <Stack gap="md">
          <Panel title={t('maintenance.facts')}>
            {running ? <Planning order={order} /> : null}
            <FactList facts={factsOf(order)} />
          </Panel>
          {order.finding === null ? null : (
            <Panel title={t('maintenance.finding')}>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                {order.finding}
              </Text>
            </Panel>
          )}
        </Stack>
      </div>
    </Page>
  );
}

function factsOf(order: Order) {
  const { asset, plan, meter, meterDue } = order;
  const shown = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return [
    {
      label: t('entity.asset'),
      value: <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{`${asset.tag} · ${asset.name}`}</EntityLink>,
    },
    { label: t('field.place'), value: order.place },
    { label: t('maintenance.plan'), value: plan?.name ?? t('maintenance.noPlan') },
    { label: t('maintenance.dueOn'), value: formatDay(order.dueOn) },
    ...shown(
      t('maintenance.meterDue'),
      meter === null || meterDue === null ? null : `${formatNumber(meterDue)} ${word('meter', meter)}`,
    ),
    ...shown(t('maintenance.lastReading'), order.lastReading === null ? null : formatNumber(order.lastReading)),
    ...shown(
      t('maintenance.started'),
      order.startedBy === null ? null : `${order.startedBy} · ${formatInstant(order.startedAt)}`,
    ),
    ...shown(
      t('maintenance.ended'),
      order.endedBy === null ? null : `${order.endedBy} · ${formatInstant(order.endedAt)}`,
    ),
    ...shown(t('maintenance.doneOn'), order.doneOn === null ? null : formatDay(order.doneOn)),
    ...shown(
      t('maintenance.minutes'),
      order.minutes === null ? null : t('maintenance.minutesValue', { count: order.minutes }),
    ),
    ...shown(t('maintenance.cost'), order.cost === null ? null : formatMoney(order.cost)),
    ...shown(t('maintenance.skippedBecause'), order.skippedBecause),
  ];
}

/** Who does it and on which day. */
function Planning({ order: { id, version, plannedOn, assignee } }: { order: Order }) {
  const replan = useAction((day: string) => client.maintenance.replan({ id, version, plannedOn: day }));
  const assign = useAction((operatorId: number | null) => client.maintenance.assign({ ids: [id], operatorId }));
  return (
    <Stack gap="xs" mb="md">
      <DayField
        label={t('maintenance.plannedOn')}
        clearable={false}
        value={plannedOn}
        onChange={(day) => {
          if (day !== null && day !== plannedOn) replan.mutate(day);
        }}
      />
      <TechnicianSelect
        label={t('maintenance.assignee')}
        value={assignee?.id ?? null}
        onChange={(operatorId) => {
          if (operatorId !== (assignee?.id ?? null)) assign.mutate(operatorId);
        }}
      />
    </Stack>
  );
}

/** What leads from one state to the next. */
function Steps({ order }: { order: Order }) {
  const [ending, setEnding] = useState<'complete' | 'skip' | null>(null);
  const start = useAction(() => client.maintenance.start({ id: order.id, version: order.version }));
  const close = () => setEnding(null);
  return (
    <Group gap="xs">
      {order.state === 'open' ? (
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          loading={start.isPending}
          onClick={() => start.mutate(undefined)}
        >
          {t('maintenance.start')}
        </Button>
      ) : (
        <Button leftSection={<IconCheck size={16} />} onClick={() => setEnding('complete')}>
          {t('maintenance.complete')}
        </Button>
      )}
      <MoreMenu>
        <Menu.Item onClick={() => setEnding('skip')}>{t('maintenance.skip')}</Menu.Item>
      </MoreMenu>
      {ending === 'complete' ? <CompleteForm order={order} onClose={close} /> : null}
      {ending === 'skip' ? <SkipForm order={order} onClose={close} /> : null}
    </Group>
  );
}
