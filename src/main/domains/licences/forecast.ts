import { addDays, addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** A term with what it costs and whom it is for. */
export interface CostedTerm {
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  /** All rights together, in minor units, each time that it is paid. */
  readonly costMinor: number;
  readonly currency: string;
  readonly period: 'once' | 'month' | 'quarter' | 'year';
  /** Whether it is taken to be renewed as it is when it has ended and nobody decided. */
  readonly goesOn: boolean;
  /** Who bears it, in shares of any size; nobody at all is `null` with any share. */
  readonly shares: readonly { readonly departmentId: number | null; readonly share: number }[];
}

export interface MonthlyCost {
  readonly month: string;
  readonly departmentId: number | null;
  readonly currency: string;
  minor: number;
  /** Of this, what renewals cost that nobody has decided on. */
  assumedMinor: number;
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

interface Payment {
  on: Day;
  minor: number;
  assumed: boolean;
}

/** Days on which a term is paid from the first to the last of the period that is looked at. */
function paymentsOf(term: CostedTerm, from: Day, to: Day, dropPercent: number): Payment[] {
  const payments: Payment[] = [];
  const kept = Math.round(term.costMinor * (100 - dropPercent)) / 100;
  const add = (on: Day, assumed: boolean): void => {
    if (term.costMinor > 0 && on >= from && on <= to)
      payments.push({ on, minor: assumed ? Math.round(kept) : term.costMinor, assumed });
  };
  if (term.period === 'once') add(term.startsOn, false);
  else {
    const step = monthsOf[term.period];
    for (let count = 0; count < 1200; count += 1) {
      const on = addMonths(term.startsOn, count * step);
      if (on > to || (term.endsOn !== null && on > term.endsOn)) break;
      add(on, false);
    }
  }
  if (!term.goesOn || term.endsOn === null) return payments;
  // Renewed for as long as it was, again and again.
  const step = term.period === 'once' ? termMonths(term.startsOn, term.endsOn) : monthsOf[term.period];
  const first = addDays(term.endsOn, 1);
  for (let count = 0; count < 1200; count += 1) {
    const on = addMonths(first, count * step);
    if (on > to) break;
    add(on, true);
  }
  return payments;
}

function termMonths(startsOn: Day, endsOn: Day): number {
  let months = 1;
  while (months < 1200 && addMonths(startsOn, months) <= endsOn) months += 1;
  return months;
}

/** Parts of an amount by shares, whose sum is the amount: what rounding leaves goes to the first ones. */
function divide(minor: number, shares: CostedTerm['shares']): { departmentId: number | null; minor: number }[] {
  const whole = shares.reduce((sum, { share }) => sum + share, 0);
  if (whole === 0) return [{ departmentId: null, minor }];
  const parts = shares.map(({ departmentId, share }) => ({ departmentId, minor: Math.floor((minor * share) / whole) }));
  let left = minor - parts.reduce((sum, part) => sum + part.minor, 0);
  for (const part of parts) {
    if (left === 0) break;
    part.minor += 1;
    left -= 1;
  }
  return parts;
}

/**
 * What licences cost in each month from one day on.
 *
 * @param dropPercent how much less is renewed of what nobody has decided on: 10 leaves out a tenth.
 */
export function forecastOf(
  terms: readonly CostedTerm[],
  { from, months, dropPercent }: { from: Day; months: number; dropPercent: number },
): MonthlyCost[] {
  const to = addDays(addMonths(`${from.slice(0, 7)}-01`, months), -1);
  const sums = new Map<string, MonthlyCost>();
  for (const term of terms)
    for (const { on, minor, assumed } of paymentsOf(term, from, to, dropPercent))
      for (const part of divide(minor, term.shares)) {
        const month = on.slice(0, 7);
        const key = `${month} ${part.departmentId} ${term.currency}`;
        const sum = sums.get(key) ?? {
          month,
          departmentId: part.departmentId,
          currency: term.currency,
          minor: 0,
          assumedMinor: 0,
        };
        sum.minor += part.minor;
        if (assumed) sum.assumedMinor += part.minor;
        sums.set(key, sum);
      }
  return [...sums.values()].toSorted((one, other) =>
    one.month === other.month
      ? (one.departmentId ?? 0) - (other.departmentId ?? 0) || one.currency.localeCompare(other.currency)
      : one.month < other.month
        ? -1
        : 1,
  );
}
