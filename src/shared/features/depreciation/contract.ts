import * as z from 'zod';
import { day, id, instant, money, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { depreciationRule, macrsConventions } from './rule.ts';

const ledgerYear = z.object({
  year: z.number().int(),
  opening: money,
  depreciation: money,
  impairment: money,
  closing: money,
});
export type LedgerYearRow = z.infer<typeof ledgerYear>;

/** Where the rule of an asset comes from. */
export const ruleSources = ['own', 'registered', 'category'] as const;

const change = z.object({
  kind: z.enum(['rule', 'impairment']),
  on: day,
  rule: depreciationRule.nullable(),
  amount: money.nullable(),
  reason: z.string(),
  by: z.string(),
  at: instant,
});

/** How an asset's value goes down and what happened to it. */
export const schedule = z.object({
  /** Null where cost, day of purchase or rule are not known, or money differs. */
  years: z.array(ledgerYear).nullable(),
  cost: money.nullable(),
  from: day.nullable(),
  rule: depreciationRule.nullable(),
  source: z.enum(ruleSources).nullable(),
  bookValue: money.nullable(),
  changes: z.array(change),
});
export type DepreciationSchedule = z.infer<typeof schedule>;

const policy = z.object({
  categoryId: id,
  category: z.string(),
  from: day,
  rule: depreciationRule,
  setBy: z.string(),
  setAt: instant,
});
export type DepreciationPolicy = z.infer<typeof policy>;

const year = z.number().int().min(1980).max(2200);

export const depreciationContract = {
  /** The schedule of an asset by years, with its book value on a day. */
  schedule: query('asset.cost.view')
    .input(z.object({ assetId: id, on: day.optional() }))
    .output(schedule),
  /** A rule of its own from a day on; what was before stays as it was. */
  setRule: command('catalogue.edit')
    .input(z.object({ assetId: id, from: day, rule: depreciationRule, reason: requiredLine(500) }))
    .errors({ BEFORE_PURCHASE: { data: z.object({ day: z.string() }) }, NO_MACRS_TABLE: {} }),
  /** A loss beside what is taken off. */
  recordImpairment: command('catalogue.edit')
    .input(z.object({ assetId: id, on: day, amount: money, reason: requiredLine(500) }))
    .errors({
      BEFORE_PURCHASE: { data: z.object({ day: z.string() }) },
      LOSS_TOO_LARGE: { data: z.object({ left: money }) },
      CURRENCY_DIFFERS: { data: z.object({ currency: z.string() }) },
    }),
  /** Policies of categories, those in force and those before. */
  listPolicies: query('asset.cost.view').output(z.array(policy)),
  /** What is bought from a day on goes down so, where neither asset nor model say otherwise. */
  setPolicy: command('catalogue.edit')
    .input(z.object({ categoryId: id, from: day, rule: depreciationRule }))
    .errors({ NO_MACRS_TABLE: {} }),
  /** All values of a year by category, and which convention the tax tables ask for. */
  totals: query('asset.cost.view')
    .input(z.object({ year }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            category: z.string(),
            assets: z.number().int(),
            opening: money,
            additions: money,
            depreciation: money,
            impairment: money,
            leaving: money,
            closing: money,
          }),
        ),
        /** Of what was placed in service in the year under a tax rule; null when nothing was. */
        convention: z.enum(macrsConventions).nullable(),
      }),
    ),
};
