import { useQuery } from '@tanstack/react-query';
import type { StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What a stocktake that has not begun, or that was given up, is about. */
export function PlanFacts({ stocktake }: { stocktake: StocktakeDetail }) {
  const may = useMay();
  const { scope, method, sampleSize, seed, blind, state } = stocktake;
  const preview = useQuery(
    rpc.stocktakes.preview.queryOptions({
      input: { scope, method, sampleSize },
      enabled: state === 'planned' && may('stocktake.reconcile'),
    }),
  ).data;
  return (
    <Panel title={t('stocktakes.planned')}>
      <FactList
        facts={[
          { label: t('stocktakes.scope'), value: stocktake.scopeText.join(', ') || t('stocktakes.everything') },
          { label: t('stocktakes.method'), value: word('samplingMethod', method) },
          ...(method === 'full'
            ? []
            : [
                { label: t('stocktakes.sampleSize'), value: sampleSize === null ? null : formatNumber(sampleSize) },
                { label: t('stocktakes.seed'), value: seed },
                { label: t('stocktakes.howDrawn'), value: t(`stocktakes.methodHint.${method}`) },
              ]),
          { label: t('stocktakes.blind'), value: t(blind ? 'fields.yes' : 'fields.no') },
          { label: t('stocktakes.plannedBy'), value: `${stocktake.plannedBy}, ${formatInstant(stocktake.plannedAt)}` },
          ...(preview === undefined
            ? []
            : [{ label: t('stocktakes.expectedNow'), value: formatNumber(preview.expected) }]),
          ...(state === 'cancelled'
            ? [{ label: t('stocktakes.cancelledBecause'), value: stocktake.note }]
            : [{ label: t('stocktakes.next'), value: t('stocktakes.startHint') }]),
        ]}
      />
    </Panel>
  );
}
