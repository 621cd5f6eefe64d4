import type { Expiry } from '#shared/features/assets/expiry-contract.ts';
import type { ExpiryState } from '#shared/features/assets/expiry.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const colours: Readonly<Record<ExpiryState, string | undefined>> = {
  ended: 'var(--qm-bad)',
  renewed: 'var(--qm-warn)',
  decide: 'var(--qm-warn)',
  renews: undefined,
  later: undefined,
};

export function expiryColumns(): Column<Expiry>[] {
  return [
    { id: 'day', heading: t('expiries.ends'), width: '115px', cell: ({ day }) => formatDay(day) },
    {
      id: 'state',
      heading: t('field.status'),
      width: 'minmax(130px, 1fr)',
      cell: ({ state }) => (
        <span style={{ color: colours[state], fontWeight: colours[state] === undefined ? undefined : 600 }}>
          {word('expiryState', state)}
        </span>
      ),
    },
    { id: 'tag', heading: t('field.tag'), width: '145px', cell: ({ tag }) => tag },
    { id: 'name', heading: t('field.name'), width: 'minmax(140px, 2fr)', cell: ({ name }) => name },
    {
      id: 'category',
      heading: t('field.category'),
      width: 'minmax(120px, 1fr)',
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
      width: '165px',
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
