import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LicenceAdvice } from '#renderer/features/licences/LicenceAdvice.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { DemandPanel } from './DemandPanel.tsx';
import { IdleStock } from './IdleStock.tsx';
import type { NeededFor } from './IdleStock.tsx';

export interface Wanted {
  categoryId: number;
  modelId: number | null;
  words: string;
}

/** Reuse before buy, beside the line that is being typed. */
export function AlternativesPanel({
  wanted,
  need,
  takeQuantity,
}: {
  wanted: Wanted | null;
  need: NeededFor;
  takeQuantity: (quantity: number) => void;
}) {
  const [months, setMonths] = useRemembered('demandMonths', '12');
  const [words] = useDebouncedValue(wanted?.words ?? '', 200);
  const query = useQuery(
    rpc.procurement.findAlternatives.queryOptions({
      input: {
        categoryId: wanted?.categoryId ?? 0,
        modelId: wanted?.modelId ?? null,
        words: words.slice(0, 500),
        months: Number(months),
        requesterId: need.requesterId,
      },
      enabled: wanted !== null,
      placeholderData: keepPreviousData,
    }),
  );
  if (wanted === null)
    return (
      <Panel title={t('procurement.alternatives')}>
        <p className={classes['note']}>{t('procurement.alternativesHint')}</p>
      </Panel>
    );
  const found = query.data;
  return (
    <div className={classes['stack']}>
      {query.error === null ? null : <FailureAlert sentence={sentenceOfError(query.error)} />}
      <LicenceAdvice words={wanted.words} />
      <IdleStock found={found} need={need} />
      <Panel title={t('procurement.purchases')} flush>
        {found === undefined || found.purchases.length === 0 ? (
          <Text size="sm" c="dimmed" p="sm">
            {t('procurement.noPurchases')}
          </Text>
        ) : (
          <ul className={classes['idle']}>
            {found.purchases.map((each) => (
              <li key={`${each.on} ${each.orderNumber} ${each.unitPrice?.minor}`}>
                <span>
                  {formatNumber(each.quantity)} × {each.name}
                </span>
                <span className={classes['end']}>{each.unitPrice === null ? '' : formatMoney(each.unitPrice)}</span>
                <span className={classes['quiet']}>
                  {[formatDay(each.on), each.supplier, each.orderNumber].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {found === undefined ? null : (
        <DemandPanel demand={found.demand} months={months} lookAhead={setMonths} take={takeQuantity} />
      )}
    </div>
  );
}
