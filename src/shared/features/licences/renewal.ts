import * as z from 'zod';
import { day, id, instant, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { entitlementRow, termDetails } from './entitlement.ts';

export const renewalDecisions = ['renew', 'renegotiate', 'cancel'] as const;
export type RenewalDecision = (typeof renewalDecisions)[number];

/** How much the end of a term presses. */
export const renewalStates = ['ended', 'decide', 'decided', 'renews', 'later'] as const;

const decisionMade = z.object({
  id,
  endsOn: day,
  decision: z.enum(renewalDecisions),
  quantity: z.number().int().nullable(),
  reason: z.string(),
  alternatives: z.string(),
  /** What was known of use on that day. */
  evidence: z.object({
    entitled: z.number().int(),
    demand: z.number().int(),
    used: z.number().int(),
    allocated: z.number().int(),
    reclaimable: z.number().int(),
    asOf: day,
  }),
  decidedAt: instant,
  decidedBy: z.string(),
});
export type DecisionMade = z.infer<typeof decisionMade>;

export const renewal = z.object({
  entitlement: entitlementRow,
  endsOn: day,
  /** The last day on which notice can be given. */
  noticeBy: day,
  state: z.enum(renewalStates),
  /** The decision about this end. */
  decision: decisionMade.nullable(),
  former: z.array(decisionMade),
});
export type Renewal = z.infer<typeof renewal>;

export const decisionDetails = z
  .object({
    entitlementId: id,
    endsOn: day,
    decision: z.enum(renewalDecisions),
    reason: requiredLine(500),
    alternatives: text(4000),
    /** The term that follows, where it is renewed. */
    term: termDetails.nullable(),
  })
  .refine(({ decision, term }) => (decision === 'renew') === (term !== null), { path: ['term'] });

/** Costs of one month, by department and currency. */
export const forecastMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  amounts: z.array(
    z.object({
      department: reference.nullable(),
      currency: z.string(),
      minor: z.number().int(),
      /** Of this, what renewals cost that nobody has decided on yet. */
      assumedMinor: z.number().int(),
    }),
  ),
});
export type ForecastMonth = z.infer<typeof forecastMonth>;
