import type { ArticleRow } from '#shared/features/supplies/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { StockLevel } from './StockLevel.tsx';

const count = (value: number | null) => (value === null ? '–' : formatNumber(value));

export function articleColumns(): Column<ArticleRow>[] {
  return [
    {
      id: 'name',
      heading: t('field.name'),
      width: 'minmax(180px, 2fr)',
      sort: 'name',
      cell: ({ id, name }) => (
        <a
          href={hrefTo(`/supplies/${id}`)}
          tabIndex={-1}
          style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
        >
          {name}
        </a>
      ),
    },
    { id: 'code', heading: t('field.code'), width: '140px', sort: 'code', cell: (row) => row.code },
    { id: 'articleKind', heading: t('field.kind'), width: '130px', cell: (row) => word('supplyKind', row.kind) },
    {
      id: 'stock',
      heading: t('field.stock'),
      width: '90px',
      align: 'end',
      sort: 'stock',
      cell: (row) => formatNumber(row.stock),
    },
    { id: 'unit', heading: t('field.unit'), width: '110px', cell: (row) => row.unit },
    { id: 'state', heading: t('field.status'), width: '150px', cell: (row) => <StockLevel {...row} /> },
    {
      id: 'reorderLevel',
      heading: t('field.reorderLevel'),
      width: '120px',
      align: 'end',
      cell: (row) => count(row.reorderLevel),
    },
    {
      id: 'supplier',
      heading: t('field.supplier'),
      width: 'minmax(130px, 1fr)',
      sort: 'supplier',
      cell: (row) => row.supplier?.name,
    },
    {
      id: 'places',
      heading: t('field.storedAt'),
      width: '90px',
      align: 'end',
      cell: (row) => formatNumber(row.places),
    },
    {
      id: 'reorderQuantity',
      heading: t('field.reorderQuantity'),
      width: '130px',
      align: 'end',
      optional: true,
      cell: (row) => formatNumber(row.reorderQuantity),
    },
    {
      id: 'supplierArticle',
      heading: t('field.supplierArticle'),
      width: '150px',
      optional: true,
      cell: (row) => row.supplierArticle,
    },
  ];
}
