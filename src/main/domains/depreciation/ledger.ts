import { monthsBetween, residualOf } from '#shared/features/assets/depreciation.ts';
import type { DepreciationRule, LedgerChange } from '#shared/features/depreciation/rule.ts';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import { fixedRateYears } from './fixed-rate.ts';
import { valueUnder } from './value.ts';

/** What a value is reckoned from: what was paid when, how it goes down, and what happened to it on the way. */
export interface Holding {
  readonly cost: Money;
  readonly from: Day;
  readonly rule: DepreciationRule;
  /** In the order of their days; those of one day in the order in which they were recorded. */
  readonly changes: readonly LedgerChange[];
}

/** A stretch of a life under one rule. */
interface Segment {
  readonly from: Day;
  readonly value: Money;
  readonly rule: DepreciationRule;
  /** What was lost on its first day, beside what was taken off. */
  readonly lost: number;
}

/**
 * The stretches of a life. A change acts from its day on and leaves what was before as it is (IAS 8, changes in
 * estimates): the value of the day goes on under the new rule, whose months are those that are left. After a loss
 * (IAS 36) what is left goes down over the rest of the life to no more than the residual value before; a loss takes no
 * more than there is. Null when money differs.
 */
function segmentsOf({ cost, from, rule, changes }: Holding): Segment[] | null {
  const segments: Segment[] = [{ from, value: cost, rule, lost: 0 }];
  for (const change of changes) {
    const last = segments.at(-1);
    if (last === undefined) return null;
    const on = change.on < last.from ? last.from : change.on;
    const left = valueUnder(last.rule, last.value, last.from, on);
    if (left === null) return null;
    if (change.kind === 'rule') {
      segments.push({ from: on, value: { ...cost, minor: left }, rule: change.rule, lost: 0 });
      continue;
    }
    const lost = Math.min(change.minor, left);
    const value = { ...cost, minor: left - lost };
    segments.push({ from: on, value, rule: goingOn(last, on, value), lost });
  }
  return segments;
}

/** The same rule for the months that are left of it; what counts calendar years goes on as a straight line over them. */
function goingOn({ rule, from, value }: Segment, on: Day, now: Money): DepreciationRule {
  if (rule.method === 'none') return rule;
  if (rule.method === 'macrs') {
    const months = Math.max(1, rule.classYears * 12 + 6 - monthsBetween(from, on));
    return { method: 'straight_line', months, residual: { basisPoints: 0 } };
  }
  const left = residualOf(value, rule.residual) ?? 0;
  const residual = { minor: Math.min(left, now.minor), currency: now.currency };
  if (rule.method === 'fixed_rate') {
    const months = Math.max(1, rule.years * 12 - monthsBetween(from, on));
    return { method: 'straight_line', months, residual };
  }
  const months = Math.max(1, rule.months - monthsBetween(from, on));
  return { ...rule, months, residual };
}

/** The book value on a day; the cost before the first. Null when it can't be told. */
export function valueOn(holding: Holding, day: Day): Money | null {
  const segments = segmentsOf(holding);
  if (segments === null) return null;
  const segment = segments.findLast(({ from }) => from <= day);
  if (segment === undefined) return holding.cost;
  const minor = valueUnder(segment.rule, segment.value, segment.from, day);
  return minor === null ? null : { ...holding.cost, minor };
}

/** A year of a schedule. */
export interface LedgerYear {
  readonly year: number;
  readonly opening: number;
  readonly depreciation: number;
  readonly impairment: number;
  readonly closing: number;
}

const longestLifeYears = 80;

/**
 * The years of a life, from that of purchase to the one in which nothing goes down any more, or until the day on which
 * the asset left. Opening less depreciation less impairment is closing in every year, and closing is the next opening.
 */
export function yearsOf(holding: Holding, until: Day | null = null): LedgerYear[] | null {
  const segments = segmentsOf(holding);
  if (segments === null) return null;
  const years: LedgerYear[] = [];
  const first = Number(holding.from.slice(0, 4));
  let opening = holding.cost.minor;
  for (let year = first; year < first + longestLifeYears; year += 1) {
    const yearEnd = `${year}-12-31`;
    const end = until !== null && until < yearEnd ? until : yearEnd;
    const closing = valueOn(holding, end)?.minor;
    if (closing === undefined) return null;
    const impairment = segments
      .filter(({ from }) => from >= `${year}-01-01` && from <= end)
      .reduce((sum, { lost }) => sum + lost, 0);
    years.push({ year, opening, depreciation: opening - closing - impairment, impairment, closing });
    opening = closing;
    if (end !== yearEnd || end >= endOfLife(segments)) break;
  }
  return years;
}

/** From when on nothing goes down any more. */
function endOfLife(segments: readonly Segment[]): Day {
  const last = segments.at(-1);
  if (last === undefined || last.rule.method === 'none') return last?.from ?? '';
  if (last.rule.method === 'macrs')
    return addDays(`${Number(last.from.slice(0, 4)) + last.rule.classYears + 1}-01-01`, -1);
  if (last.rule.method === 'fixed_rate')
    return addDays(`${Number(last.from.slice(0, 4)) + fixedRateYears(last.rule, last.from)}-01-01`, -1);
  return addMonths(last.from, last.rule.months);
}
