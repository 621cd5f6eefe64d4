import * as z from 'zod';
import { longestLife, residual } from '#shared/features/assets/depreciation.ts';

export const macrsClasses = [3, 5, 7, 10, 15, 20] as const;
export const macrsConventions = ['half_year', 'mid_quarter'] as const;
export type MacrsConvention = (typeof macrsConventions)[number];

/** Of the whole life; where a rule changes in the middle of a life, of what is left of it. */
const months = z.number().int().min(1).max(longestLife);

/** How a value goes down. A rule of a category or of one asset may be of any method; models know the first two. */
export const depreciationRule = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({ method: z.enum(['straight_line', 'sum_of_digits']), months, residual }),
  z.object({
    method: z.literal('declining'),
    months,
    residual,
    /** Of what a straight line takes off; double where it is not said. */
    percent: z.number().int().min(100).max(400).optional(),
    /** Goes over to the straight line as soon as that takes more, where nothing else is said. */
    staysDeclining: z.boolean().optional(),
  }),
  /** The same share of what is left every calendar year, such that the residual value is nearly reached: DB. */
  z
    .object({ method: z.literal('fixed_rate'), years: z.number().int().min(1).max(50), residual })
    .refine(({ residual: left }) => ('basisPoints' in left ? left.basisPoints : left.minor) > 0, {
      path: ['residual'],
      error: 'too_small',
    }),
  z.object({
    method: z.literal('macrs'),
    classYears: z.union(macrsClasses.map((years) => z.literal(years))),
    convention: z.enum(macrsConventions),
  }),
]);
export type DepreciationRule = z.infer<typeof depreciationRule>;
export type FixedRateRule = Extract<DepreciationRule, { method: 'fixed_rate' }>;
export type MacrsRule = Extract<DepreciationRule, { method: 'macrs' }>;

/** What happened to a value beside its going down: another rule from a day on, or a loss on a day. */
export type LedgerChange =
  | { kind: 'rule'; on: string; rule: DepreciationRule }
  | { kind: 'impairment'; on: string; minor: number };
