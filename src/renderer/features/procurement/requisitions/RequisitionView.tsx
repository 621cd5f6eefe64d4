import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

/** What was asked for, as it stands. */
export function RequisitionView({ requisition }: { requisition: Requisition }) {
  const { requester, lines } = requisition;
  return (
    <>
      <Panel title={t('procurement.need')}>
        <FactList
          facts={[
            {
              label: t('procurement.requester'),
              value: <EntityLink href={hrefTo(`/people/${requester.id}`)}>{requester.name}</EntityLink>,
            },
            { label: t('procurement.reason'), value: requisition.reason },
            { label: t('field.department'), value: requisition.department },
            { label: t('field.costCentre'), value: requisition.costCentre?.name },
            { label: t('procurement.neededBy'), value: formatDay(requisition.neededBy) },
            { label: t('field.notes'), value: requisition.notes },
            {
              label: t('procurement.writtenBy'),
              value: `${requisition.createdBy}, ${formatInstant(requisition.createdAt)}`,
            },
          ]}
        />
      </Panel>
      <Panel title={t('procurement.lines')} flush>
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('procurement.what')}</th>
                <th scope="col">{t('procurement.mustHaves')}</th>
                <th scope="col" className={classes['end']}>
                  {t('procurement.quantity')}
                </th>
                <th scope="col" className={classes['end']}>
                  {t('procurement.estimateShort')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td>
                    {line.model?.name ?? line.category.name}
                    {line.description === '' ? null : <div className={classes['quiet']}>{line.description}</div>}
                  </td>
                  <td>{line.mustHaves}</td>
                  <td className={classes['end']}>{formatNumber(line.quantity)}</td>
                  <td className={classes['end']}>{formatMoney(line.estimate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </>
  );
}
