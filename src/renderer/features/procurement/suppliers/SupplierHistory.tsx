import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SupplierHistory as History, SupplierPerformance } from '#shared/features/procurement/performance.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatMoney, formatNumber, formatPercent, formatShare } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

/** How a supplier did so far, with the formula of each number in words and what it follows from. */
export function SupplierHistory({ supplierId }: { supplierId: number }) {
  const query = useQuery(rpc.procurement.getSupplierHistory.queryOptions({ input: { supplierId } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  const { performance, deliveries, repaired, prices } = query.data;
  return (
    <>
      <Panel title={t('procurement.performance')}>
        {performance === null ? (
          <p className={classes['note']}>{t('procurement.noPerformance')}</p>
        ) : (
          <Numbers performance={performance} />
        )}
      </Panel>
      {deliveries.length === 0 ? null : <Deliveries deliveries={deliveries} />}
      {repaired.length === 0 ? null : <Repaired repaired={repaired} />}
      {prices.length === 0 ? null : <Prices prices={prices} />}
    </>
  );
}

const drifted = (percent: number | null) => formatPercent(percent, { signed: true });

function Numbers({ performance }: { performance: SupplierPerformance }) {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : formatShare(Math.round((part * 10_000) / whole)));
  const of = (part: number, whole: number) => t('procurement.shareOf', { part, whole });
  const numbers = [
    {
      key: 'onTime',
      value: share(performance.onTime, performance.deliveries),
      detail: of(performance.onTime, performance.deliveries),
    },
    {
      key: 'sentBack',
      value: share(performance.failed, performance.units),
      detail: of(performance.failed, performance.units),
    },
    {
      key: 'repaired',
      value: share(performance.failedFirstYear, performance.assets),
      detail: of(performance.failedFirstYear, performance.assets),
    },
    { key: 'priceDrift', value: drifted(performance.priceDriftPercent), detail: '' },
  ] as const;
  return (
    <dl className={classes['numbers']}>
      {numbers.map(({ key, value, detail }) => (
        <div key={key}>
          <dt>{t(`procurement.${key}`)}</dt>
          <dd>
            <strong>{value}</strong> <span className={classes['quiet']}>{detail}</span>
            <p className={classes['note']}>{t(`procurement.formula.${key}`)}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Deliveries({ deliveries }: { deliveries: History['deliveries'] }) {
  return (
    <Panel title={t('procurement.deliveries')} flush>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('procurement.deliveries')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('procurement.order')}</th>
              <th scope="col">{t('procurement.expectedOn')}</th>
              <th scope="col">{t('procurement.cameOn')}</th>
              <th scope="col">{t('procurement.punctual')}</th>
              <th scope="col" className={classes['end']}>
                {t('procurement.units')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.sentBack')}
              </th>
              <th scope="col">RMA</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map(({ receiptId, order, expectedOn, cameOn, units, failed, rma }) => (
              <tr key={receiptId}>
                <td>
                  <EntityLink href={hrefTo(`/acquire/orders/${order.id}`)}>{order.number}</EntityLink>
                </td>
                <td>{formatDay(expectedOn)}</td>
                <td>{formatDay(cameOn)}</td>
                <td>
                  {expectedOn === null ? '–' : t(cameOn <= expectedOn ? 'procurement.intime' : 'procurement.late')}
                </td>
                <td className={classes['end']}>{formatNumber(units)}</td>
                <td className={classes['end']}>{formatNumber(failed)}</td>
                <td>{rma ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Repaired({ repaired }: { repaired: History['repaired'] }) {
  return (
    <Panel title={t('procurement.repaired')} flush>
      <ul className={classes['idle']}>
        {repaired.map(({ assetId, tag, name, cameOn, repairedOn }) => (
          <li key={assetId}>
            <span>
              <EntityLink href={hrefTo(`/assets/${assetId}`)}>{tag}</EntityLink> {name}
            </span>
            <span className={classes['end']}>
              {t('assets.fromTo', { from: formatDay(cameOn), to: formatDay(repairedOn) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Prices({ prices }: { prices: History['prices'] }) {
  return (
    <Panel title={t('procurement.prices')} flush>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label={t('procurement.prices')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('field.model')}</th>
              <th scope="col" className={classes['end']}>
                {t('procurement.firstPrice')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.lastPrice')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.priceDrift')}
              </th>
            </tr>
          </thead>
          <tbody>
            {prices.map(({ modelId, model, first, last, changePercent }) => (
              <tr key={modelId}>
                <td>{model}</td>
                <td className={classes['end']}>{formatMoney(first)}</td>
                <td className={classes['end']}>{formatMoney(last)}</td>
                <td className={classes['end']}>{drifted(changePercent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
