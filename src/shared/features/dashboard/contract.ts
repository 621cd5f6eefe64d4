import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { ages, categoryCounts, layout, onboarding, placeCounts, valueCounts, warranties } from './model.ts';

/** The numbers of the overview that no other page asks for (K7); what is out of the inventory is in none of them. */
export const dashboardContract = {
  categories: query('asset.view').output(categoryCounts),
  /** By the topmost place that assets lie in; what lies nowhere is not in it. */
  places: query('asset.view').output(placeCounts),
  ages: query('asset.view').output(ages),
  warranties: query('asset.view').output(warranties),
  /** What was paid for what is here, by category and currency, the dearest first. */
  values: query('asset.cost.view').output(valueCounts),
  /** How products with licences stand today. */
  compliance: query('licence.view').output(
    z.object({
      short: z.number().int(),
      exact: z.number().int(),
      over: z.number().int(),
      rightsMissing: z.number().int(),
    }),
  ),
  layout: query('asset.view').output(layout),
  saveLayout: command('asset.view').input(z.object({ layout })),
  onboarding: query('asset.view').output(onboarding),
  /** Hides the steps, or shows them again, for this operator. */
  dismissOnboarding: command('asset.view').input(z.object({ dismissed: z.boolean() })),
};
