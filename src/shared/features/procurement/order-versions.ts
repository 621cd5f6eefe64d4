import type { OrderContent } from './order.ts';

/** One fact of two versions of an order, as it stands in each. */
export interface VersionRow {
  field: string;
  /** Number of the line, from 1; null for what the whole order has. */
  line: number | null;
  one: string | null;
  other: string | null;
  differs: boolean;
}

const facts = ['deliveryPlaceId', 'deliveryAddress', 'terms', 'expectedOn', 'freightMinor'] as const;
const factsOfLine = ['categoryId', 'modelId', 'description', 'quantity', 'unitPriceMinor', 'taxBasisPoints'] as const;

type Value = string | number | null | undefined;
const shown = (value: Value): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/**
 * Two versions side by side, fact by fact: first what the whole order has, then line by line. Lines are told apart by
 * their identifiers; one that only one version has stands beside nothing. Those of the first keep their order, and
 * those that the other added follow.
 */
export function sideBySide(one: OrderContent, other: OrderContent): VersionRow[] {
  const rows: VersionRow[] = [];
  const add = (field: string, line: number | null, first: Value, second: Value) => {
    const [left, right] = [shown(first), shown(second)];
    rows.push({ field, line, one: left, other: right, differs: left !== right });
  };
  for (const field of facts) add(field, null, one[field], other[field]);
  const counterpart = (id: number | null) => other.lines.find((line) => id !== null && line.id === id);
  const known = new Set(one.lines.map(({ id }) => id).filter((id) => id !== null));
  const pairs = [
    ...one.lines.map((line) => ({ left: line, right: counterpart(line.id) })),
    ...other.lines.filter(({ id }) => id === null || !known.has(id)).map((line) => ({ left: undefined, right: line })),
  ];
  for (const [index, { left, right }] of pairs.entries())
    for (const field of factsOfLine) add(field, index + 1, left?.[field], right?.[field]);
  return rows;
}
