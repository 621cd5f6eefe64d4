import { Alert, Button, Group, List, Loader, Stack, Table } from '@mantine/core';
import { IconAlertTriangle, IconLockOpen, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Gap } from '#shared/features/configuration/model.ts';
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
import { OverrideForm } from './OverrideForm.tsx';
import { RecordPanel } from './record/RecordPanel.tsx';
import { StartRun } from './StartRun.tsx';
import type { ChosenAsset } from './StartRun.tsx';

/** What an asset lacks before it may be handed over, and the runs that it was in. */
export function AssetReadiness({ asset, open }: { asset: ChosenAsset; open: (runId: number) => void }) {
  const query = useQuery(rpc.configuration.ofAsset.queryOptions({ input: { assetId: asset.id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { gaps, runs, overrides } = query.data;
  return (
    <Stack gap="md">
      {gaps.length === 0 ? null : (
        <Gaps asset={asset} gaps={gaps} open={open} overridable={overrides.every(({ used }) => used)} />
      )}
      <RecordPanel assetId={asset.id} />
      <Panel title={t('configuration.runs')} flush={runs.length > 0}>
        {runs.length === 0 ? (
          <EmptyState title={t('configuration.noRunsOfAsset')}>{t('configuration.noRunsOfAssetHint')}</EmptyState>
        ) : (
          <Table aria-label={t('configuration.runs')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.name')}</Table.Th>
                <Table.Th>{t('configuration.profile')}</Table.Th>
                <Table.Th w={190}>{t('configuration.startedAt')}</Table.Th>
                <Table.Th w={190} ta="right">
                  {t('configuration.openMandatory')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {runs.map((run) => (
                <Table.Tr key={run.id}>
                  <Table.Td>
                    <EntityLink href={hrefTo(`/deploy/runs/${run.id}`)}>{run.name}</EntityLink>
                  </Table.Td>
                  <Table.Td>
                    {run.profile.name} · {t('configuration.versionNumber', { number: run.versionNumber })}
                  </Table.Td>
                  <Table.Td className="numbers">{formatInstant(run.startedAt)}</Table.Td>
                  <Table.Td ta="right" className="numbers">
                    {run.leftBecause === null
                      ? formatNumber(run.openMandatory)
                      : t('configuration.left', { reason: run.leftBecause })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
    </Stack>
  );
}

interface GapsProps {
  asset: ChosenAsset;
  gaps: readonly Gap[];
  open: (runId: number) => void;
  /** Nobody has let it go yet. */
  overridable: boolean;
}

function Gaps({ asset, gaps, open, overridable }: GapsProps) {
  const may = useMay();
  const [starting, setStarting] = useState<number | null>(null);
  const [overriding, setOverriding] = useState(false);
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={t('configuration.notReady', { tag: asset.tag })}
    >
      <Stack gap="sm">
        {gaps.map(({ profile, runId, steps }) => (
          <div key={profile.id}>
            <Group gap="sm">
              <b>{profile.name}</b>
              {runId === null ? (
                may('asset.edit') ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    leftSection={<IconPlayerPlay size={14} />}
                    onClick={() => setStarting(profile.id)}
                  >
                    {t('configuration.startRun')}
                  </Button>
                ) : null
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => open(runId)}>
                  {t('configuration.goOn')}
                </Button>
              )}
            </Group>
            <List size="sm">
              {steps.map((step) => (
                <List.Item key={step}>{step}</List.Item>
              ))}
            </List>
          </div>
        ))}
        {may('configuration.override') && overridable ? (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLockOpen size={14} />}
              onClick={() => setOverriding(true)}
            >
              {t('configuration.override')}
            </Button>
          </Group>
        ) : null}
      </Stack>
      {starting === null ? null : (
        <StartRun profileId={starting} assets={[asset]} started={open} onClose={() => setStarting(null)} />
      )}
      {overriding ? <OverrideForm asset={asset} onClose={() => setOverriding(false)} /> : null}
    </Alert>
  );
}
