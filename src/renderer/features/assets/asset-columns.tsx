import type { AssetListSort } from '#shared/features/assets/contract.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { keyOfField } from '#shared/features/assets/filter-expression.ts';
import type { AssetListRow } from '#shared/features/assets/model.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { formatDay, formatInstant, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { word } from '#renderer/ui/text/t.ts';
import { AssetStatusBadge } from './AssetStatusBadge.tsx';
import { DueDay } from './DueDay.tsx';

type AssetColumn = Column<AssetListRow>;

const dayCell = (day: string | null) => (day === null ? null : formatDay(day));
const instantCell = (instant: string | null) => (instant === null ? null : formatInstant(instant));

/** A column by the fact that it shows, which is its heading and what it is sorted by as well. */
function fact(
  id: AssetListSort & keyof AssetListRow,
  width: string,
  cell: AssetColumn['cell'],
  more: Partial<AssetColumn> = {},
): AssetColumn {
  return { id, heading: word('field', id), width, sort: id, cell, ...more };
}

const end = { align: 'end' } as const;
const optional = { optional: true } as const;

/** The columns of the list of assets: what every asset has, then the fields of categories. Costs only for those who may see them. */
export function assetColumns(seesCost: boolean, fields: readonly (Field & { owner: string })[]): AssetColumn[] {
  const cost = fact('cost', '110px', (row) => (row.cost === null ? null : formatMoney(row.cost)), end);
  return [
    fact('tag', '120px', ({ id, tag }) => (
      <a
        href={hrefTo(`/assets/${id}`)}
        tabIndex={-1}
        style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}
      >
        {tag}
      </a>
    )),
    fact('name', 'minmax(160px, 2fr)', (row) => row.name),
    fact('status', '148px', (row) => <AssetStatusBadge status={row.status} />),
    fact('custodian', 'minmax(120px, 1.2fr)', (row) => row.custodian?.name),
    fact('place', 'minmax(120px, 1.2fr)', (row) => row.place?.name),
    fact('serial', 'minmax(110px, 1fr)', (row) => row.serial),
    fact('category', 'minmax(100px, 0.9fr)', (row) => row.category.name),
    ...(seesCost ? [cost] : []),
    fact('dueOn', '140px', (row) => <DueDay day={row.dueOn} />, optional),
    fact('manufacturer', '120px', (row) => row.manufacturer, optional),
    fact('model', '150px', (row) => row.model, optional),
    fact('condition', '100px', (row) => word('condition', row.condition), optional),
    fact('department', '130px', (row) => row.department, optional),
    fact('costCentre', '130px', (row) => row.costCentre, optional),
    fact('supplier', '140px', (row) => row.supplier, optional),
    fact('orderNumber', '130px', (row) => row.orderNumber, optional),
    fact('purchasedOn', '120px', (row) => dayCell(row.purchasedOn), { ...end, ...optional }),
    fact('warrantyUntil', '120px', (row) => dayCell(row.warrantyUntil), { ...end, ...optional }),
    fact('endOfLifeOn', '120px', (row) => dayCell(row.endOfLifeOn), { ...end, ...optional }),
    fact('lastSeenAt', '160px', (row) => instantCell(row.lastSeenAt), { ...end, ...optional }),
    fact('createdAt', '160px', (row) => instantCell(row.createdAt), { ...end, ...optional }),
    fact('updatedAt', '160px', (row) => instantCell(row.updatedAt), { ...end, ...optional }),
    ...fields.filter(({ type }) => type !== 'secret' && (type !== 'money' || seesCost)).map(fieldColumn),
  ];
}

function fieldColumn(field: Field & { owner: string }): AssetColumn {
  const key = keyOfField(field.id);
  const ends = field.type === 'number' || field.type === 'money' || field.type === 'date';
  return {
    id: key,
    heading: field.name,
    sort: key,
    group: field.owner,
    width: '140px',
    optional: true,
    ...(ends ? end : {}),
    cell: (row) => {
      const text = row.fields[key];
      return text === undefined ? null : fieldText(field, text);
    },
  };
}

function fieldText({ type, unit }: Field, text: string): string {
  if (type === 'date') return formatDay(text);
  if (type === 'yes_no') return word('fields', text);
  if (type !== 'number') return text;
  return [formatNumber(Number(text)), unit].filter(Boolean).join(' ');
}
