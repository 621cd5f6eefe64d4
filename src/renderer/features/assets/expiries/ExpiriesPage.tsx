import { SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { addDays } from '#shared/primitives/days.ts';
import { expiryKinds } from '#shared/features/assets/expiry-contract.ts';
import type { Expiry, ExpiryKind } from '#shared/features/assets/expiry-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { MultiFilter } from '#renderer/ui/MultiFilter.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { expiryColumns } from './expiry-columns.tsx';
import { expiryPeriods } from './expiry-search.ts';
import type { ExpiryPeriod } from './expiry-search.ts';

interface ExpiriesPageProps {
  period: ExpiryPeriod;
  kinds: ExpiryKind[];
  show: (next: { period: ExpiryPeriod; kinds: ExpiryKind[] }) => void;
  open: (expiry: Expiry) => void;
  /** What other parts of the window do with the list as it is seen. */
  listActions: (seen: {
    filter: { from?: string; until?: string; kinds: ExpiryKind[] };
    direction: 'ascending' | 'descending';
    words: string[];
  }) => ReactNode;
}

/** The days that a period is about; what is past is read backwards from yesterday. */
function boundsOf(period: ExpiryPeriod, day: string) {
  if (period === 'past') return { until: addDays(day, -1), direction: 'descending' as const };
  const ahead = { from: day, direction: 'ascending' as const };
  return period === 'all' ? ahead : { ...ahead, until: addDays(day, Number(period)) };
}

/** What ends when, and until when somebody has to decide about it. */
export function ExpiriesPage({ period, kinds, show, open, listActions }: ExpiriesPageProps) {
  const { direction, ...bounds } = boundsOf(period, today());
  const input = { ...bounds, direction, kinds, limit: 100 };
  const list = usePagedRows<Expiry>(rpc.assets.listExpiries.key({ type: 'infinite', input }), (cursor, signal) =>
    client.assets.listExpiries({ ...input, cursor }, { signal }),
  );
  const columns = useMemo(() => expiryColumns(), []);
  const options = expiryKinds.map((value) => ({
    value,
    label: value === 'warranty' || value === 'contract' ? t(`expiries.${value}`) : word('family', value),
  }));
  return (
    <Page
      fixed
      title={t('nav.expiries')}
      subtitle={t('expiries.subtitle')}
      actions={listActions({
        filter: { ...bounds, kinds },
        direction,
        words: [
          word('expiries.period', period),
          ...options.flatMap(({ value, label }) => (kinds.includes(value) ? label : [])),
        ],
      })}
    >
      <ListBar>
        <SegmentedControl
          aria-label={t('expiries.period')}
          data={expiryPeriods.map((value) => ({ value, label: word('expiries.period', value) }))}
          value={period}
          onChange={(value) => show({ period: expiryPeriods.find((each) => each === value) ?? '90', kinds })}
        />
        <MultiFilter
          label={t('expiries.kind')}
          options={options}
          chosen={kinds}
          onChange={(chosen) => show({ period, kinds: chosen })}
        />
      </ListBar>
      <PagedTable
        label={t('nav.expiries')}
        columns={columns}
        list={list}
        onOpen={open}
        empty={<EmptyState title={t('expiries.none')}>{t('expiries.noneHint')}</EmptyState>}
        footer={t(list.totalIsExact ? 'expiries.found' : 'expiries.foundAtLeast', { count: list.total })}
      />
    </Page>
  );
}
