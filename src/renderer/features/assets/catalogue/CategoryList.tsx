import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Category } from '#shared/features/assets/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const none: Category[] = [];

export function CategoryList() {
  const query = useQuery(rpc.assets.listCategories.queryOptions());
  const rows = query.data ?? none;
  const columns = useMemo<Column<Category>[]>(() => {
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    return [
      { id: 'name', heading: t('field.category'), width: 'minmax(200px, 2fr)', cell: (row) => row.name },
      {
        id: 'family',
        heading: t('field.family'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => word('family', row.family),
      },
      {
        id: 'parent',
        heading: t('field.partOf'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => (row.parentId === null ? null : names.get(row.parentId)),
      },
      { id: 'code', heading: t('field.code'), width: '90px', cell: (row) => row.code },
      {
        id: 'count',
        heading: t('nav.assets'),
        width: '110px',
        align: 'end',
        cell: (row) => formatNumber(row.assetCount),
      },
    ];
  }, [rows]);
  return (
    <DataTable
      label={t('catalogue.categories')}
      columns={columns}
      rows={rows}
      loading={query.isFetching}
      onOpen={(row) => window.location.assign(`#/assets?categoryIds=[${row.id}]`)}
      empty={null}
      footer={t('catalogue.entries', { count: rows.length })}
    />
  );
}
