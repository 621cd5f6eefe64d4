import { Button, Loader, Switch, Table } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { StartRun } from './StartRun.tsx';
import classes from './configuration.module.css';

/** What is being made ready, the newest first. */
export function RunsPanel({ open }: { open: (id: number) => void }) {
  const [done, setDone] = useState(false);
  const [starting, setStarting] = useState(false);
  const query = useQuery(rpc.configuration.listRuns.queryOptions({ input: { done } }));
  const start = useMay()('asset.edit') ? (
    <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => setStarting(true)}>
      {t('configuration.startRun')}
    </Button>
  ) : null;
  return (
    <>
      <div className={classes['toolbar']}>
        <Switch
          label={t('configuration.showDone')}
          checked={done}
          onChange={(event) => setDone(event.currentTarget.checked)}
        />
        {start}
      </div>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel flush>
          {query.data.length === 0 ? (
            <EmptyState title={t('configuration.noRuns')}>{t('configuration.noRunsHint')}</EmptyState>
          ) : (
            <Table aria-label={t('configuration.runs')} verticalSpacing={6} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('field.name')}</Table.Th>
                  <Table.Th>{t('configuration.profile')}</Table.Th>
                  <Table.Th w={120} ta="right">
                    {t('nav.assets')}
                  </Table.Th>
                  <Table.Th w={120} ta="right">
                    {t('configuration.ready')}
                  </Table.Th>
                  <Table.Th w={190}>{t('configuration.startedAt')}</Table.Th>
                  <Table.Th w={180}>{t('configuration.startedBy')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {query.data.map((run) => (
                  <Table.Tr key={run.id}>
                    <Table.Td>
                      <EntityLink href={hrefTo(`/deploy/runs/${run.id}`)}>{run.name}</EntityLink>
                    </Table.Td>
                    <Table.Td>
                      {run.profile.name} · {t('configuration.versionNumber', { number: run.versionNumber })}
                    </Table.Td>
                    <Table.Td ta="right" className="numbers">
                      {formatNumber(run.assets)}
                    </Table.Td>
                    <Table.Td ta="right" className="numbers">
                      {formatNumber(run.ready)}
                    </Table.Td>
                    <Table.Td className="numbers">{formatInstant(run.startedAt)}</Table.Td>
                    <Table.Td>{run.startedBy}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Panel>
      )}
      {starting ? <StartRun profileId={null} assets={[]} started={open} onClose={() => setStarting(false)} /> : null}
    </>
  );
}
