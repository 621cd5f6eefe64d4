import { useQuery } from '@tanstack/react-query';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { isFiltered } from './asset-search.ts';
import type { AssetListSearch } from './asset-search.ts';
import classes from './assets.module.css';
import { statusLook } from './status-look.ts';

interface CountsStripProps {
  search: AssetListSearch;
  show: (search: AssetListSearch) => void;
}

const urgent = new Set(['lost', 'stolen']);

/** Where the assets stand, in numbers; each number opens the list behind it. */
export function CountsStrip({ search, show }: CountsStripProps) {
  const counts = useQuery(rpc.assets.counts.queryOptions()).data;
  if (counts === undefined) return <div className={classes['counts']} style={{ height: 76 }} />;
  const byStatus = new Map(counts.byStatus.map(({ status, count }) => [status, count]));
  const shown = assetStatuses.filter((status) => (byStatus.get(status) ?? 0) > 0);
  return (
    <div className={classes['counts']} role="group" aria-label={t('assets.counts')}>
      <CountTile
        compact
        label={t('assets.all')}
        count={formatNumber(counts.total)}
        active={!isFiltered(search)}
        onClick={() => show({})}
      />
      {shown.map((status) => {
        const StatusIcon = statusLook[status].icon;
        return (
          <CountTile
            compact
            key={status}
            label={word('status', status)}
            icon={<StatusIcon size={13} aria-hidden />}
            count={formatNumber(byStatus.get(status) ?? 0)}
            active={search.statuses?.length === 1 && search.statuses[0] === status}
            {...(urgent.has(status) ? { tone: 'bad' as const } : {})}
            onClick={() => show({ statuses: [status] })}
          />
        );
      })}
      {counts.overdue > 0 ? (
        <CountTile
          compact
          label={t('assets.overdue')}
          count={formatNumber(counts.overdue)}
          tone="bad"
          active={search.overdueOnly === true}
          onClick={() => show({ overdueOnly: true })}
        />
      ) : null}
      {counts.warrantyEndsSoon > 0 ? (
        <CountTile
          compact
          label={t('assets.warrantyEndsSoon')}
          count={formatNumber(counts.warrantyEndsSoon)}
          tone="warn"
          onClick={() => show({ sort: 'warrantyUntil', direction: 'ascending' })}
        />
      ) : null}
    </div>
  );
}
