import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ownershipGroups, ownershipSorts } from '#shared/features/costs/model.ts';
import type { Ownership } from '#shared/features/costs/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { PagedTable } from '#renderer/ui/table/PagedTable.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatMoney, formatNumber, formatShare } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { CostSearch } from './cost-search.ts';
import classes from './costs.module.css';

type Group = (typeof ownershipGroups)[number];

/** Rows of models carry the currency in their number, so that each has one of its own. */
const hrefOf = (by: Group, { id }: Ownership) =>
  by === 'asset' ? hrefTo(`/assets/${id}`) : hrefTo('/assets', { modelId: Math.floor(id / 1000) });

function ownershipColumns(by: Group): Column<Ownership>[] {
  const money = (minor: number, { currency }: Ownership) => formatMoney({ minor: Math.round(minor), currency });
  return [
    {
      id: 'what',
      heading: t(by === 'asset' ? 'entity.asset' : 'entity.model'),
      width: 'minmax(200px, 3fr)',
      cell: (row) => (
        <EntityLink href={hrefOf(by, row)}>
          <b>{row.label}</b> {row.name}
        </EntityLink>
      ),
    },
    ...(by === 'asset'
      ? []
      : [
          {
            id: 'units',
            heading: t('costs.units'),
            width: '80px',
            align: 'end' as const,
            cell: ({ units }: Ownership) => formatNumber(units),
          },
        ]),
    {
      id: 'purchase',
      heading: t('costs.purchase'),
      width: '130px',
      align: 'end',
      cell: (row) => money(row.purchase, row),
    },
    {
      id: 'running',
      heading: t('costs.running'),
      width: '130px',
      align: 'end',
      sort: 'running',
      cell: (row) => (
        <>
          {money(row.running, row)}
          {row.elsewhere.map((each) => ` + ${formatMoney(each)}`).join('')}
        </>
      ),
    },
    {
      id: 'total',
      heading: t('costs.total'),
      width: '130px',
      align: 'end',
      sort: 'total',
      cell: (row) => <b>{money(row.total, row)}</b>,
    },
    {
      id: 'share',
      heading: t('costs.runningShare'),
      width: '125px',
      align: 'end',
      cell: ({ purchase, running }) => (purchase === 0 ? '–' : formatShare(Math.round((running * 10_000) / purchase))),
    },
    {
      id: 'perMonth',
      heading: t('costs.perMonth'),
      width: '120px',
      align: 'end',
      sort: 'perMonth',
      cell: (row) => (row.months === null ? '–' : money(row.total / Math.max(1, row.months), row)),
    },
    ...(by === 'asset'
      ? []
      : [
          {
            id: 'each',
            heading: t('costs.each'),
            width: '120px',
            align: 'end' as const,
            cell: (row: Ownership) => money(row.total / row.units, row),
          },
        ]),
  ];
}

/** What assets, or models, have cost so far: the price and everything that was paid for keeping them running. */
export function OwnershipPanel({ search, show }: { search: CostSearch; show: (search: CostSearch) => void }) {
  const { by = 'asset', search: text } = search;
  const [sort, setSort] = useState<(typeof ownershipSorts)[number]>('total');
  const input = { by, sort, ...(text === undefined ? {} : { search: text }), limit: 100 };
  const list = usePagedRows<Ownership>(rpc.costs.ownership.key({ type: 'infinite', input }), (cursor, signal) =>
    client.costs.ownership({ ...input, cursor }, { signal }),
  );
  const columns = useMemo(() => ownershipColumns(by), [by]);
  return (
    <div className={classes['list']}>
      <ListBar label={t('costs.ownership')}>
        <SearchBox
          label={t('costs.searchAssets')}
          value={text ?? ''}
          change={(words) => show({ ...search, search: words })}
        />
        <SegmentedControl
          aria-label={t('costs.ownershipBy')}
          data={ownershipGroups.map((value) => ({ value, label: t(`costs.by.${value}`) }))}
          value={by}
          onChange={(value) => show({ ...search, by: ownershipGroups.find((each) => each === value) })}
        />
      </ListBar>
      <p className={classes['note']}>{t('costs.ownershipHint')}</p>
      <PagedTable
        label={t('costs.ownership')}
        columns={columns}
        list={list}
        sorting={{ by: sort, direction: 'descending' }}
        onSort={({ by: next }) => setSort(ownershipSorts.find((each) => each === next) ?? 'total')}
        onOpen={(row) => {
          window.location.hash = hrefOf(by, row);
        }}
        empty={<EmptyState title={t('costs.noPrices')}>{t('costs.noPricesHint')}</EmptyState>}
        footer={t('costs.rowCount', { count: list.total })}
      />
    </div>
  );
}
