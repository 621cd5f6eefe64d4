import { Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { StocktakeRow } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { AccuracyTrend } from './AccuracyTrend.tsx';
import { PlanForm } from './PlanForm.tsx';
import { stateLook } from './state-look.ts';

/** Every stocktake, the newest first, and how the register fared in them. */
export function StocktakesPage({ open }: { open: (id: number) => void }) {
  const may = useMay();
  const query = useQuery(rpc.stocktakes.list.queryOptions());
  const [planning, setPlanning] = useAskedFor('stocktake');
  const take = useAction(
    () => client.stocktakes.takeIn(),
    ({ id }) => {
      if (id !== null) open(id);
    },
  );
  const plan = may('stocktake.reconcile') ? (
    <Group gap="xs" justify="center">
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        loading={take.isPending}
        onClick={() => take.mutate(undefined)}
      >
        {t('stocktakes.takeIn')}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setPlanning(true)}>
        {t('stocktakes.plan')}
      </Button>
    </Group>
  ) : null;
  return (
    <Page title={t('nav.stocktakes')} actions={query.data?.length === 0 ? null : plan} wide>
      <Stack gap="md">
        {query.error === null ? null : (
          <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
        )}
        <AccuracyTrend />
        {query.data === undefined ? (
          query.error === null ? (
            <Loader size="sm" />
          ) : null
        ) : (
          <Panel flush={query.data.length > 0}>
            {query.data.length === 0 ? (
              <EmptyState title={t('stocktakes.none')} action={plan}>
                {t('stocktakes.noneHint')}
              </EmptyState>
            ) : (
              <StocktakeTable rows={query.data} />
            )}
          </Panel>
        )}
      </Stack>
      {planning ? <PlanForm onClose={() => setPlanning(false)} onPlanned={open} /> : null}
    </Page>
  );
}

function StocktakeTable({ rows }: { rows: readonly StocktakeRow[] }) {
  return (
    <Table aria-label={t('nav.stocktakes')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={60} ta="right">
            {t('stocktakes.number')}
          </Table.Th>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th w={150}>{t('field.status')}</Table.Th>
          <Table.Th>{t('stocktakes.scope')}</Table.Th>
          <Table.Th w={180}>{t('stocktakes.startedAt')}</Table.Th>
          <Table.Th w={100} ta="right">
            {t('stocktakes.expected')}
          </Table.Th>
          <Table.Th w={100} ta="right">
            {word('lineResult', 'found')}
          </Table.Th>
          <Table.Th w={110} ta="right">
            {t('stocktakes.variances')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ id, number, name, state, method, blind, origin, scopeText, startedAt, tally }) => {
          const variances =
            tally === null || state === 'planned'
              ? null
              : tally.missing + tally.wrong_place + tally.unexpected + tally.no_place + tally.unknown;
          const counted = tally === null || state === 'planned' ? null : tally;
          return (
            <Table.Tr key={id}>
              <Table.Td ta="right" className="numbers">
                {formatNumber(number)}
              </Table.Td>
              <Table.Td>
                <EntityLink href={hrefTo(`/stocktakes/${id}`)}>{name}</EntityLink>{' '}
                <Text span size="xs" c="dimmed">
                  {[method === 'full' ? null : t('stocktakes.spotCheck'), blind ? t('stocktakes.blindShort') : null]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <StatusBadge {...stateLook[state]} label={word('stocktakeState', state)} />
              </Table.Td>
              <Table.Td>
                {scopeText.join(', ') || t(origin === 'file' ? 'stocktakes.ofOtherShort' : 'stocktakes.everything')}
              </Table.Td>
              <Table.Td className="numbers">{formatInstant(startedAt)}</Table.Td>
              {[counted?.expected ?? null, counted?.found ?? null, variances].map((value, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a column is its place in the row
                <Table.Td key={index} ta="right" className="numbers">
                  {value === null ? '–' : formatNumber(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
