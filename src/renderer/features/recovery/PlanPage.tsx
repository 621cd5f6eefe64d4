import { Button, Group, Loader, Menu, Table, Text } from '@mantine/core';
import { IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Plan } from '#shared/features/recovery/plan.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { DrillTable } from './DrillsPanel.tsx';
import { minutesText } from './duration.ts';
import { PlanForm } from './PlanForm.tsx';
import { useSavePlans } from './PlansPanel.tsx';
import { fine, planProblemLook, subjectText } from './recovery-look.ts';
import classes from './recovery.module.css';
import { StartForm } from './StartForm.tsx';

interface PlanPageProps {
  id: number;
  openDrill: (id: number) => void;
  left: () => void;
}

/** One plan: its steps, whom to call, what has to run before, and its drills. */
export function PlanPage({ id, openDrill, left }: PlanPageProps) {
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'start' | 'archive' | null>(null);
  const save = useSavePlans();
  const query = useQuery(rpc.recovery.getPlan.queryOptions({ input: { id } }));
  const archive = useAction((version: number) => client.recovery.archivePlan({ id, version }), left);
  const plan = query.data;
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (plan === undefined) return <Loader size="sm" m="lg" />;
  const close = () => setDialog(null);
  const { runningId } = plan;
  return (
    <Page
      wide
      title={plan.name}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/recovery', { tab: 'plans' })} style={{ color: 'inherit' }}>
            {t('recovery.plans')}
          </a>
          {subjectText(plan)}
          {plan.problems.length === 0 ? <StatusBadge {...fine()} /> : null}
          {plan.problems.map((problem) => (
            <StatusBadge key={problem} {...planProblemLook(problem)} />
          ))}
        </span>
      }
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            loading={save.isPending}
            onClick={() => save.mutate([id])}
          >
            {t('recovery.print')}
          </Button>
          {may('maintenance.work') ? (
            <Button
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => (runningId === null ? setDialog('start') : openDrill(runningId))}
            >
              {t(runningId === null ? 'recovery.startDrill' : 'recovery.toDrill')}
            </Button>
          ) : null}
          {may('maintenance.plan') ? (
            <MoreMenu>
              <Menu.Item onClick={() => setDialog('edit')}>{t('action.edit')}</Menu.Item>
              <Menu.Item onClick={() => setDialog('archive')}>{t('recovery.archivePlan')}</Menu.Item>
            </MoreMenu>
          ) : null}
        </Group>
      }
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {plan.details.notes === '' ? null : (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {plan.details.notes}
            </Text>
          )}
          <StepList plan={plan} />
          <Panel title={t('recovery.drills')} flush={plan.drills.length > 0}>
            {plan.drills.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('recovery.noDrillsOfPlan')}
              </Text>
            ) : (
              <DrillTable drills={plan.drills} withPlan={false} />
            )}
          </Panel>
        </div>
        <div className={classes['stack']}>
          <Panel title={t('recovery.objectives')}>
            <FactList
              facts={[
                { label: t('recovery.owner'), value: plan.owner },
                { label: t('recovery.rto'), value: minutesText(plan.rtoMinutes) },
                { label: t('recovery.rpo'), value: minutesText(plan.rpoMinutes) },
                { label: t('recovery.nextDrill'), value: formatDay(plan.drillDueOn) },
              ]}
            />
          </Panel>
          <People plan={plan} />
          <Protects plan={plan} />
          <Needs plan={plan} />
        </div>
      </div>
      {dialog === 'edit' ? <PlanForm plan={plan} saved={() => undefined} onClose={close} /> : null}
      {dialog === 'start' ? <StartForm plan={plan} started={openDrill} onClose={close} /> : null}
      {dialog === 'archive' ? (
        <ConfirmDialog
          title={t('recovery.archivePlan')}
          confirmLabel={t('recovery.archivePlan')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(plan.version)}
          onClose={close}
        >
          {t('recovery.archivePlanHint')}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}

function StepList({ plan: { details } }: { plan: Plan }) {
  return (
    <Panel title={t('recovery.steps')} flush>
      <ol className={classes['steps']}>
        {details.steps.map((step, index) => (
          <li key={`${index} ${step.title}`}>
            <span className={classes['place']}>{index + 1}</span>
            <div className={classes['what']}>
              <h3>{step.title}</h3>
              {step.instructions === '' ? null : <p>{step.instructions}</p>}
              <Text size="sm" c="dimmed">
                {step.owner === '' ? details.owner : step.owner}
              </Text>
            </div>
            <span className={classes['watch']}>
              {step.targetMinutes === null ? '' : t('recovery.withinTime', { time: minutesText(step.targetMinutes) })}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function People({ plan: { details } }: { plan: Plan }) {
  return (
    <Panel title={t('recovery.contacts')} flush={details.contacts.length > 0}>
      {details.contacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('recovery.noContacts')}
        </Text>
      ) : (
        <ContactTable contacts={details.contacts} />
      )}
    </Panel>
  );
}

export function ContactTable({ contacts }: { contacts: Plan['details']['contacts'] }) {
  return (
    <Table aria-label={t('recovery.contacts')} verticalSpacing={5}>
      <Table.Tbody>
        {contacts.map(({ name, role, phone, email }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {role}
              </Text>
            </Table.Td>
            <Table.Td>
              <Text size="sm">{phone}</Text>
              <Text size="xs">{email}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Protects({ plan: { protects, rpoMinutes } }: { plan: Plan }) {
  return (
    <Panel title={t('recovery.protected')}>
      {protects.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('recovery.nothingProtected')}
        </Text>
      ) : (
        protects.map(({ id, what, everyHours, lastGoodAt }) => (
          <div key={id} className={classes['line']}>
            <EntityLink href={hrefTo(`/recovery/items/${id}`)}>{what}</EntityLink>
            <Text size="sm">
              {`${t('recovery.everyTime', { time: minutesText(everyHours * 60) })} · ${formatInstant(lastGoodAt) || '–'}`}
              {everyHours * 60 > rpoMinutes ? ` · ${t('recovery.tooRare')}` : ''}
            </Text>
          </div>
        ))
      )}
    </Panel>
  );
}

function Needs({ plan: { dependencies, dependenciesComplete } }: { plan: Plan }) {
  return (
    <Panel title={t('recovery.needs')}>
      {dependencies.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('recovery.noNeeds')}
        </Text>
      ) : (
        dependencies.map(({ asset, path, place, isProtected }) => (
          <div key={asset.id} className={classes['line']}>
            <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{`${asset.tag} · ${asset.name}`}</EntityLink>
            <Text size="sm">
              {[place, isProtected ? t('recovery.isProtected') : null].filter((part) => part !== null).join(' · ')}
            </Text>
            <Text size="xs" c="dimmed">
              {path.join(' → ')}
            </Text>
          </div>
        ))
      )}
      {dependenciesComplete ? null : <Text size="xs">{t('recovery.moreNeeds')}</Text>}
    </Panel>
  );
}
