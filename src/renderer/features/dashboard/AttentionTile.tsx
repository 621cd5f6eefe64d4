import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { NumberLinks } from './NumberLinks.tsx';
import type { NumberLink } from './NumberLinks.tsx';

/** What somebody has to act on today, in one row; a number that is not there yet is a dash. */
export function AttentionTile() {
  const may = useMay();
  const reminders = useQuery(rpc.reminders.counts.queryOptions()).data;
  const assets = useQuery(rpc.assets.counts.queryOptions()).data;
  const work = useQuery(rpc.maintenance.counts.queryOptions()).data;
  const incidents = useQuery(
    rpc.incidents.list.queryOptions({ input: { states: ['open', 'in_hand'], limit: 1 } }),
  ).data;
  const licences = useQuery(rpc.dashboard.compliance.queryOptions({ enabled: may('licence.view') })).data;
  const number = (key: string, label: string, count: number | undefined, href: string, tone: NumberLink['tone']) => ({
    key,
    label,
    shown: count === undefined ? '–' : formatNumber(count),
    href,
    tone: (count ?? 0) > 0 ? tone : undefined,
  });
  const missing = assets?.byStatus
    .filter(({ status }) => status === 'missing' || status === 'lost' || status === 'stolen')
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <NumberLinks
      large
      label={t('dashboardTile.attention')}
      numbers={[
        number(
          'overdue',
          t('dashboard.remindersOverdue'),
          reminders?.overdue,
          hrefTo('/reminders', { urgency: 'overdue' }),
          'bad',
        ),
        number(
          'today',
          t('dashboard.remindersToday'),
          reminders?.today,
          hrefTo('/reminders', { urgency: 'today' }),
          'warn',
        ),
        number('loans', t('dashboard.loansOverdue'), assets?.overdue, hrefTo('/assets', { overdueOnly: true }), 'bad'),
        number('work', t('dashboard.workOverdue'), work?.overdue, hrefTo('/maintenance', { tile: 'overdue' }), 'bad'),
        number(
          'incidents',
          t('dashboard.incidentsOpen'),
          incidents?.total,
          hrefTo('/incidents', { states: ['open', 'in_hand'] }),
          'warn',
        ),
        number(
          'missing',
          t('dashboard.missing'),
          missing,
          hrefTo('/assets', { statuses: ['missing', 'lost', 'stolen'] }),
          'bad',
        ),
        ...(may('licence.view')
          ? [
              number(
                'short',
                t('dashboard.licencesShort'),
                licences?.short,
                hrefTo('/licences', { standings: ['short'] }),
                'bad',
              ),
            ]
          : []),
      ]}
    />
  );
}
