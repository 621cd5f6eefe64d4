import { Loader, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupings, softwareKinds } from '#shared/features/updates/model.ts';
import type { ComplianceRow, Grouping, SoftwareKind } from '#shared/features/updates/model.ts';
import type { InstalledFilter } from '#shared/features/updates/contract.ts';
import { compliances } from '#shared/features/updates/scheme.ts';
import type { Compliance } from '#shared/features/updates/scheme.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { complianceLook } from './compliance-look.ts';
import { CountBar } from './CountBar.tsx';
import { InstalledPanel } from './InstalledPanel.tsx';
import classes from './updates.module.css';

interface Looked {
  title: string;
  filter: InstalledFilter;
}

const within = (by: Grouping, id: number | null): InstalledFilter =>
  by === 'product'
    ? id === null
      ? {}
      : { productId: id }
    : { department: { departmentId: id }, place: { placeId: id }, category: { categoryId: id } }[by];

interface CompliancePanelProps {
  openProducts: () => void;
  openAsset: (assetId: number) => void;
}

/** How many installations are current, behind or worse; each number opens the list that it counts. */
export function CompliancePanel({ openProducts, openAsset }: CompliancePanelProps) {
  const [remembered, setBy] = useRemembered('complianceBy', 'product');
  const by = groupings.find((each) => each === remembered) ?? 'product';
  const [kind, setKind] = useState<SoftwareKind | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const asked = kind === null ? {} : { kind };
  const query = useQuery(rpc.updates.compliance.queryOptions({ input: { by, ...asked } }));
  if (looked !== null) return <InstalledPanel {...looked} back={() => setLooked(null)} openAsset={openAsset} />;
  const look = (row: ComplianceRow, isTotal: boolean) => (state: Compliance | null) =>
    setLooked({
      title: [
        isTotal ? t('updates.all') : (row.name ?? t('updates.inNone')),
        state === null ? '' : word('compliance', state),
      ]
        .filter(Boolean)
        .join(' · '),
      filter: { ...asked, ...(isTotal ? {} : within(by, row.id)), ...(state === null ? {} : { states: [state] }) },
    });
  return (
    <Stack gap="sm">
      <ListBar>
        <SegmentedControl
          aria-label={t('updates.by')}
          data={groupings.map((value) => ({ value, label: word('complianceBy', value) }))}
          value={by}
          onChange={setBy}
        />
        <Select
          aria-label={t('updates.kind')}
          placeholder={t('updates.allKinds')}
          clearable
          w={230}
          data={softwareKinds.map((value) => ({ value, label: word('softwareKind', value) }))}
          value={kind}
          onChange={(value) => setKind(softwareKinds.find((each) => each === value) ?? null)}
        />
      </ListBar>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel title={t('updates.compliance')} flush>
          {query.data.rows.length === 0 ? (
            <EmptyState title={t('updates.nothingWatched')}>
              {t('updates.nothingWatchedHint')}{' '}
              <button type="button" className={classes['number']} onClick={openProducts}>
                {t('updates.toProducts')}
              </button>
            </EmptyState>
          ) : (
            <ComplianceTable rows={query.data.rows} total={query.data.total} by={by} look={look} />
          )}
        </Panel>
      )}
      <Text size="xs" c="dimmed">
        {t('updates.complianceHint')}
      </Text>
    </Stack>
  );
}

interface ComplianceTableProps {
  rows: readonly ComplianceRow[];
  total: ComplianceRow;
  by: Grouping;
  look: (row: ComplianceRow, isTotal: boolean) => (state: Compliance | null) => void;
}

function ComplianceTable({ rows, total, by, look }: ComplianceTableProps) {
  return (
    <Table.ScrollContainer minWidth={860} type="native">
      <Table aria-label={t('updates.compliance')} verticalSpacing={4} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{word('complianceBy', by)}</Table.Th>
            <Table.Th w={170}>{t('updates.share')}</Table.Th>
            {compliances.map((state) => (
              <Table.Th key={state} ta="end">
                {word('compliance', state)}
              </Table.Th>
            ))}
            <Table.Th ta="end">{t('updates.total')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id ?? 0} name={row.name ?? t('updates.inNone')} row={row} look={look(row, false)} />
          ))}
        </Table.Tbody>
        {rows.length < 2 ? null : (
          <Table.Tfoot>
            <Row name={t('updates.all')} row={total} look={look(total, true)} />
          </Table.Tfoot>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  name: string;
  row: ComplianceRow;
  look: (state: Compliance | null) => void;
}

function Row({ name, row: { counts, total }, look }: RowProps) {
  const open = (state: Compliance | null, count: number, label: string) =>
    count === 0 ? (
      <span className={classes['none']}>0</span>
    ) : (
      <button
        type="button"
        className={classes['number']}
        data-counted
        data-tone={state === null ? undefined : complianceLook(state).tone}
        aria-label={`${name}, ${label}: ${formatNumber(count)}`}
        onClick={() => look(state)}
      >
        {formatNumber(count)}
      </button>
    );
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td>
        <CountBar
          label={t('updates.currentShare', {
            share: formatPercent(total === 0 ? null : Math.round((counts.current * 100) / total)),
          })}
          parts={compliances.map((state) => ({ key: state, count: counts[state], ...complianceLook(state) }))}
        />
      </Table.Td>
      {compliances.map((state) => (
        <Table.Td key={state} ta="end">
          {open(state, counts[state], word('compliance', state))}
        </Table.Td>
      ))}
      <Table.Td ta="end">{open(null, total, t('updates.total'))}</Table.Td>
    </Table.Tr>
  );
}
