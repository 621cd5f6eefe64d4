import { Button } from '@mantine/core';
import { IconPaperclip, IconTrophy } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { SupplierPerformance } from '#shared/features/procurement/performance.ts';
import type { Comparison, Quote } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { scoreFactors } from '#shared/features/procurement/scoring.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatMoney, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface ComparisonTableProps {
  requisition: Requisition;
  comparison: Comparison;
  /** How the suppliers did so far; those who are not in it have no history. */
  performance: readonly SupplierPerformance[];
  /** Opens a quote to change it; absent when nothing may be changed. */
  edit: ((quote: Quote) => void) | null;
  /** Shows the files of a quote. */
  showPapers: (quote: Quote) => void;
}

function PaperButton({ quote, show }: { quote: Quote; show: (quote: Quote) => void }) {
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPaperclip size={13} />}
      aria-label={t('procurement.papersOf', { count: quote.papers, name: quote.supplier.name })}
      onClick={() => show(quote)}
    >
      {formatNumber(quote.papers)}
    </Button>
  );
}

interface RowOf {
  label: string;
  cell: (quote: Quote) => ReactNode;
  strong?: boolean;
}

function rowsOf({ requisition, comparison, performance, showPapers }: ComparisonTableProps): RowOf[] {
  const scoreOf = (quote: Quote) => comparison.scores.find(({ quoteId }) => quoteId === quote.id);
  const priced = requisition.lines.map((line): RowOf => ({
    label: `${formatNumber(line.quantity)} × ${line.model?.name ?? line.category.name}`,
    cell: (quote) => {
      const own = quote.lines.find(({ requisitionLineId }) => requisitionLineId === line.id);
      return own === undefined ? '–' : formatMoney({ minor: own.unitPriceMinor, currency: quote.currency });
    },
  }));
  const scored = scoreFactors.map((factor): RowOf => ({
    label: t('procurement.factorWeight', { factor: word('scoreFactor', factor), weight: comparison.weights[factor] }),
    cell: (quote) => formatNumber(scoreOf(quote)?.factors[factor] ?? 0),
  }));
  return [
    ...priced,
    { label: t('procurement.total'), cell: ({ total }) => formatMoney(total), strong: true },
    {
      label: t('procurement.totalOwn', { currency: comparison.currency }),
      cell: (quote) => formatMoney(quote.totalOwn),
    },
    ...runningRows(comparison.currency),
    {
      label: t('procurement.lifeCost', { years: comparison.lifeYears }),
      cell: ({ lifeCost }) => formatMoney(lifeCost),
      strong: true,
    },
    { label: t('procurement.deliveryDays'), cell: (quote) => formatNumber(quote.deliveryDays) },
    { label: t('procurement.warrantyMonths'), cell: (quote) => formatNumber(quote.warrantyMonths) },
    { label: t('procurement.supportTerms'), cell: ({ supportTerms }) => supportTerms },
    { label: t('procurement.validUntil'), cell: ({ validUntil }) => formatDay(validUntil) },
    { label: t('procurement.papers'), cell: (quote) => <PaperButton quote={quote} show={showPapers} /> },
    ...historyRows(performance),
    ...scored,
    { label: t('procurement.score'), cell: (quote) => formatNumber(scoreOf(quote)?.total ?? 0), strong: true },
  ];
}

/** What the cost of the life is made of besides the purchase. */
function runningRows(currency: string): RowOf[] {
  const amount = (minor: number) => formatMoney({ minor, currency });
  return [
    { label: t('procurement.energy'), cell: ({ energyMinor }) => amount(energyMinor) },
    { label: t('procurement.supportCost'), cell: ({ supportMinor }) => amount(supportMinor) },
    { label: t('procurement.licences'), cell: ({ licencesMinor }) => amount(licencesMinor) },
    { label: t('procurement.disposal'), cell: ({ disposalMinor }) => amount(disposalMinor) },
  ];
}

/** What happened before: on time, sent back, repaired within a year, and how prices went. */
function historyRows(performance: readonly SupplierPerformance[]): RowOf[] {
  const of = (quote: Quote) => performance.find(({ supplierId }) => supplierId === quote.supplier.id);
  const share = (part: number | undefined, whole: number | undefined) =>
    part === undefined || whole === undefined || whole === 0 ? '–' : t('procurement.shareOf', { part, whole });
  return [
    { label: t('procurement.onTime'), cell: (quote) => share(of(quote)?.onTime, of(quote)?.deliveries) },
    { label: t('procurement.sentBack'), cell: (quote) => share(of(quote)?.failed, of(quote)?.units) },
    { label: t('procurement.repaired'), cell: (quote) => share(of(quote)?.failedFirstYear, of(quote)?.assets) },
    {
      label: t('procurement.priceDrift'),
      cell: (quote) => formatPercent(of(quote)?.priceDriftPercent ?? null, { signed: true }),
    },
  ];
}

/** Options side by side: what each costs, promises and scores. */
export function ComparisonTable(props: ComparisonTableProps) {
  const { comparison, edit } = props;
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('procurement.comparison')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <td />
            {comparison.quotes.map((quote) => {
              const excluded = comparison.scores.find(({ quoteId }) => quoteId === quote.id)?.excluded ?? null;
              return (
                <th key={quote.id} scope="col" className={classes['end']}>
                  {edit === null ? (
                    quote.supplier.name
                  ) : (
                    <Button size="compact-sm" variant="subtle" onClick={() => edit(quote)}>
                      {quote.supplier.name}
                    </Button>
                  )}
                  <div>
                    {quote.id === comparison.winnerId ? (
                      <StatusBadge tone="good" icon={IconTrophy} label={t('procurement.best')} />
                    ) : null}
                    {excluded === null ? null : (
                      <span className={classes['bad']}>{word('quoteExcluded', excluded)}</span>
                    )}
                  </div>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rowsOf(props).map(({ label, cell, strong = false }) => (
            <tr key={label} data-strong={strong || undefined}>
              <th scope="row">{label}</th>
              {comparison.quotes.map((quote) => (
                <td key={quote.id} className={classes['end']}>
                  <Fragment>{cell(quote)}</Fragment>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
