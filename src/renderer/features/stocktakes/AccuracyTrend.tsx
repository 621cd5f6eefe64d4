import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccuracyPoint } from '#shared/features/stocktakes/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber, formatShare } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './stocktakes.module.css';

const width = 800;
const height = 150;
const margin = { left: 46, right: 16, top: 12, bottom: 24 };
const shownPoints = 24;

/** How right the register was each time, as a line and in figures; with one point there is no line. */
export function AccuracyTrend() {
  const points = (useQuery(rpc.stocktakes.trend.queryOptions()).data ?? [])
    .filter(({ byCount }) => byCount !== null)
    .slice(-shownPoints);
  if (points.length === 0) return null;
  return (
    <Panel title={t('stocktakes.accuracy')}>
      {points.length > 1 ? <TrendLine points={points} /> : null}
      <Table aria-label={t('stocktakes.accuracy')} verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('stocktakes.one')}</Table.Th>
            <Table.Th>{t('stocktakes.closedAt')}</Table.Th>
            <Table.Th ta="right">{t('stocktakes.foundInPlace')}</Table.Th>
            <Table.Th ta="right">{t('stocktakes.byCount')}</Table.Th>
            <Table.Th ta="right">{t('stocktakes.byValue')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points
            .slice(-6)
            .toReversed()
            .map((point) => (
              <Table.Tr key={point.id}>
                <Table.Td>{`${point.number} ${point.name}`}</Table.Td>
                <Table.Td>{formatDay(point.closedAt.slice(0, 10))}</Table.Td>
                <Table.Td ta="right" className="numbers">
                  {t('stocktakes.foundOf', { found: point.found, expected: point.expected })}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatShare(point.byCount)}
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatShare(point.byValue)}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function TrendLine({ points }: { points: readonly AccuracyPoint[] }) {
  const shares = points.map(({ byCount }) => byCount ?? 0);
  // From a round number under the worst one, so that a change from 98 to 99 % is seen.
  const bottom = Math.min(9000, Math.floor(Math.min(...shares) / 1000) * 1000);
  const x = (index: number) =>
    margin.left + (index * (width - margin.left - margin.right)) / Math.max(points.length - 1, 1);
  const y = (share: number) =>
    margin.top + ((10_000 - share) * (height - margin.top - margin.bottom)) / (10_000 - bottom);
  return (
    <svg
      className={classes['trend']}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('stocktakes.trendOf', { count: points.length, last: formatShare(shares.at(-1) ?? null) })}
    >
      {[bottom, 10_000].map((share) => (
        <g key={share}>
          <line x1={margin.left} x2={width - margin.right} y1={y(share)} y2={y(share)} />
          <text x={margin.left - 6} y={y(share) + 4} textAnchor="end">
            {formatShare(share)}
          </text>
        </g>
      ))}
      <polyline points={shares.map((share, index) => `${x(index)},${y(share)}`).join(' ')} />
      {points.map(({ id, number }, index) => (
        <g key={id}>
          <circle cx={x(index)} cy={y(shares[index] ?? 0)} r={3.5} />
          <text x={x(index)} y={height - 6} textAnchor="middle">
            {formatNumber(number)}
          </text>
        </g>
      ))}
    </svg>
  );
}
