import type { ContractRow } from '#shared/features/procurement/supply-contract.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

/** How a contract stands, in words: ended by hand, without an end, or how much its end presses. */
export function standingOf({ endedOn, expiry }: Pick<ContractRow, 'endedOn' | 'expiry'>): string {
  if (endedOn !== null) return t('procurement.contractEndedOn', { day: formatDay(endedOn) });
  return expiry === null ? t('procurement.untilNotice') : word('expiryState', expiry);
}

const presses = ({ endedOn, expiry }: ContractRow) =>
  endedOn === null && (expiry === 'ended' || expiry === 'renewed' || expiry === 'decide');

export function contractColumns(): Column<ContractRow>[] {
  return [
    { id: 'number', heading: t('procurement.number'), width: '150px', cell: (row) => row.number },
    { id: 'title', heading: t('procurement.contractTitle'), width: 'minmax(180px, 2fr)', cell: (row) => row.title },
    { id: 'supplier', heading: t('field.supplier'), width: 'minmax(130px, 1fr)', cell: (row) => row.supplier.name },
    {
      id: 'kind',
      heading: t('procurement.contractKind'),
      width: '130px',
      cell: (row) => word('contractKind', row.kind),
    },
    {
      id: 'state',
      heading: t('procurement.state'),
      width: 'minmax(150px, 1fr)',
      cell: (row) => <span className={presses(row) ? classes['bad'] : undefined}>{standingOf(row)}</span>,
    },
    { id: 'ends', heading: t('expiries.ends'), width: '125px', cell: (row) => formatDay(row.endsOn) },
    { id: 'decideBy', heading: t('expiries.decideBy'), width: '125px', cell: (row) => formatDay(row.decideBy) },
    {
      id: 'yearly',
      heading: t('procurement.aYear'),
      width: '140px',
      align: 'end',
      cell: (row) => formatMoney(row.yearly),
    },
  ];
}
