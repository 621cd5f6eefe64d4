import { useQuery } from '@tanstack/react-query';
import type { OrderContent } from '#shared/features/procurement/order.ts';
import { sideBySide } from '#shared/features/procurement/order-versions.ts';
import type { VersionRow } from '#shared/features/procurement/order-versions.ts';
import { useCategories, useModels } from '#renderer/features/assets/use-register-choices.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { formatFact, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

/** A value of a version as people read it; amounts and percents are kept as whole numbers, names as identifiers. */
function useReadable(currency: string): (field: string, value: string | null) => string {
  const categories = useCategories();
  const models = useModels();
  const places = useQuery(rpc.places.list.queryOptions({ input: { includeArchived: true } })).data;
  const named = (rows: readonly { id: number; name: string }[] | undefined, value: string) =>
    rows?.find(({ id }) => String(id) === value)?.name ?? '…';
  return (field, value) => {
    if (value === null) return '–';
    if (field === 'unitPriceMinor' || field === 'freightMinor') return formatMoney({ minor: Number(value), currency });
    if (field === 'taxBasisPoints') return `${formatNumber(Number(value) / 100)} %`;
    if (field === 'quantity') return formatNumber(Number(value));
    if (field === 'categoryId') return named(categories, value);
    if (field === 'modelId') return named(models, value);
    if (field === 'deliveryPlaceId') return named(places, value);
    return formatFact(value);
  };
}

interface VersionTableProps {
  label: string;
  one: OrderContent;
  other: OrderContent;
  headings: readonly [string, string];
  /** Leaves out what is alike. */
  onlyDifferent: boolean;
}

/** Two versions of an order beside each other; what differs is marked by a sign and by weight. */
export function VersionTable({ label, one, other, headings, onlyDifferent }: VersionTableProps) {
  const readable = useReadable(one.currency);
  const rows = sideBySide(one, other).filter(({ differs }) => differs || !onlyDifferent);
  if (rows.length === 0) return <p className={classes['note']}>{t('procurement.noDifference')}</p>;
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('procurement.fact')}</th>
            <th scope="col">{headings[0]}</th>
            <td aria-hidden="true" />
            <th scope="col">{headings[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.field} ${row.line}`} data-strong={row.differs || undefined}>
              <th scope="row">{nameOf(row)}</th>
              <td>{readable(row.field, row.one)}</td>
              <td className={classes['differs']}>{row.differs ? '≠' : ''}</td>
              <td>{readable(row.field, row.other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ field, line }: VersionRow): string {
  const fact = word('orderField', field);
  return line === null ? fact : t('procurement.factOfLine', { line, fact });
}
