import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TrendPoint } from '#shared/features/security/posture.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ScoreLine } from './ScoreLine.tsx';

const spans = [30, 90, 365] as const;

/** How all devices stood over time: their average, and how many of those that are known complied. */
export function FleetTrend() {
  const [days, setDays] = useState<(typeof spans)[number]>(90);
  const { data = [] } = useQuery(rpc.security.postureTrend.queryOptions({ input: { days } }));
  return (
    <Panel
      title={t('security.trend')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('security.span')}
          value={String(days)}
          onChange={(value) => setDays(spans.find((each) => String(each) === value) ?? 90)}
          data={spans.map((each) => ({ value: String(each), label: t('security.days', { count: each }) }))}
        />
      }
    >
      <ScoreLine
        label={t('security.trendAverage')}
        points={data.map(({ day, average }) => ({ day, value: average }))}
        text={sentenceOf(data)}
      />
    </Panel>
  );
}

function sentenceOf(points: readonly TrendPoint[]): string {
  const known = points.filter(({ average }) => average !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return t('security.noTrend');
  return t('security.trendSays', {
    from: formatDay(first.day),
    before: formatNumber(first.average ?? 0),
    now: formatNumber(last.average ?? 0),
    share: formatPercent(last.compliantPercent ?? 0),
  });
}
