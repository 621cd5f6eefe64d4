import * as z from 'zod';
import { day } from '#shared/rpc/fields.ts';

/** Months ahead that a need is looked at for. */
export const demandMonths = [3, 6, 12, 24] as const;

/** What the coming period will need of a category, and what there is against it. */
export const demand = z.object({
  months: z.number().int(),
  until: day,
  /** People who are going to join, by department and role, times what their kit holds. */
  joiners: z.array(
    z.object({
      department: z.string(),
      role: z.string(),
      joiners: z.number().int(),
      perJoiner: z.number().int(),
      units: z.number().int(),
    }),
  ),
  joinerUnits: z.number().int(),
  /** Assets in service of which each ends in the period. */
  endOfLife: z.number().int(),
  warrantyEnds: z.number().int(),
  supportEnds: z.number().int(),
  /** The same assets, each counted once. */
  ending: z.number().int(),
  idle: z.number().int(),
  /** Ordered and not yet come. */
  onOrder: z.number().int(),
  need: z.number().int(),
});
export type Demand = z.infer<typeof demand>;

/** New people and what ends, less what is idle and what is on its way; never less than nothing. */
export function needOf(parts: Pick<Demand, 'joinerUnits' | 'ending' | 'idle' | 'onOrder'>): number {
  return Math.max(0, parts.joinerUnits + parts.ending - parts.idle - parts.onOrder);
}
