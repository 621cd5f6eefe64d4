import { Button, Group, Loader, Menu, Table, Text } from '@mantine/core';
import { IconCheck, IconRestore, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProtectedItem } from '#shared/features/recovery/model.ts';
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
import { minutesText, sizeText } from './duration.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { RunForm, TestForm } from './RecordForms.tsx';
import { fine, outcomeLook, problemLook, subjectText } from './recovery-look.ts';
import classes from './recovery.module.css';

/** One thing that is backed up: its policy, its runs, and whether it comes back. */
export function ItemPage({ id, left }: { id: number; left: () => void }) {
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'run' | 'test' | 'archive' | null>(null);
  const query = useQuery(rpc.recovery.getItem.queryOptions({ input: { id } }));
  const archive = useAction((version: number) => client.recovery.archiveItem({ id, version }), left);
  const item = query.data;
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (item === undefined) return <Loader size="sm" m="lg" />;
  const close = () => setDialog(null);
  return (
    <Page
      wide
      title={item.what}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/recovery')} style={{ color: 'inherit' }}>
            {t('nav.recovery')}
          </a>
          {subjectText(item)}
          {item.problems.length === 0 ? <StatusBadge {...fine()} /> : null}
          {item.problems.map((problem) => (
            <StatusBadge key={problem} {...problemLook(problem)} />
          ))}
        </span>
      }
      actions={
        <Group gap="xs">
          {may('maintenance.work') ? (
            <>
              <Button variant="default" leftSection={<IconRestore size={16} />} onClick={() => setDialog('test')}>
                {t('recovery.recordTest')}
              </Button>
              <Button leftSection={<IconCheck size={16} />} onClick={() => setDialog('run')}>
                {t('recovery.recordRun')}
              </Button>
            </>
          ) : null}
          {may('maintenance.plan') ? (
            <MoreMenu>
              <Menu.Item onClick={() => setDialog('edit')}>{t('recovery.editPolicy')}</Menu.Item>
              <Menu.Item onClick={() => setDialog('archive')}>{t('recovery.archiveItem')}</Menu.Item>
            </MoreMenu>
          ) : null}
        </Group>
      }
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <Runs item={item} />
          <Tests item={item} />
        </div>
        <Panel title={t('recovery.policy')}>
          <FactList facts={factsOf(item)} />
          {item.details.notes === '' ? null : (
            <Text size="sm" mt="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {item.details.notes}
            </Text>
          )}
        </Panel>
      </div>
      {dialog === 'edit' ? <PolicyForm item={item} saved={() => undefined} onClose={close} /> : null}
      {dialog === 'run' ? <RunForm item={item} onClose={close} /> : null}
      {dialog === 'test' ? <TestForm item={item} onClose={close} /> : null}
      {dialog === 'archive' ? (
        <ConfirmDialog
          title={t('recovery.archiveItem')}
          confirmLabel={t('recovery.archiveItem')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(item.version)}
          onClose={close}
        >
          {t('recovery.archiveItemHint')}
        </ConfirmDialog>
      ) : null}
    </Page>
  );
}

function factsOf(item: ProtectedItem) {
  const { asset, service, details } = item;
  return [
    {
      label: t('recovery.about'),
      value:
        asset === null ? (
          (service?.name ?? null)
        ) : (
          <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{`${asset.tag} · ${asset.name}`}</EntityLink>
        ),
    },
    { label: t('recovery.destination'), value: item.destination },
    { label: t('recovery.every'), value: minutesText(item.everyHours * 60) },
    { label: t('recovery.kept'), value: t('recovery.days', { count: item.keepDays }) },
    { label: t('recovery.encrypted'), value: t(item.encrypted ? 'support.yes' : 'support.no') },
    { label: t('recovery.offSite'), value: t(item.offSite ? 'support.yes' : 'support.no') },
    {
      label: t('recovery.restoreTests'),
      value: details.testEveryDays === null ? null : t('recovery.everyDays', { count: details.testEveryDays }),
    },
    { label: t('recovery.responsible'), value: item.responsible?.name ?? null },
    { label: t('recovery.aliases'), value: details.aliases.join(', ') },
  ];
}

function Runs({ item: { runs } }: { item: ProtectedItem }) {
  return (
    <Panel title={t('recovery.runs')} flush={runs.length > 0}>
      {runs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('recovery.noRuns')}
        </Text>
      ) : (
        <Table aria-label={t('recovery.runs')} verticalSpacing={5}>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td w={180}>{formatInstant(run.endedAt)}</Table.Td>
                <Table.Td w={130}>
                  <StatusBadge {...outcomeLook(run.outcome)} />
                </Table.Td>
                <Table.Td w={90} ta="end" className="numbers">
                  {sizeText(run.bytes)}
                </Table.Td>
                <Table.Td>{run.note}</Table.Td>
                <Table.Td c="dimmed">{run.source === '' ? run.recordedBy : run.source}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function Tests({ item: { tests } }: { item: ProtectedItem }) {
  return (
    <Panel title={t('recovery.restoreTests')} flush={tests.length > 0}>
      {tests.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('recovery.noTests')}
        </Text>
      ) : (
        <Table aria-label={t('recovery.restoreTests')} verticalSpacing={5}>
          <Table.Tbody>
            {tests.map((test) => (
              <Table.Tr key={test.id}>
                <Table.Td w={130}>{formatDay(test.testedOn)}</Table.Td>
                <Table.Td w={170}>
                  <StatusBadge
                    tone={test.passed ? 'good' : 'bad'}
                    icon={test.passed ? IconCheck : IconX}
                    label={t(test.passed ? 'recovery.cameBack' : 'recovery.didNotComeBack')}
                  />
                </Table.Td>
                <Table.Td fw={600}>{test.sample}</Table.Td>
                <Table.Td w={90}>{test.minutes === null ? '' : minutesText(test.minutes)}</Table.Td>
                <Table.Td>{test.note}</Table.Td>
                <Table.Td c="dimmed">{test.recordedBy}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
