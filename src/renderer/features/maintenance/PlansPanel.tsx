import { Button, Group, Loader, Menu, Stack, Table } from '@mantine/core';
import { IconCalendarEvent, IconPlayerPause, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanRow } from '#shared/features/maintenance/model.ts';
import { simpleOf, weekdaysOf } from '#shared/features/maintenance/recurrence.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatNumber, formatWeekdays } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import { PlanForm } from './PlanForm.tsx';

/** How often a plan repeats, in words; a rule that was written by hand stands as it is. */
export function intervalText({
  kind,
  rule,
  meter,
  meterEvery,
}: Pick<PlanRow, 'kind' | 'rule' | 'meter' | 'meterEvery'>) {
  if (kind === 'meter') return t('maintenance.everyMeter', { every: meterEvery, meter: word('meter', meter ?? '') });
  if (rule === null) return rule;
  const onWeekdays = weekdaysOf(rule);
  const repeating = onWeekdays ?? simpleOf(rule);
  const interval = repeating && findText(`maintenance.every.${repeating.unit}`, { count: repeating.every });
  if (interval === null || onWeekdays === null) return interval ?? rule;
  const weekday = formatWeekdays(onWeekdays.weekdays);
  return onWeekdays.nth === null
    ? t('maintenance.onWeekday', { interval, weekday })
    : t('maintenance.onNthWeekday', { interval, weekday, nth: word('nth', String(onWeekdays.nth)) });
}

/** All plans with what they cover and when they are due next. */
export function PlansPanel() {
  const mayPlan = useMay()('maintenance.plan');
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<PlanRow | null>(null);
  const [adding, setAdding] = useAskedFor('plan');
  const close = () => {
    setEditing(null);
    setAdding(false);
  };
  const query = useQuery(rpc.maintenance.listPlans.queryOptions({ input: search === '' ? {} : { search } }));
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SearchBox
          label={t('maintenance.searchPlans')}
          value={search}
          change={(text) => setSearch(text?.trim() ?? '')}
        />
        {mayPlan ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t('maintenance.newPlan')}
          </Button>
        ) : null}
      </Group>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel title={t('maintenance.plans')} flush>
          {query.data.length === 0 ? (
            <EmptyState title={t('maintenance.noPlans')}>{t('maintenance.noPlansHint')}</EmptyState>
          ) : (
            <PlanTable plans={query.data} edit={mayPlan ? setEditing : null} />
          )}
        </Panel>
      )}
      {adding || editing !== null ? <PlanForm planId={editing?.id ?? null} onClose={close} /> : null}
    </Stack>
  );
}

export function PlanTable({ plans, edit }: { plans: readonly PlanRow[]; edit: ((plan: PlanRow) => void) | null }) {
  return (
    <Table aria-label={t('maintenance.plans')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th>{t('maintenance.covers')}</Table.Th>
          <Table.Th w={190}>{t('maintenance.interval')}</Table.Th>
          <Table.Th w={90} ta="end">
            {t('maintenance.assets')}
          </Table.Th>
          <Table.Th w={80} ta="end">
            {t('maintenance.openOrders')}
          </Table.Th>
          <Table.Th w={150}>{t('maintenance.nextOn')}</Table.Th>
          <Table.Th w={60}>
            <span className="visually-hidden">{t('table.actions')}</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {plans.map((plan) => (
          <Table.Tr key={plan.id}>
            <Table.Td fw={600}>{plan.name}</Table.Td>
            <Table.Td>
              {word('maintenanceScope', plan.scope)}
              {plan.target === null ? '' : `: ${plan.target}`}
            </Table.Td>
            <Table.Td>{intervalText(plan)}</Table.Td>
            <Table.Td ta="end" className="numbers">
              {formatNumber(plan.assets)}
            </Table.Td>
            <Table.Td ta="end" className="numbers">
              {formatNumber(plan.openOrders)}
            </Table.Td>
            <Table.Td>
              {plan.paused ? (
                <StatusBadge tone="warn" icon={IconPlayerPause} label={t('maintenance.paused')} />
              ) : plan.nextOn === null ? (
                '–'
              ) : (
                <StatusBadge tone="quiet" icon={IconCalendarEvent} label={formatDay(plan.nextOn)} />
              )}
            </Table.Td>
            <Table.Td>{edit === null ? null : <PlanMenu plan={plan} edit={() => edit(plan)} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PlanMenu({ plan, edit }: { plan: PlanRow; edit: () => void }) {
  const [archiving, setArchiving] = useState(false);
  const version = async () => (await client.maintenance.getPlan({ id: plan.id })).version;
  const pause = useAction(async () =>
    client.maintenance.pausePlan({ id: plan.id, version: await version(), paused: !plan.paused }),
  );
  const archive = useAction(
    async () => client.maintenance.archivePlan({ id: plan.id, version: await version() }),
    () => setArchiving(false),
  );
  return (
    <>
      <MoreMenu>
        <Menu.Item onClick={edit}>{t('action.edit')}</Menu.Item>
        <Menu.Item onClick={() => pause.mutate(undefined)}>
          {t(plan.paused ? 'maintenance.resume' : 'maintenance.pause')}
        </Menu.Item>
        <Menu.Item onClick={() => setArchiving(true)}>{t('maintenance.archive')}</Menu.Item>
      </MoreMenu>
      {archiving ? (
        <ConfirmDialog
          title={t('maintenance.archivePlan', { name: plan.name })}
          confirmLabel={t('maintenance.archive')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(undefined)}
          onClose={() => setArchiving(false)}
        >
          {t('maintenance.archiveHint')}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
