import { Button, Checkbox, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Candidate } from '#shared/features/retirement/review.ts';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatMoney, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { DecideForm } from './DecideForm.tsx';
import { Forecast } from './Forecast.tsx';

/** Which assets should go, why in words, and what is decided over them. */
export function ReviewPanel() {
  const may = useMay();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [deciding, setDeciding] = useState(false);
  const query = useQuery(rpc.retirement.review.queryOptions({ input: {} }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const data = query.data;
  const ids = data === undefined ? [] : data.candidates.map(({ asset }) => asset.id).filter((id) => chosen.has(id));
  const mayDecide = may('asset.retire');
  const toggle = (id: number) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
    );
  return (
    <Stack gap="md">
      {may('asset.cost.view') ? <Forecast /> : null}
      <Panel
        title={t('review.candidates')}
        flush={data !== undefined && data.candidates.length > 0}
        actions={
          <Group gap="sm">
            {data === undefined ? null : (
              <Text size="sm" c="dimmed">
                {t('review.counted', { total: data.total, reviewed: data.reviewed })}
              </Text>
            )}
            {mayDecide ? (
              <Button size="compact-sm" disabled={ids.length === 0} onClick={() => setDeciding(true)}>
                {t('review.decide', { count: ids.length })}
              </Button>
            ) : null}
          </Group>
        }
      >
        {data === undefined ? <Loader size="sm" /> : null}
        {data?.candidates.length === 0 ? (
          <EmptyState title={t('review.none')}>{t('review.noneHint')}</EmptyState>
        ) : null}
        {data === undefined || data.candidates.length === 0 ? null : (
          <Table aria-label={t('review.candidates')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                {mayDecide ? (
                  <Table.Th w={44}>
                    <Checkbox
                      aria-label={t('review.chooseAll')}
                      checked={ids.length === data.candidates.length}
                      indeterminate={ids.length > 0 && ids.length < data.candidates.length}
                      onChange={() =>
                        setChosen(
                          new Set(
                            ids.length === data.candidates.length ? [] : data.candidates.map(({ asset }) => asset.id),
                          ),
                        )
                      }
                    />
                  </Table.Th>
                ) : null}
                <Table.Th w={70} ta="right">
                  {t('review.points')}
                </Table.Th>
                <Table.Th>{t('field.asset')}</Table.Th>
                <Table.Th w={140}>{t('field.status')}</Table.Th>
                <Table.Th>{t('field.custodian')}</Table.Th>
                {may('asset.cost.view') ? <Table.Th ta="right">{t('assets.bookValue')}</Table.Th> : null}
                <Table.Th>{t('review.reasons')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.candidates.map((candidate) => (
                <Row
                  key={candidate.asset.id}
                  candidate={candidate}
                  chosen={chosen.has(candidate.asset.id)}
                  toggle={mayDecide ? toggle : null}
                  seesCost={may('asset.cost.view')}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {deciding ? (
        <DecideForm
          assetIds={ids}
          onClose={() => setDeciding(false)}
          decided={() => {
            setDeciding(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </Stack>
  );
}

interface RowProps {
  candidate: Candidate;
  chosen: boolean;
  toggle: ((id: number) => void) | null;
  seesCost: boolean;
}

function Row({ candidate, chosen, toggle, seesCost }: RowProps) {
  const { asset, category, custodian, bookValue, score, reasons, decidedBefore } = candidate;
  return (
    <Table.Tr>
      {toggle === null ? null : (
        <Table.Td>
          <Checkbox
            aria-label={t('review.choose', { tag: asset.tag })}
            checked={chosen}
            onChange={() => toggle(asset.id)}
          />
        </Table.Td>
      )}
      <Table.Td ta="right">
        <strong>{formatNumber(score)}</strong>
      </Table.Td>
      <Table.Td>
        <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
        <Text size="xs" c="dimmed">
          {asset.name} · {category}
        </Text>
      </Table.Td>
      <Table.Td>
        <AssetStatusBadge status={asset.status} />
      </Table.Td>
      <Table.Td>{custodian ?? '–'}</Table.Td>
      {seesCost ? (
        <Table.Td ta="right" className="numbers">
          {bookValue === null ? '–' : formatMoney(bookValue)}
        </Table.Td>
      ) : null}
      <Table.Td>
        {reasons.map((reason) => (
          <Text key={reason.criterion} size="sm">
            {sentence(reason)}
          </Text>
        ))}
        {decidedBefore === null ? null : (
          <Text size="xs" c="dimmed">
            {t('review.decidedBefore', {
              decision: word('reviewDecision', decidedBefore.decision),
              day: formatDay(decidedBefore.at.slice(0, 10)),
            })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function readableFact(name: string, value: string | number): string | number {
  if (name === 'day') return formatDay(String(value));
  if (name === 'condition') return word('condition', String(value));
  return /percent$/i.test(name) ? formatPercent(Number(value)) : value;
}

/** A reason in words, with the facts that it goes by. */
function sentence({ criterion, facts }: Candidate['reasons'][number]): string {
  const readable = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, readableFact(name, value)]));
  return criterion === 'cost' && 'bookPercent' in facts
    ? t('reviewReason.costAboveWorth', readable)
    : t(`reviewReason.${criterion}`, readable);
}
