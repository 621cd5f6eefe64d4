import { useQuery } from '@tanstack/react-query';
import type { OrderContent } from '#shared/features/procurement/order.ts';
import { sideBySide } from '#shared/features/procurement/order-versions.ts';
import { useCategories, useModels } from '#renderer/features/assets/use-register-choices.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { formatFact, formatMoney, formatNumber, formatPercent } from '#renderer/ui/text/format.ts';
import { word } from '#renderer/ui/text/t.ts';
import { SideBySide } from '../SideBySide.tsx';

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
    if (field === 'taxBasisPoints') return formatPercent(Number(value) / 100);
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

/** Two versions of an order beside each other. */
export function VersionTable({ label, one, other, headings, onlyDifferent }: VersionTableProps) {
  const readable = useReadable(one.currency);
  return (
    <SideBySide
      label={label}
      headings={headings}
      rows={sideBySide(one, other).filter(({ differs }) => differs || !onlyDifferent)}
      nameOf={(field) => word('orderField', field)}
      readable={readable}
    />
  );
}
