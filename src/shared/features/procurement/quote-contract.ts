import * as z from 'zod';
import { day, id, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { comparison, criteriaTemplate, quoteDetails, scoreWeights } from './quote.ts';
import { criterionDetails } from './requisition.ts';
import { inOtherState, seen } from './requisition-contract.ts';

const quoteErrors = {
  ...inOtherState,
  RATE_MISSING: { data: z.object({ currency: z.string() }) },
  CURRENCY_UNKNOWN: { data: z.object({ currency: z.string() }) },
  QUOTE_INCOMPLETE: { data: z.object({ priced: z.number().int(), wanted: z.number().int() }) },
} as const;

export const quoteContract = {
  /** All options side by side, with scores, what they follow from, and how firmly the winner wins. */
  compareQuotes: query('asset.cost.view')
    .input(z.object({ requisitionId: id }))
    .output(comparison),
  /** The specification, as a whole. */
  specify: command('request.create')
    .input(seen.extend({ criteria: z.array(criterionDetails).max(60) }))
    .errors(inOtherState),
  listCriteriaTemplates: query('asset.view').output(z.array(criteriaTemplate)),
  saveCriteriaTemplate: command('po.create')
    .input(
      z.object({
        name: requiredLine(120),
        categoryId: id.nullable(),
        criteria: z.array(criterionDetails).min(1).max(60),
      }),
    )
    .output(z.object({ id })),
  weighFactors: command('po.create')
    .input(z.object({ requisitionId: id, weights: scoreWeights, lifeYears: z.number().int().min(1).max(20) }))
    .errors({ WEIGHTS_NOT_HUNDRED: { data: z.object({ sum: z.number() }) } }),
  /** Writes down who was asked; the letters are made from it. */
  requestQuotes: command('po.create')
    .input(z.object({ requisitionId: id, supplierIds: z.array(id).min(1).max(20), answerBy: day.nullable() }))
    .output(z.array(z.object({ supplierId: id, number: z.string() })))
    .errors({ ...inOtherState, SPECIFICATION_MISSING: {} }),
  addQuote: command('po.create')
    .input(quoteDetails.extend({ requisitionId: id }))
    .output(z.object({ id }))
    .errors(quoteErrors),
  changeQuote: command('po.create').input(quoteDetails.extend(seen.shape)).errors(quoteErrors),
  /** It stays readable and competes no more. */
  withdrawQuote: command('po.create')
    .input(seen.extend({ reason: requiredLine(500) }))
    .errors({ ...inOtherState, QUOTE_CHOSEN: {} }),
};
