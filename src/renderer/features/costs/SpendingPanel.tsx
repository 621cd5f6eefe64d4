import { Alert, Select, Skeleton, Stack } from '@mantine/core';
import { MonthPickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { pivotsOf } from '#shared/features/costs/arithmetic.ts';
import { costDimensions, costKinds } from '#shared/features/costs/model.ts';
import type { CostDimension, CostFilter } from '#shared/features/costs/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { periodOf } from './cost-search.ts';
import type { CostSearch } from './cost-search.ts';
import classes from './costs.module.css';
import { PaymentsDrawer } from './PaymentsDrawer.tsx';
import { PivotTable } from './PivotTable.tsx';
import type { Cell } from './PivotTable.tsx';

export interface SpendingRequest extends CostFilter {
  rows: CostDimension;
  columns: CostDimension | null;
}

interface SpendingPanelProps {
  search: CostSearch;
  show: (search: CostSearch) => void;
  /** What other parts of the window do with the table as it is seen. */
  listActions: (seen: SpendingRequest, words: string[]) => ReactNode;
}

/** What of it is asked for, with what is usual where the address says nothing. */
export function requestOf(search: CostSearch): SpendingRequest {
  const { kinds = [], rows = 'category', columns = 'kind' } = search;
  const across = columns === 'none' || columns === rows ? null : columns;
  return { ...periodOf(search), kinds, rows, columns: across };
}

/** Money that was spent, by two dimensions that are chosen; each sum opens what it is made of. */
export function SpendingPanel({ search, show, listActions }: SpendingPanelProps) {
  const request = requestOf(search);
  const { from, to, kinds = [], rows, columns } = request;
  const query = useQuery(rpc.costs.spending.queryOptions({ input: request }));
  const [cell, setCell] = useState<Cell | null>(null);
  const dimensions = costDimensions.map((value) => ({ value, label: t(`costDimension.${value}`) }));
  const pivots = pivotsOf(query.data?.sums ?? []);
  const words = [
    `${from} – ${to}`,
    ...kinds.map((kind) => word('costKind', kind)),
    [t(`costDimension.${rows}`), ...(columns === null ? [] : [t(`costDimension.${columns}`)])].join(' × '),
  ];
  return (
    <Stack gap={12} pb="md">
      <ListBar end={listActions(request, words)}>
        <MonthPickerInput
          type="range"
          valueFormat="MMM YYYY"
          allowSingleDateInRange
          w={210}
          value={[`${from}-01`, `${to}-01`]}
          onChange={([first, last]) => {
            if (first !== null) show({ ...search, from: first.slice(0, 7), to: (last ?? first).slice(0, 7) });
          }}
        />
        <MultiFilter
          label={t('costDimension.kind')}
          options={costKinds.map((value) => ({ value, label: word('costKind', value) }))}
          chosen={kinds}
          onChange={(next) => show({ ...search, kinds: next })}
        />
        <Select
          aria-label={t('costs.rows')}
          w={170}
          data={dimensions}
          value={rows}
          allowDeselect={false}
          leftSection={<span className={classes['axis']}>↓</span>}
          onChange={(value) => show({ ...search, rows: costDimensions.find((each) => each === value) })}
        />
        <Select
          aria-label={t('costs.columns')}
          w={170}
          data={[{ value: 'none', label: t('costs.noColumns') }, ...dimensions.filter(({ value }) => value !== rows)]}
          value={columns ?? 'none'}
          allowDeselect={false}
          leftSection={<span className={classes['axis']}>→</span>}
          onChange={(value) => show({ ...search, columns: costDimensions.find((each) => each === value) ?? 'none' })}
        />
      </ListBar>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.data === undefined && query.error === null ? <Skeleton height={220} /> : null}
      {pivots.length > 1 ? (
        <Alert color="blue" variant="light" py={8}>
          {t('costs.severalCurrencies', { currencies: pivots.map(({ currency }) => currency).join(', ') })}
        </Alert>
      ) : null}
      {query.data !== undefined && pivots.length === 0 ? (
        <Panel>
          <EmptyState title={t('costs.nothing')}>{t('costs.nothingHint')}</EmptyState>
        </Panel>
      ) : null}
      {pivots.map((pivot) => (
        <Panel key={pivot.currency} title={t('costs.tableOf', { currency: pivot.currency })} flush>
          <PivotTable
            pivot={pivot}
            rows={query.data?.rows ?? []}
            columns={query.data?.columns ?? []}
            by={{ rows, columns }}
            open={setCell}
          />
        </Panel>
      ))}
      {(query.data?.undated ?? []).map(({ minor, currency, count }) => (
        <p key={currency} className={classes['note']}>
          {t('costs.undated', { count, sum: formatMoney({ minor, currency }) })}
        </p>
      ))}
      {cell === null ? null : (
        <PaymentsDrawer cell={cell} filter={{ from, to, kinds }} by={{ rows, columns }} onClose={() => setCell(null)} />
      )}
    </Stack>
  );
}
