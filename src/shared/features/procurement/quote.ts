import * as z from 'zod';
import { day, id, instant, line, money, reference, text } from '#shared/rpc/fields.ts';
import { criterionDetails, price } from './requisition.ts';
import { scoreFactors } from './scoring.ts';

export const criteriaTemplate = z.object({
  id,
  name: z.string(),
  category: reference.nullable(),
  criteria: z.array(criterionDetails),
});
export type CriteriaTemplate = z.infer<typeof criteriaTemplate>;

/** Ten is best. */
export const rating = z.number().int().min(0).max(10);

/** One unit of the quote's currency in the organisation's, in millionths: 1.0843 is 1_084_300. */
export const rateMicros = z.number().int().min(1).max(1_000_000_000_000);

const runningCost = z.number().int().min(0).max(100_000_000_000);

export const quoteDetails = z.object({
  supplierId: id,
  /** The supplier's own number of the quote. */
  reference: line(80),
  receivedOn: day,
  validUntil: day.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Null when it is the organisation's own currency. */
  rateMicros: rateMicros.nullable(),
  deliveryDays: z.number().int().min(0).max(3650),
  warrantyMonths: z.number().int().min(0).max(240),
  supportTerms: line(500),
  notes: text(4000).nullable(),
  /** What a unit of each line costs, in the smallest unit of the quote's currency. */
  lines: z
    .array(z.object({ requisitionLineId: id, unitPriceMinor: price.shape.minor }))
    .min(1)
    .max(100),
  quality: rating.nullable(),
  reliability: rating.nullable(),
  support: rating.nullable(),
  /** Met musts are 10, missed ones 0; weighted criteria anything between. */
  answers: z.array(z.object({ criterionId: id, value: rating })).max(100),
  /** Of all units in a year, in the organisation's currency. */
  energyMinor: runningCost,
  supportMinor: runningCost,
  licencesMinor: runningCost,
  /** Once, at the end of the life. */
  disposalMinor: runningCost,
});
export type QuoteDetails = z.infer<typeof quoteDetails>;

export const quote = quoteDetails.omit({ supplierId: true }).extend({
  id,
  supplier: reference,
  /** In the quote's currency. */
  total: money,
  /** In the organisation's currency: what options and approvals are measured by. */
  totalOwn: money,
  lifeCost: money,
  expired: z.boolean(),
  /** How many files are attached. */
  papers: z.number().int(),
  recordedBy: z.string(),
  recordedAt: instant,
  version: z.number().int(),
});
export type Quote = z.infer<typeof quote>;

const share = z.number().int().min(0).max(100);
export const scoreWeights = z.object({
  price: share,
  delivery: share,
  quality: share,
  reliability: share,
  support: share,
  warranty: share,
});

const score = z.object({
  quoteId: id,
  factors: z.record(z.enum(scoreFactors), z.number()),
  total: z.number(),
  excluded: z.enum(['EXPIRED', 'MUST_NOT_MET']).nullable(),
});

export const comparison = z.object({
  currency: z.string(),
  lifeYears: z.number().int(),
  weights: scoreWeights,
  quotes: z.array(quote),
  /** Best first; those who can't win last. */
  scores: z.array(score),
  winnerId: id.nullable(),
  /** Moves of one weight by ten points after which another quote would win. */
  turns: z.array(z.object({ factor: z.enum(scoreFactors), change: z.number().int(), winnerId: id })),
  requests: z.array(z.object({ supplier: reference, number: z.string(), at: instant, answerBy: day.nullable() })),
});
export type Comparison = z.infer<typeof comparison>;
