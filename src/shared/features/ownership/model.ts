import * as z from 'zod';
import { day, id, instant, money } from '#shared/rpc/fields.ts';

const whole = z.number().int();

/** What happens to an asset over the years, of all slices together. Words for each stand in the resource file. */
export const happenings = [
  'registered',
  'bought',
  'status',
  'work',
  'reading',
  'ticket',
  'incident',
  'version',
  'exception',
  'backup',
  'restore',
  'drill',
  'review',
  'retirement',
] as const;
export type Happening = (typeof happenings)[number];

export const timelineEntry = z.object({
  /** Unlike for any two entries. */
  key: z.string(),
  /** A day, or an instant where more is known. */
  at: z.union([instant, day]),
  kind: z.enum(happenings),
  what: z.string(),
  /** How it went, as a code of its kind; blank where there is nothing to say. */
  outcome: z.string(),
  /** The record that it is told of. */
  refId: id.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Where an amount comes from. */
export const costSources = ['purchase', 'work', 'work_time', 'support_time'] as const;

export const costLine = z.object({
  source: z.enum(costSources),
  amount: money,
  /** Of how many records it is the sum. */
  records: whole,
  minutes: whole.nullable(),
});
export type CostLine = z.infer<typeof costLine>;

export const costs = z.object({
  lines: z.array(costLine),
  /** By currency: what is paid in different ones can't be added up. */
  totals: z.array(money),
  /** Minutes that are not priced, since nobody has said what an hour costs. */
  unpricedMinutes: whole,
  ageMonths: whole.nullable(),
  /** In the currency of the purchase. */
  perMonth: money.nullable(),
});
export type Costs = z.infer<typeof costs>;

export const rates = z.object({
  /** What an hour of work costs the department; null counts no time. */
  hour: money.nullable(),
});
export type Rates = z.infer<typeof rates>;

export const adviceVerdicts = ['keep', 'repair', 'close', 'replace', 'unknown'] as const;
export const adviceReasons = ['cheaper', 'dearer', 'close', 'life_over', 'support_over', 'no_price', 'no_age'] as const;
/** Where a new one's price comes from. */
export const priceSources = ['entered', 'same_model', 'same_category', 'own_price', 'none'] as const;

export const advice = z.object({
  verdict: z.enum(adviceVerdicts),
  because: z.enum(adviceReasons),
  currency: z.string(),
  ageMonths: whole.nullable(),
  remainingMonths: whole.nullable(),
  lifeMonths: whole,
  /** Whether the life is that of the asset or its model, or what is usual. */
  lifeIsUsual: z.boolean(),
  failures: whole,
  spent: whole,
  spentMonths: whole,
  repair: whole.nullable(),
  expectedRunning: whole.nullable(),
  keepTotal: whole.nullable(),
  keepPerMonth: whole.nullable(),
  bookValue: whole.nullable(),
  replacement: whole.nullable(),
  priceSource: z.enum(priceSources),
  /** The asset whose price is taken for that of a new one. */
  pricedLike: z.string().nullable(),
  replaceTotal: whole.nullable(),
  replacePerMonth: whole.nullable(),
  limitPercent: whole,
  endOfLifeOn: day.nullable(),
});
export type AdviceShown = z.infer<typeof advice>;
