import { conventionFor, valueOn, yearsOf } from '#domains/depreciation/index.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readHoldings } from './read-holdings.ts';
import type { HeldAsset } from './read-holdings.ts';

interface Sums {
  assets: number;
  opening: number;
  additions: number;
  depreciation: number;
  impairment: number;
  leaving: number;
  closing: number;
}

/** What one asset adds to the sums of a year; null when it was not there in it. */
function ofYear({ holding, leftOn }: HeldAsset, year: number): Omit<Sums, 'assets'> | null {
  if (holding === null) return null;
  const bought = Number(holding.from.slice(0, 4));
  if (bought > year || (leftOn !== null && leftOn < `${year}-01-01`)) return null;
  const row = yearsOf(holding, leftOn)?.find((each) => each.year === year);
  const before = bought === year ? 0 : (valueOn(holding, addDays(`${year}-01-01`, -1))?.minor ?? 0);
  const additions = bought === year ? holding.cost.minor : 0;
  // Behind the end of its life a value stays as it is.
  const { depreciation, impairment, closing } = row ?? { depreciation: 0, impairment: 0, closing: before };
  const left = leftOn !== null && leftOn <= `${year}-12-31`;
  return {
    opening: before,
    additions,
    depreciation,
    impairment,
    leaving: left ? closing : 0,
    closing: left ? 0 : closing,
  };
}

/**
 * All values of a year by category and currency. Opening and additions less depreciation, impairment and what left is
 * closing, to the smallest unit, in every row.
 */
export async function readTotals({ reader }: Pick<QueryContext, 'reader'>, { year }: { year: number }) {
  const sums = new Map<string, Sums & { category: string; currency: string }>();
  const placed: { minor: number; month: number }[] = [];
  for (const held of await readHoldings(reader)) {
    const own = ofYear(held, year);
    if (own === null || held.holding === null) continue;
    const { cost, from, rule } = held.holding;
    if (rule.method === 'macrs' && from.startsWith(`${year}-`))
      placed.push({ minor: cost.minor, month: Number(from.slice(5, 7)) });
    const key = `${held.category} ${cost.currency}`;
    const none = { assets: 0, opening: 0, additions: 0, depreciation: 0, impairment: 0, leaving: 0, closing: 0 };
    const sum = sums.get(key) ?? { ...none, category: held.category, currency: cost.currency };
    sums.set(key, {
      ...sum,
      assets: sum.assets + 1,
      opening: sum.opening + own.opening,
      additions: sum.additions + own.additions,
      depreciation: sum.depreciation + own.depreciation,
      impairment: sum.impairment + own.impairment,
      leaving: sum.leaving + own.leaving,
      closing: sum.closing + own.closing,
    });
  }
  const rows = [...sums.values()]
    .toSorted((one, other) => one.category.localeCompare(other.category) || one.currency.localeCompare(other.currency))
    .map(({ category, assets, currency, ...amounts }) => {
      const money = (minor: number) => ({ minor, currency });
      return {
        category,
        assets,
        opening: money(amounts.opening),
        additions: money(amounts.additions),
        depreciation: money(amounts.depreciation),
        impairment: money(amounts.impairment),
        leaving: money(amounts.leaving),
        closing: money(amounts.closing),
      };
    });
  return { rows, convention: placed.length === 0 ? null : conventionFor(placed) };
}
