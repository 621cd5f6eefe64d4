import { Button, Group, Loader, Table } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { PlanRow } from '#shared/features/recovery/plan.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import { minutesText } from './duration.ts';
import { PlanForm } from './PlanForm.tsx';
import { fine, planProblemLook, subjectText } from './recovery-look.ts';
import classes from './recovery.module.css';

/** Saves plans as one PDF. */
export function useSavePlans() {
  const language = useLanguage();
  return useAction(
    (ids: number[]) => client.recovery.savePlanFile({ ids, language }),
    ({ path }) => {
      if (path !== null) announce(t('recovery.planSaved', { path }));
    },
  );
}

/** How what we run comes back: plans with their objectives, their last drill, and what stands in the way. */
export function PlansPanel({ open }: { open: (id: number) => void }) {
  const mayPlan = useMay()('maintenance.plan');
  const [making, setMaking] = useAskedFor('recoveryPlan');
  const save = useSavePlans();
  const query = useQuery(rpc.recovery.listPlans.queryOptions({ input: {} }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const plans = query.data;
  return (
    <Panel
      title={t('recovery.plans')}
      flush
      actions={
        <Group gap="xs">
          {plans.length === 0 ? null : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPrinter size={15} />}
              loading={save.isPending}
              onClick={() => save.mutate(plans.map(({ id }) => id))}
            >
              {t('recovery.printAll')}
            </Button>
          )}
          {mayPlan ? (
            <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
              {t('recovery.newPlan')}
            </Button>
          ) : null}
        </Group>
      }
    >
      {plans.length === 0 ? (
        <EmptyState title={t('recovery.noPlans')}>{t('recovery.noPlansHint')}</EmptyState>
      ) : (
        <PlanTable plans={plans} />
      )}
      {making ? <PlanForm plan={null} saved={open} onClose={() => setMaking(false)} /> : null}
    </Panel>
  );
}

export function PlanTable({ plans }: { plans: readonly PlanRow[] }) {
  return (
    <Table aria-label={t('recovery.plans')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th>{t('recovery.about')}</Table.Th>
          <Table.Th>{t('recovery.owner')}</Table.Th>
          <Table.Th>{t('recovery.rto')}</Table.Th>
          <Table.Th>{t('recovery.rpo')}</Table.Th>
          <Table.Th>{t('recovery.lastDrill')}</Table.Th>
          <Table.Th>{t('recovery.nextDrill')}</Table.Th>
          <Table.Th w={230}>{t('field.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {plans.map((plan) => (
          <Table.Tr key={plan.id}>
            <Table.Td fw={600}>
              <EntityLink href={hrefTo(`/recovery/plans/${plan.id}`)}>{plan.name}</EntityLink>
            </Table.Td>
            <Table.Td>{subjectText(plan)}</Table.Td>
            <Table.Td>{plan.owner}</Table.Td>
            <Table.Td>{minutesText(plan.rtoMinutes)}</Table.Td>
            <Table.Td>{minutesText(plan.rpoMinutes)}</Table.Td>
            <Table.Td>{plan.lastDrill === null ? '–' : formatInstant(plan.lastDrill.endedAt)}</Table.Td>
            <Table.Td>{formatDay(plan.drillDueOn) || '–'}</Table.Td>
            <Table.Td>
              <span className={classes['badges']}>
                {plan.problems.length === 0 ? <StatusBadge {...fine()} /> : null}
                {plan.problems.map((problem) => (
                  <StatusBadge key={problem} {...planProblemLook(problem)} />
                ))}
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
