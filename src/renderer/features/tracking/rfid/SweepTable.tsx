import { useMemo } from 'react';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { SeenTag, SweepSets } from './sweep-state.ts';

export type SweepView = 'found' | 'missing' | 'elsewhere' | 'others';

interface Line {
  id: number;
  asset: AssetRow | null;
  tag: SeenTag | null;
}

function linesOf(view: SweepView, sets: SweepSets): Line[] {
  if (view === 'missing') return sets.missing.map((asset) => ({ id: asset.id, asset, tag: null }));
  if (view === 'others') return sets.others.map((tag, index) => ({ id: index + 1, asset: null, tag }));
  return sets[view].map((tag) => ({ id: tag.asset.id, asset: tag.asset, tag }));
}

const assetColumns: Column<Line>[] = [
  {
    id: 'tag',
    heading: t('field.tag'),
    width: '130px',
    cell: ({ asset }) => <span style={{ fontWeight: 600 }}>{asset?.tag}</span>,
  },
  { id: 'name', heading: t('field.name'), width: 'minmax(180px, 2fr)', cell: ({ asset }) => asset?.name },
  {
    id: 'status',
    heading: t('field.status'),
    width: '150px',
    cell: ({ asset }) => (asset === null ? null : <AssetStatusBadge status={asset.status} />),
  },
  {
    id: 'place',
    heading: t('tracking.registeredAt'),
    width: 'minmax(140px, 1fr)',
    cell: ({ asset }) => asset?.custodian?.name ?? asset?.place?.name,
  },
];

const readColumns: Column<Line>[] = [
  {
    id: 'reads',
    heading: t('devices.reads'),
    width: '90px',
    align: 'end',
    cell: ({ tag }) => (tag === null ? null : formatNumber(tag.count)),
  },
  { id: 'strength', heading: t('tracking.strength'), width: '90px', align: 'end', cell: ({ tag }) => tag?.rssi },
];

const tagColumns: Column<Line>[] = [
  { id: 'code', heading: t('tracking.code'), width: 'minmax(280px, 2fr)', cell: ({ tag }) => tag?.code },
  {
    id: 'standing',
    heading: t('tracking.standing'),
    width: 'minmax(200px, 1fr)',
    cell: ({ tag }) => word('tagStanding', tag?.standing ?? ''),
  },
];

interface SweepTableProps {
  view: SweepView;
  sets: SweepSets;
  running: boolean;
  /** How many reads there were and how fast they come. */
  pace: string;
}

/** One of the sets of a sweep as a list; rows stay where they are while the counts go on. */
export function SweepTable({ view, sets, running, pace }: SweepTableProps) {
  const columns = useMemo(() => {
    if (view === 'missing') return assetColumns;
    return view === 'others' ? [...tagColumns, ...readColumns] : [...assetColumns, ...readColumns];
  }, [view]);
  return (
    <div style={{ flex: 1, minHeight: 'max(260px, calc(100vh - 330px))', display: 'grid' }}>
      <DataTable
        key={view}
        label={t(`tracking.${view === 'others' ? 'otherTags' : view}`)}
        columns={columns}
        rows={linesOf(view, sets)}
        onOpen={({ asset }) => {
          if (asset !== null) window.location.hash = hrefTo(`/assets/${asset.id}`).slice(1);
        }}
        footer={
          <span role="status" className="numbers">
            {pace}
          </span>
        }
        empty={
          view === 'found' ? (
            <EmptyState title={running ? t('tracking.nothingYet') : t('tracking.notRunning')}>
              {t('tracking.sweepHint')}
            </EmptyState>
          ) : (
            <EmptyState title={t('tracking.nothingHere')} />
          )
        }
      />
    </div>
  );
}
