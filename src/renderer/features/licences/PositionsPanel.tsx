import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { metrics } from '#shared/features/software/metric.ts';
import { positionStandings, standingOf } from '#shared/features/licences/position.ts';
import type { PositionRow, PositionStanding } from '#shared/features/licences/position.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { EntitlementForm } from './EntitlementForm.tsx';
import { positionLook } from './position-look.tsx';
import classes from './licences.module.css';

type Row = PositionRow & { id: number };

const count = (id: keyof PositionRow, width: string, cell: (row: Row) => string): Column<Row> => ({
  id,
  heading: word('licenceColumn', id),
  width,
  align: 'end',
  cell,
});

function columnsOf(): Column<Row>[] {
  return [
    {
      id: 'product',
      heading: t('entity.software_product'),
      width: 'minmax(150px, 2fr)',
      cell: (row) => row.product.name,
    },
    { id: 'publisher', heading: t('field.publisher'), width: 'minmax(90px, 1fr)', cell: (row) => row.publisher ?? '' },
    { id: 'metric', heading: t('licences.metric'), width: '120px', cell: (row) => word('licenceMetric', row.metric) },
    count('entitled', '84px', (row) => (row.unlimited ? '∞' : formatNumber(row.entitled))),
    count('allocated', '72px', (row) => formatNumber(row.allocated)),
    count('installed', '86px', (row) => formatNumber(row.installed)),
    count('used', '72px', (row) => formatNumber(row.used)),
    count('demand', '84px', (row) => formatNumber(row.demand)),
    count('available', '90px', (row) => (row.unlimited ? '∞' : formatNumber(row.available))),
    { id: 'position', heading: t('licences.position'), width: '130px', cell: (row) => positionLook(row) },
  ];
}

interface PositionsPanelProps {
  /** How those stand that are shown; all where nothing is chosen. */
  shown: readonly PositionStanding[];
  show: (standings: PositionStanding[]) => void;
  open: (productId: number) => void;
}

/** The licence position of every product: those that lack something stand first. */
export function PositionsPanel({ shown, show, open }: PositionsPanelProps) {
  const mayEdit = useMay()('licence.edit');
  const [search, setSearch] = useState('');
  const [asOf, setAsOf] = useState<string | null>(null);
  const [unusedDays] = useRemembered('licenceUnusedDays', '90');
  const [adding, setAdding] = useAskedFor('entitlement');
  const query = useQuery(
    rpc.licences.listPositions.queryOptions({
      input: { unusedDays: Number(unusedDays), ...(asOf === null ? {} : { asOf }) },
    }),
  );
  const columns = useMemo(() => columnsOf(), []);
  const rows = useMemo(
    () =>
      (query.data?.rows ?? []).map((row) => ({
        ...row,
        id: row.product.id * metrics.length + metrics.indexOf(row.metric),
      })),
    [query.data],
  );
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(
    (row) =>
      `${row.product.name} ${row.publisher ?? ''}`.toLowerCase().includes(wanted) &&
      (shown.length === 0 || shown.includes(standingOf(row))),
  );
  const short = rows.filter(({ shortfall }) => shortfall > 0).length;
  return (
    <>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      <ListBar
        label={t('licences.search')}
        end={
          mayEdit ? (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
              {t('licences.newEntitlement')}
            </Button>
          ) : null
        }
      >
        <SearchBox label={t('licences.search')} value={search} change={(text) => setSearch(text ?? '')} />
        <MultiFilter
          label={t('licences.position')}
          options={positionStandings.map((value) => ({ value, label: word('licencePosition', value) }))}
          chosen={[...shown]}
          onChange={show}
        />
        <DayField
          aria-label={t('licences.asOf')}
          placeholder={t('licences.asOf')}
          value={asOf}
          onChange={setAsOf}
          w={170}
        />
      </ListBar>
      <Completeness unmatched={query.data?.completeness.unmatched ?? 0} />
      <DataTable
        label={t('licences.positions')}
        columns={columns}
        rows={found}
        loading={query.isPending}
        onOpen={(row) => open(row.product.id)}
        empty={
          query.isSuccess ? (
            <EmptyState title={t(rows.length === 0 ? 'licences.none' : 'software.nothingFound')}>
              {t(rows.length === 0 ? 'licences.noneHint' : 'licences.nothingFoundHint')}
            </EmptyState>
          ) : null
        }
        footer={
          <Group gap={12}>
            <span>{t('licences.count', { count: found.length })}</span>
            {short === 0 ? null : <span className={classes['bad']}>{t('licences.shortCount', { count: short })}</span>}
          </Group>
        }
      />
      {adding ? (
        <EntitlementForm entitlement={null} productId={null} onClose={() => setAdding(false)} created={open} />
      ) : null}
    </>
  );
}

/** A position is not final while something that was seen is nobody's. */
export function Completeness({ unmatched }: { unmatched: number }) {
  if (unmatched === 0) return null;
  return (
    <div className={classes['notice']} role="note">
      <span>{t('licences.incomplete', { count: unmatched })}</span>
      <EntityLink href={hrefTo('/licences', { tab: 'recognition' })}>{t('licences.tellApart')}</EntityLink>
    </div>
  );
}
