import { IconAlertTriangle, IconBell, IconClock, IconRefresh, IconRefreshAlert } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Expiry } from '#shared/features/assets/expiry-contract.ts';
import type { ExpiryState } from '#shared/features/assets/expiry.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const looks: Readonly<Record<ExpiryState, { tone: Tone; icon: Icon }>> = {
  ended: { tone: 'bad', icon: IconAlertTriangle },
  renewed: { tone: 'warn', icon: IconRefreshAlert },
  decide: { tone: 'warn', icon: IconBell },
  renews: { tone: 'info', icon: IconRefresh },
  later: { tone: 'quiet', icon: IconClock },
};

export function expiryColumns(): Column<Expiry>[] {
  return [
    { id: 'day', heading: t('expiries.ends'), width: '110px', cell: ({ day }) => formatDay(day) },
    {
      id: 'state',
      heading: t('field.status'),
      width: 'minmax(130px, 1fr)',
      cell: ({ state }) => <StatusBadge {...looks[state]} label={word('expiryState', state)} />,
    },
    { id: 'tag', heading: t('field.tag'), width: '120px', cell: ({ tag }) => tag },
    { id: 'name', heading: t('field.name'), width: 'minmax(130px, 2fr)', cell: ({ name }) => name },
    {
      id: 'category',
      heading: t('field.category'),
      width: 'minmax(110px, 1fr)',
      cell: ({ category, licenceOf }) => category ?? t(licenceOf === null ? 'expiries.contract' : 'expiries.licence'),
    },
    {
      id: 'what',
      heading: t('expiries.what'),
      width: 'minmax(90px, 1fr)',
      cell: ({ field, assetId }) => field ?? t(assetId === null ? 'expiries.term' : 'expiries.warranty'),
    },
    {
      id: 'decideBy',
      heading: t('expiries.decideBy'),
      width: '190px',
      cell: ({ decideBy, noticeDays }) =>
        noticeDays === null
          ? null
          : t('expiries.noticeUntil', { day: formatDay(decideBy), count: formatNumber(noticeDays) }),
    },
    {
      id: 'renews',
      heading: t('expiries.renews'),
      width: '125px',
      cell: ({ autoRenew }) => (autoRenew ? t('fields.yes') : null),
    },
  ];
}
