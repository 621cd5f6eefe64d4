import * as z from 'zod';
import { money } from '#shared/rpc/fields.ts';
import { addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import { isClosed } from './status.ts';
import type { AssetStatus } from './status.ts';

export const depreciationMethods = ['straight_line', 'declining', 'none'] as const;
export type DepreciationMethod = (typeof depreciationMethods)[number];

/** Longest life that can be given, in months: fifty years. */
export const longestLife = 600;

/** What is left at the end of the life: hundredths of a percent of the cost, or an amount. */
export const residual = z.union([
  z.object({ basisPoints: z.number().int().min(0).max(10_000) }),
  money.extend({ minor: z.number().int().min(0) }),
]);

/** How the value of an asset, or of each asset of a model, goes down. */
export const depreciation = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({
    method: z.enum(['straight_line', 'declining']),
    months: z.number().int().min(1).max(longestLife),
    residual,
  }),
]);
export type Depreciation = z.infer<typeof depreciation>;
type Residual = z.infer<typeof residual>;

/** What a book value is counted from. */
export interface DepreciatedCost {
  cost: Money | null;
  purchasedOn: Day | null;
  depreciation: Depreciation | null;
}

/**
 * The book value of an asset on a day, in the smallest unit of the currency of its cost, rounded once (half up).
 *
 * A month is written off when it is over, counted from the day of purchase as warranty terms are: bought on 31 January,
 * the first month ends on 28 or 29 February. With cost C, residual value S and a life of n months, after k months:
 *
 * - straight line: C − (C − S) · k / n (IAS 16, paragraph 62);
 * - declining: each month takes the larger of 2/n of what is left (double declining balance) and an even share of what
 *   is still above S, and never goes below S. It is what the spreadsheet function VDB(C; S; n; 0; k) of OASIS
 *   OpenDocument Formula, and of Excel, takes off with its usual factor of 2 and its switch to the straight line;
 * - none: C, always.
 *
 * A residual value above the cost leaves the cost as it is.
 *
 * @returns null when cost, day of purchase or depreciation are not known, and when the residual value is an amount in
 *   another currency than the cost.
 */
export function bookValueOn({ cost, purchasedOn, depreciation: rule }: DepreciatedCost, day: Day): Money | null {
  if (cost === null || purchasedOn === null || rule === null) return null;
  if (rule.method === 'none') return cost;
  const left = residualOf(cost, rule.residual);
  if (left === null) return null;
  if (left >= cost.minor) return cost;
  const elapsed = Math.min(monthsBetween(purchasedOn, day), rule.months);
  return {
    ...cost,
    minor: Number(valueAfterMonths(rule.method, BigInt(cost.minor), BigInt(left), rule.months, elapsed)),
  };
}

/** How a declining balance goes: double, and over to the straight line, where nothing else is said. */
export interface DecliningPace {
  /** Of the share that a straight line takes off a month: 200 is the double declining balance. */
  percent?: number | undefined;
  /** Never goes over to the straight line, so that something may be left above the residual value: DDB instead of VDB. */
  staysDeclining?: boolean | undefined;
}

/** What is left of a value after so many months of a life, in the smallest unit of its currency, rounded once. */
export function valueAfterMonths(
  method: 'straight_line' | 'declining' | 'sum_of_digits',
  cost: bigint,
  left: bigint,
  months: number,
  elapsed: number,
  pace: DecliningPace = {},
): bigint {
  if (method === 'declining') return declining({ cost, left, months, elapsed, ...pace });
  if (method === 'straight_line') return straightLine(cost, left, months, elapsed);
  return left + rounded((cost - left) * digitsOf(months - elapsed), digitsOf(months));
}

/**
 * Twelve times the sum of the digits of the years that are left, where the months of a year that has begun count as
 * parts of its digit: 55 for ten years, as the spreadsheet function SYD has it.
 */
function digitsOf(monthsLeft: number): bigint {
  const years = Math.floor(monthsLeft / 12);
  const months = monthsLeft % 12;
  return BigInt(6 * years * (years + 1) + (years + 1) * months);
}

/** Whole months that have passed; none before the first day. */
export function monthsBetween(from: Day, to: Day): number {
  if (to <= from) return 0;
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return addMonths(from, months) <= to ? months : months - 1;
}

/** In the smallest unit of the cost's currency; null for an amount in another one. */
export function residualOf(cost: Money, left: Residual): number | null {
  if ('basisPoints' in left) return Number(rounded(BigInt(cost.minor) * BigInt(left.basisPoints), 10_000n));
  return left.currency === cost.currency ? left.minor : null;
}

/** A fraction with a positive denominator as the nearest whole number, half up. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator;
  const quotient = doubled / (2n * denominator);
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient;
}

function straightLine(cost: bigint, left: bigint, months: number, elapsed: number): bigint {
  const life = BigInt(months);
  return rounded(cost * life - (cost - left) * BigInt(elapsed), life);
}

interface Declining extends DecliningPace {
  cost: bigint;
  left: bigint;
  months: number;
  elapsed: number;
}

const gcd = (one: number, other: number): number => (other === 0 ? one : gcd(other, one % other));

function declining({ cost, left, months, elapsed, percent = 200, staysDeclining = false }: Declining): bigint {
  const even = 100 * months;
  const kept = Math.max(0, even - percent);
  // Small numbers stay small: six hundred months are six hundred multiplications.
  const common = gcd(even, kept);
  const [keptShare, wholeShare] = [BigInt(kept / common), BigInt(even / common)];
  // What is left as a fraction, so that nothing is rounded before the end.
  let numerator = cost;
  let denominator = 1n;
  for (let month = 0; month < elapsed; month += 1) {
    const remaining = BigInt(months - month);
    const above = numerator - left * denominator;
    // From here on an even share is the larger one, and stays it.
    if (!staysDeclining && above * BigInt(even) >= BigInt(percent) * numerator * remaining)
      return rounded(numerator * remaining - above * BigInt(elapsed - month), denominator * remaining);
    numerator *= keptShare;
    denominator *= wholeShare;
    if (numerator <= left * denominator) return left;
  }
  return rounded(numerator, denominator);
}

/** What an asset is worth in the books: nothing once it has left. */
export function bookValueOf(asset: DepreciatedCost & { status: AssetStatus }, day: Day): Money | null {
  if (isClosed(asset.status)) return asset.cost === null ? null : { ...asset.cost, minor: 0 };
  return bookValueOn(asset, day);
}
