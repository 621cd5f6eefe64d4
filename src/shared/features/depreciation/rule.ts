import * as z from 'zod';
import { longestLife, residual } from '#shared/features/assets/depreciation.ts';

export const macrsClasses = [3, 5, 7, 10, 15, 20] as const;
export const macrsConventions = ['half_year', 'mid_quarter'] as const;
export type MacrsConvention = (typeof macrsConventions)[number];

/** How a value goes down. A rule of a category or of one asset may be of any method; models know the first two. */
export const depreciationRule = z.discriminatedUnion('method', [
  z.object({ method: z.literal('none') }),
  z.object({
    method: z.enum(['straight_line', 'declining', 'sum_of_digits']),
    /** Of the whole life; where a rule changes in the middle of a life, of what is left of it. */
    months: z.number().int().min(1).max(longestLife),
    residual,
  }),
  z.object({
    method: z.literal('macrs'),
    classYears: z.union(macrsClasses.map((years) => z.literal(years))),
    convention: z.enum(macrsConventions),
  }),
]);
export type DepreciationRule = z.infer<typeof depreciationRule>;
export type MacrsRule = Extract<DepreciationRule, { method: 'macrs' }>;

/** What happened to a value beside its going down: another rule from a day on, or a loss on a day. */
export type LedgerChange =
  | { kind: 'rule'; on: string; rule: DepreciationRule }
  | { kind: 'impairment'; on: string; minor: number };
