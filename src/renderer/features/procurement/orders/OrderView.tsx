import { Button, Text } from '@mantine/core';
import { IconColumns, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import type { Order } from '#shared/features/procurement/order.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import {
  formatDay,
  formatFact,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
} from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ContractsPanel } from '../contracts/ContractsPanel.tsx';
import classes from '../procurement.module.css';
import { PapersDialog } from '../papers/PapersDialog.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';

/** What was ordered, what has come of it and how it changed. */
export function OrderView({ order }: { order: Order }) {
  return (
    <>
      <div className={classes['pair']}>
        <OrderFacts order={order} />
        <div className={classes['stack']}>
          <Deliveries order={order} />
          <ContractsPanel supplierId={order.supplier.id} orderId={order.id} />
        </div>
      </div>
      <OrderLines order={order} />
      <Revisions order={order} />
    </>
  );
}

function OrderFacts({ order }: { order: Order }) {
  return (
    <Panel title={t('procurement.order')}>
      <FactList
        facts={[
          { label: t('field.supplier'), value: order.supplier.name },
          {
            label: t('entity.requisition'),
            value: (
              <EntityLink href={hrefTo(`/acquire/requisitions/${order.requisition.id}`)}>
                {order.requisition.number}
              </EntityLink>
            ),
          },
          { label: t('procurement.expectedOn'), value: formatDay(order.expectedOn) },
          { label: t('procurement.deliveryPlace'), value: order.deliveryPlace?.name },
          { label: t('procurement.deliveryAddress'), value: order.deliveryAddress },
          { label: t('procurement.terms'), value: order.terms },
          { label: t('procurement.sentOn'), value: formatInstant(order.sentAt) },
          { label: t('procurement.confirmation'), value: order.confirmation },
          { label: t('procurement.writtenBy'), value: `${order.createdBy}, ${formatInstant(order.createdAt)}` },
          ...(order.closeReason === null ? [] : [{ label: t('procurement.why'), value: order.closeReason }]),
        ]}
      />
    </Panel>
  );
}

function OrderLines({ order }: { order: Order }) {
  const { totals, currency } = order;
  const amount = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? '–' : formatMoney({ minor, currency });
  const sums = [
    ['procurement.net', totals?.netMinor],
    ['procurement.freight', totals?.freightMinor],
    ['procurement.tax', totals?.taxMinor],
    ['procurement.gross', totals?.grossMinor],
  ] as const;
  return (
    <Panel title={t('procurement.lines')} flush>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label={order.number}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('procurement.what')}</th>
              <th scope="col" className={classes['end']}>
                {t('procurement.quantity')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.received')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.unitPrice')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.tax')}
              </th>
              <th scope="col" className={classes['end']}>
                {t('procurement.net')}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  {line.model?.name ?? line.category.name}
                  {line.description === '' ? null : <div className={classes['quiet']}>{line.description}</div>}
                </td>
                <td className={classes['end']}>{formatNumber(line.quantity)}</td>
                <td className={classes['end']}>{formatNumber(line.accepted)}</td>
                <td className={classes['end']}>{amount(line.unitPriceMinor)}</td>
                <td className={classes['end']}>{formatPercent(line.taxBasisPoints / 100)}</td>
                <td className={classes['end']}>
                  {amount(line.unitPriceMinor === null ? null : line.unitPriceMinor * line.quantity)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals === null
              ? null
              : sums.map(([label, minor]) => (
                  <tr key={label}>
                    <td colSpan={5} className={classes['end']}>
                      {t(label)}
                    </td>
                    <td className={classes['end']}>{amount(minor)}</td>
                  </tr>
                ))}
          </tfoot>
        </table>
      </div>
    </Panel>
  );
}

function Deliveries({ order }: { order: Order }) {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Panel title={t('procurement.deliveries')} flush>
      {order.receipts.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('procurement.noDeliveries')}
        </Text>
      ) : (
        <ul className={classes['idle']}>
          {order.receipts.map(({ id, state, at, operator, place, deliveryNote, accepted, failed, rma, papers }) => (
            <li key={id}>
              <span>
                {state === 'open' ? (
                  <EntityLink href={hrefTo('/acquire', { tab: 'receiving', order: order.id })}>
                    {word('receiptState', state)}
                  </EntityLink>
                ) : (
                  word('receiptState', state)
                )}
                : {t('procurement.deliveryText', { accepted, failed })}
              </span>
              <span className={classes['end']}>{formatInstant(at)}</span>
              <span className={classes['quiet']}>
                {[operator, place, deliveryNote, rma].filter((part) => part !== null && part !== '').join(' · ')}
              </span>
              {papers === 0 ? null : (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  leftSection={<IconPhoto size={13} />}
                  onClick={() => setShown(id)}
                >
                  {t('procurement.proofs', { count: papers })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown === null ? null : (
        <PapersDialog
          title={t('procurement.proofsOf', { number: order.number })}
          owner={{ kind: 'receipt', id: shown }}
          closed
          onClose={() => setShown(null)}
        />
      )}
    </Panel>
  );
}

/** A value of a revision as people read it: amounts and percents are kept as whole numbers. */
function readable(field: string, value: string | null, currency: string): string {
  if (value === null) return '–';
  if (field === 'unitPriceMinor' || field === 'freightMinor') return formatMoney({ minor: Number(value), currency });
  if (field === 'taxBasisPoints') return formatPercent(Number(value) / 100);
  return formatFact(value);
}

function Revisions({ order }: { order: Order }) {
  const mayCompare = useMay()('asset.cost.view');
  const [comparing, setComparing] = useState(false);
  if (order.revisions.length < 2) return null;
  return (
    <Panel
      title={t('procurement.revisions')}
      flush
      actions={
        mayCompare ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconColumns size={14} />}
            onClick={() => setComparing(true)}
          >
            {t('procurement.sideBySide')}
          </Button>
        ) : null
      }
    >
      {comparing ? <VersionsDialog order={order} onClose={() => setComparing(false)} /> : null}
      <ul className={classes['idle']}>
        {order.revisions.map(({ revision, at, operator, reason, differences }) => (
          <li key={revision}>
            <span>
              {t('procurement.revision')} {revision}
              {reason === '' ? '' : `: ${reason}`}
              {differences.length === 0 ? (
                <div className={classes['quiet']}>{t('procurement.firstRevision')}</div>
              ) : null}
              {differences.map(({ field, line, before, after }) => (
                <div key={`${field} ${line}`} className={classes['quiet']}>
                  {t(line === null ? 'procurement.difference' : 'procurement.differenceOfLine', {
                    field: word('orderField', field),
                    line,
                    before: readable(field, before, order.currency),
                    after: readable(field, after, order.currency),
                  })}
                </div>
              ))}
            </span>
            <span className={classes['end']}>
              {operator}, {formatInstant(at)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
