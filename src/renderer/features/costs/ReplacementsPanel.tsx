import { NumberInput, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Replacement, ReplacementYear } from '#shared/features/costs/model.ts';
import { highestRise } from '#shared/features/costs/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { CostSearch } from './cost-search.ts';
import classes from './costs.module.css';

/** Why it ends on that day. */
const reasonText = ({ reason, lifeMonths, purchasedOn }: Replacement) =>
  lifeMonths === null
    ? word('replacementReason', reason)
    : t('costs.lifeFrom', { months: lifeMonths, day: formatDay(purchasedOn), why: word('replacementReason', reason) });

/** Where the price that is known comes from. */
function basisOf({ basis, baseDay }: Replacement): string {
  if (basis === null) return '–';
  const what = t(basis === 'model' ? 'entity.model' : 'entity.asset');
  return baseDay === null ? what : `${what}, ${formatDay(baseDay)}`;
}

/** How the price came about, so that it can be followed by hand: what was paid, as many times dearer as years go by. */
function Arithmetic({ row: { base, years }, rise }: { row: Replacement; rise: number }) {
  if (base === null) return t('costs.noPrice');
  if (rise === 0 || years === 0) return formatMoney(base);
  return (
    <>
      {formatMoney(base)} × {formatNumber(1 + rise / 100)}
      {years === 1 ? null : <sup>{years}</sup>}
    </>
  );
}

function replacementColumns(rise: number): Column<Replacement>[] {
  return [
    { id: 'endsOn', heading: t('costs.endsOn'), width: '105px', cell: ({ endsOn }) => formatDay(endsOn) },
    {
      id: 'what',
      heading: t('entity.asset'),
      width: 'minmax(130px, 2fr)',
      cell: ({ id, tag, name }) => (
        <EntityLink href={hrefTo(`/assets/${id}`)}>
          <b>{tag}</b> {name}
        </EntityLink>
      ),
    },
    { id: 'reason', heading: t('costs.why'), width: 'minmax(250px, 2fr)', cell: reasonText },
    { id: 'basis', heading: t('costs.paidFor'), width: 'minmax(165px, 1fr)', cell: basisOf },
    {
      id: 'arithmetic',
      heading: t('costs.arithmetic'),
      width: '180px',
      align: 'end',
      cell: (row) => <Arithmetic row={row} rise={rise} />,
    },
    {
      id: 'price',
      heading: t('costs.price'),
      width: '110px',
      align: 'end',
      cell: ({ price }) => <b>{formatMoney(price)}</b>,
    },
  ];
}

const nameOfYear = ({ year }: Pick<ReplacementYear, 'year'>) => (year === '' ? t('costs.pastEnd') : year);

/** What reaches its end in which year, and what its successors cost. */
export function ReplacementsPanel({ search, show }: { search: CostSearch; show: (search: CostSearch) => void }) {
  const { rise = 2 } = search;
  const [year, setYear] = useState<string | null>(null);
  const query = useQuery(rpc.costs.replacements.queryOptions({ input: { rise } }));
  const years = query.data ?? [];
  const chosen = year ?? years.find(({ count }) => count > 0)?.year ?? '';
  return (
    <div className={classes['list']}>
      <div className={classes['forecast']}>
        <NumberInput
          label={t('costs.rise')}
          suffix=" %"
          w={190}
          flex="none"
          min={0}
          max={highestRise}
          step={0.5}
          decimalScale={1}
          value={rise}
          onChange={(value) => {
            const next = Math.round(Number(value) * 10) / 10;
            if (value !== '' && next >= 0 && next <= highestRise) show({ ...search, rise: next });
          }}
        />
        <p className={classes['note']}>{t('costs.replacementsHint')}</p>
      </div>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.data === undefined && query.error === null ? <Skeleton height={70} mb="sm" /> : null}
      <div className={classes['years']} role="group" aria-label={t('costs.years')}>
        {years.map((each) => (
          <CountTile
            key={each.year}
            label={[
              nameOfYear(each),
              t('costs.assetCount', { count: each.count }),
              ...(each.unpriced === 0 ? [] : [t('costs.unpriced', { count: each.unpriced })]),
            ].join(' · ')}
            count={each.prices.length === 0 ? '–' : each.prices.map((price) => formatMoney(price)).join(' + ')}
            active={each.year === chosen}
            {...(each.year === '' && each.count > 0 ? { tone: 'warn' as const } : {})}
            onClick={() => setYear(each.year)}
          />
        ))}
      </div>
      {query.data === undefined ? null : <ReplacementList year={chosen} rise={rise} />}
    </div>
  );
}

function ReplacementList({ year, rise }: { year: string; rise: number }) {
  const input = { year, rise, limit: 100 };
  const list = usePagedRows<Replacement>(rpc.costs.replacementsOf.key({ type: 'infinite', input }), (cursor, signal) =>
    client.costs.replacementsOf({ ...input, cursor }, { signal }),
  );
  const columns = useMemo(() => replacementColumns(rise), [rise]);
  return (
    <PagedTable
      label={t('costs.replacementsOf', { year: nameOfYear({ year }) })}
      columns={columns}
      list={list}
      onOpen={({ id }) => {
        window.location.hash = hrefTo(`/assets/${id}`);
      }}
      empty={<EmptyState title={t('costs.noneEnds')}>{t('costs.noneEndsHint')}</EmptyState>}
      footer={t('costs.assetCount', { count: list.total })}
    />
  );
}
