import type { AssetRow } from '#shared/features/assets/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatInstant, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { AssetStatusBadge } from './AssetStatusBadge.tsx';
import { DueDay } from './DueDay.tsx';

/** The columns of every list of assets. Costs only for those who may see them. */
export function assetColumns(seesCost: boolean): Column<AssetRow>[] {
  const columns: Column<AssetRow>[] = [
    {
      id: 'tag',
      heading: t('field.tag'),
      width: '128px',
      sort: 'tag',
      cell: ({ id, tag }) => (
        <a
          href={hrefTo(`/assets/${id}`)}
          tabIndex={-1}
          style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
        >
          {tag}
        </a>
      ),
    },
    { id: 'name', heading: t('field.name'), width: 'minmax(170px, 2fr)', sort: 'name', cell: (row) => row.name },
    {
      id: 'status',
      heading: t('field.status'),
      width: '148px',
      sort: 'status',
      cell: (row) => <AssetStatusBadge status={row.status} />,
    },
    {
      id: 'custodian',
      heading: t('field.custodian'),
      width: 'minmax(120px, 1.2fr)',
      cell: (row) => row.custodian?.name,
    },
    { id: 'place', heading: t('field.place'), width: 'minmax(120px, 1.2fr)', cell: (row) => row.place?.name },
    {
      id: 'serial',
      heading: t('field.serial'),
      width: 'minmax(110px, 1fr)',
      sort: 'serial',
      cell: (row) => row.serial,
    },
    {
      id: 'category',
      heading: t('field.category'),
      width: 'minmax(100px, 0.9fr)',
      sort: 'category',
      cell: (row) => row.category.name,
    },
    {
      id: 'dueOn',
      heading: t('field.dueOn'),
      width: '140px',
      optional: true,
      cell: (row) => <DueDay day={row.dueOn} />,
    },
    {
      id: 'manufacturer',
      heading: t('field.manufacturer'),
      width: '120px',
      optional: true,
      cell: (row) => row.manufacturer,
    },
    { id: 'model', heading: t('field.model'), width: '150px', optional: true, cell: (row) => row.model },
    {
      id: 'condition',
      heading: t('field.condition'),
      width: '100px',
      optional: true,
      cell: (row) => word('condition', row.condition),
    },
    { id: 'department', heading: t('field.department'), width: '130px', optional: true, cell: (row) => row.department },
    {
      id: 'purchasedOn',
      heading: t('field.purchasedOn'),
      width: '120px',
      sort: 'purchasedOn',
      align: 'end',
      optional: true,
      cell: (row) => (row.purchasedOn === null ? null : formatDay(row.purchasedOn)),
    },
    {
      id: 'warrantyUntil',
      heading: t('field.warrantyUntil'),
      width: '120px',
      sort: 'warrantyUntil',
      align: 'end',
      optional: true,
      cell: (row) => (row.warrantyUntil === null ? null : formatDay(row.warrantyUntil)),
    },
    {
      id: 'lastSeenAt',
      heading: t('field.lastSeenAt'),
      width: '160px',
      sort: 'lastSeenAt',
      align: 'end',
      optional: true,
      cell: (row) => (row.lastSeenAt === null ? null : formatInstant(row.lastSeenAt)),
    },
  ];
  if (seesCost) {
    columns.splice(7, 0, {
      id: 'cost',
      heading: t('field.cost'),
      width: '110px',
      align: 'end',
      cell: (row) => (row.cost === null ? null : formatMoney(row.cost)),
    });
  }
  return columns;
}
