import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { DemandPanel } from './DemandPanel.tsx';

export interface Wanted {
  categoryId: number;
  modelId: number | null;
  words: string;
}

/** Reuse before buy, beside the line that is being typed. */
export function AlternativesPanel({
  wanted,
  takeQuantity,
}: {
  wanted: Wanted | null;
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
      <Panel title={t('procurement.idle', { count: found?.idleTotal ?? 0 })} flush>
        {found === undefined || found.idle.length === 0 ? (
          <Text size="sm" c="dimmed" p="sm">
            {t('procurement.noIdle')}
          </Text>
        ) : (
          <ul className={classes['idle']}>
            {found.idle.map(({ id, tag, name, condition, place }) => (
              <li key={id}>
                <span>
                  <EntityLink href={hrefTo(`/assets/${id}`)}>{tag}</EntityLink> {name}
                </span>
                <span>{word('condition', condition)}</span>
                <span className={classes['quiet']}>{place ?? t('procurement.noPlace')}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
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
