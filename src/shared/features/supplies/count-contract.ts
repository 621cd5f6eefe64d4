import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, instant, line, requiredLine } from '#shared/rpc/fields.ts';
import { stocktakeStates } from '#shared/features/stocktakes/model.ts';
import { mostAtOnce } from './model.ts';

/** What follows when the count differs: the stock is set right, or stays as it is with a reason. */
export const countDecisions = ['adjust', 'leave'] as const;
export type CountDecision = (typeof countDecisions)[number];

/** One article at one place in a stocktake. While it is counted blind, nobody sees what the books say. */
export const countLine = z.object({
  id,
  articleId: id,
  name: z.string(),
  code: z.string(),
  unit: z.string(),
  place: z.object({ id, path: z.string() }),
  /** When the stocktake began; null while it is hidden. */
  expected: z.number().int().nullable(),
  /** What the books said when it was counted; null while it is hidden or not counted. */
  booked: z.number().int().nullable(),
  counted: z.number().int().nullable(),
  countedBy: z.string().nullable(),
  countedAt: instant.nullable(),
  /** Everybody who counted, here or at another workstation; the last word stands. */
  witnesses: z.array(z.object({ who: z.string(), quantity: z.number().int(), at: instant })),
  /** Counted less booked; null while that is hidden or unknown. */
  difference: z.number().int().nullable(),
  decision: z.enum(countDecisions).nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  outcome: z.enum(['applied', 'overtaken', 'left']).nullable(),
});
export type CountLine = z.infer<typeof countLine>;

const inState = { STOCKTAKE_STATE: { data: z.object({ state: z.enum(stocktakeStates) }) } } as const;

/** Counting by quantity, as a part of a stocktake. */
export const countContract = {
  countLines: query('supply.view')
    .input(z.object({ stocktakeId: id }))
    .output(z.object({ hidden: z.boolean(), secondPerson: z.boolean(), lines: z.array(countLine) })),
  /** So many lie there. Counting again corrects it; an article nobody expected there becomes a line. */
  count: command('stocktake.count')
    .input(
      z.object({
        stocktakeId: id,
        articleId: id,
        placeId: id,
        quantity: z.number().int().min(0).max(mostAtOnce),
      }),
    )
    .errors({ ...inState, PLACE_OUT_OF_SCOPE: { data: z.object({ name: z.string() }) } }),
  /** The same for an article of another workstation's list, which only its code names here. */
  countListed: command('stocktake.count')
    .input(
      z.object({
        stocktakeId: id,
        code: z.string().min(1).max(200),
        placeId: id,
        quantity: z.number().int().min(0).max(mostAtOnce),
      }),
    )
    .errors(inState),
  decideCount: command('stocktake.reconcile')
    .input(z.object({ lineId: id, decision: z.enum(countDecisions), note: line(500).nullable() }))
    .errors({
      ...inState,
      COUNT_AGREES: {},
      DECISION_NEEDS_NOTE: {},
      NOT_COUNTED: { data: z.object({ name: z.string() }) },
      DECISION_APPLIED: { data: z.object({ item: z.string() }) },
    }),
  /** The second person agrees. In a team of two a conflict is allowed with what is done instead, in writing. */
  approveCount: command('stocktake.approve')
    .input(z.object({ lineId: id, compensatingControl: requiredLine(500).nullable() }))
    .errors({
      ...inState,
      NOT_DECIDED: { data: z.object({ item: z.string() }) },
      SECOND_PERSON_NEEDED: { data: z.object({ because: z.string(), excusable: z.boolean() }) },
    }),
};
