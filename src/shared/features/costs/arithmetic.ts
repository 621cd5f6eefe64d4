import type { Money } from '#shared/primitives/money.ts';
import type { SpendSum } from './model.ts';

/** Sums by currency: amounts of different currencies are never one number. */
export function addUp(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

export interface Pivot {
  currency: string;
  /** By row and column. */
  cells: ReadonlyMap<string, ReadonlyMap<string, SpendSum>>;
  rowTotals: ReadonlyMap<string, number>;
  columnTotals: ReadonlyMap<string, number>;
  total: number;
  count: number;
}

/** One table for each currency, with its totals: the largest first. */
export function pivotsOf(sums: readonly SpendSum[]): Pivot[] {
  const byCurrency = Map.groupBy(sums, ({ currency }) => currency);
  return [...byCurrency].map(([currency, own]) => pivotOf(currency, own)).toSorted((a, b) => b.total - a.total);
}

function pivotOf(currency: string, sums: readonly SpendSum[]): Pivot {
  const cells = new Map<string, Map<string, SpendSum>>();
  const rowTotals = new Map<string, number>();
  const columnTotals = new Map<string, number>();
  for (const sum of sums) {
    const row = cells.get(sum.row) ?? new Map<string, SpendSum>();
    const before = row.get(sum.column);
    row.set(
      sum.column,
      before === undefined ? sum : { ...sum, minor: sum.minor + before.minor, count: sum.count + before.count },
    );
    cells.set(sum.row, row);
    rowTotals.set(sum.row, (rowTotals.get(sum.row) ?? 0) + sum.minor);
    columnTotals.set(sum.column, (columnTotals.get(sum.column) ?? 0) + sum.minor);
  }
  return {
    currency,
    cells,
    rowTotals,
    columnTotals,
    total: sums.reduce((total, { minor }) => total + minor, 0),
    count: sums.reduce((total, { count }) => total + count, 0),
  };
}

/**
 * A price after whole years of going up, rounded once, half up.
 *
 * @param percent a year, with at most one decimal
 */
export function risenPrice(minor: number, percent: number, years: number): number {
  const factor = BigInt(1000 + Math.round(percent * 10)) ** BigInt(Math.max(0, years));
  const scale = 1000n ** BigInt(Math.max(0, years));
  return Number((BigInt(minor) * factor * 2n + scale) / (2n * scale));
}
