import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { formatNumber, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './incidents.module.css';

/** How many incidents there were this year, how they ended, and what is still to be done about them. */
export function StatisticsStrip() {
  const now = today();
  const { data } = useQuery(
    rpc.incidents.statistics.queryOptions({ input: { from: `${now.slice(0, 4)}-01-01`, to: now } }),
  );
  if (data === undefined || data.byKind.every(({ count }) => count === 0)) return null;
  const sum = (of: 'count' | 'open') => data.byKind.reduce((total, each) => total + each[of], 0);
  const tiles = [
    [t('response.statCount'), formatNumber(sum('count'))],
    [t('response.statOpen'), formatNumber(sum('open'))],
    [t('response.statRecovered'), formatNumber(data.recovered)],
    [t('response.statHours'), data.hoursToClose === null ? '–' : formatNumber(data.hoursToClose)],
    [t('response.statOverdue'), formatNumber(data.overdueSteps)],
    [t('response.statTasks'), formatNumber(data.openTasks)],
  ] as const;
  return (
    <dl className={classes['statistics']} aria-label={t('response.statistics')}>
      {tiles.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
