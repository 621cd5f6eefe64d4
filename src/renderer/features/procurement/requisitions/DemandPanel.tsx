import { Button, Select } from '@mantine/core';
import { demandMonths } from '#shared/features/procurement/demand.ts';
import type { Demand } from '#shared/features/procurement/demand.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface DemandPanelProps {
  demand: Demand;
  months: string;
  lookAhead: (months: string) => void;
  /** Takes the need as the quantity of the line. */
  take: (quantity: number) => void;
}

/** What the coming period needs of a category: the sum, and every part that it is made of. */
export function DemandPanel({ demand, months, lookAhead, take }: DemandPanelProps) {
  const parts = [
    { sign: '', label: t('procurement.demand.joiners'), units: demand.joinerUnits },
    { sign: '+', label: t('procurement.demand.ending'), units: demand.ending },
    { sign: '−', label: t('procurement.demand.idle'), units: demand.idle },
    { sign: '−', label: t('procurement.demand.onOrder'), units: demand.onOrder },
  ];
  return (
    <Panel
      title={t('procurement.demand')}
      flush
      actions={
        <Select
          size="xs"
          w={130}
          aria-label={t('procurement.demand.period')}
          allowDeselect={false}
          data={demandMonths.map((value) => ({
            value: String(value),
            label: t('procurement.demand.months', { count: value }),
          }))}
          value={months}
          onChange={(value) => lookAhead(value ?? months)}
        />
      }
    >
      <table className={classes['table']}>
        <tbody>
          {parts.map(({ sign, label, units }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={classes['end']}>
                {sign} {formatNumber(units)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('procurement.demand.need', { until: formatDay(demand.until) })}</th>
            <td className={classes['end']}>{formatNumber(demand.need)}</td>
          </tr>
        </tfoot>
      </table>
      <div className={classes['asked']}>
        <ul className={classes['turns']}>
          {demand.joiners.map((each) => (
            <li key={`${each.department} ${each.role}`}>{t('procurement.demand.joinersOf', { ...each })}</li>
          ))}
          <li>
            {t('procurement.demand.endingOf', {
              endOfLife: demand.endOfLife,
              warrantyEnds: demand.warrantyEnds,
              supportEnds: demand.supportEnds,
            })}
          </li>
        </ul>
        {demand.joiners.length === 0 ? (
          <p className={classes['note']}>
            {t('procurement.demand.noPlan')}{' '}
            <EntityLink href={hrefTo('/acquire', { tab: 'planning' })}>{t('roleKits.planning')}</EntityLink>
          </p>
        ) : null}
        {demand.need > 0 ? (
          <Button size="compact-sm" variant="default" mt={8} onClick={() => take(demand.need)}>
            {t('procurement.demand.take', { count: demand.need })}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}
