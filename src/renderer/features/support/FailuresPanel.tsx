import { Loader, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ModelFailures } from '#shared/features/support/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { numberFormat } from '#renderer/ui/text/formatters.ts';
import { t } from '#renderer/ui/text/t.ts';

const share = (value: number) => numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(value);
const decimal = (value: number) => numberFormat({ maximumFractionDigits: 1 }).format(value);

/** A chance that is smaller than can be read is said to be smaller than something that can. */
const chanceText = (chance: number) =>
  chance < 0.0001
    ? `< ${share(0.001)}`
    : numberFormat({ style: 'percent', maximumSignificantDigits: 2 }).format(chance);

/** Models by how often they failed, with the numbers that say whether that is more than chance. */
export function FailuresPanel() {
  const query = useQuery(rpc.support.modelFailures.queryOptions());
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Stack gap="sm">
      <Panel title={t('support.models')} flush>
        {query.data.length === 0 ? (
          <EmptyState title={t('support.noFailures')}>{t('support.noFailuresHint')}</EmptyState>
        ) : (
          <FailureTable models={query.data} />
        )}
      </Panel>
      <Text size="sm" c="dimmed">
        {t('support.statistic')}
      </Text>
    </Stack>
  );
}

function FailureTable({ models }: { models: readonly ModelFailures[] }) {
  return (
    <Table aria-label={t('support.models')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('field.model')}</Table.Th>
          <Table.Th ta="end">{t('support.failures')}</Table.Th>
          <Table.Th ta="end">{t('maintenance.assets')}</Table.Th>
          <Table.Th ta="end">{t('support.rate')}</Table.Th>
          <Table.Th ta="end">{t('support.fleetRate')}</Table.Th>
          <Table.Th ta="end">{t('support.expectedFailures')}</Table.Th>
          <Table.Th ta="end">{t('support.chance')}</Table.Th>
          <Table.Th w={190}>{t('support.verdict')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {models.map(({ model, failures, assets, rate, fleetRate, expected, chance, flagged }) => (
          <Table.Tr key={model.id}>
            <Table.Td fw={600}>{model.name}</Table.Td>
            <Table.Td ta="end">{formatNumber(failures)}</Table.Td>
            <Table.Td ta="end">{formatNumber(assets)}</Table.Td>
            <Table.Td ta="end">{share(rate)}</Table.Td>
            <Table.Td ta="end">{share(fleetRate)}</Table.Td>
            <Table.Td ta="end">{decimal(expected)}</Table.Td>
            <Table.Td ta="end">{chanceText(chance)}</Table.Td>
            <Table.Td>
              {flagged ? (
                <StatusBadge tone="bad" icon={IconAlertTriangle} label={t('support.failsTooOften')} />
              ) : (
                <StatusBadge tone="quiet" icon={IconCheck} label={t('support.withinChance')} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
