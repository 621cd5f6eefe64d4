import * as z from 'zod';

const percent = z.number().int().min(0).max(100);

/** How an organisation buys; amounts in the smallest unit of its currency. */
export const procurementPolicy = z.object({
  /** Quotes are asked for only with a specification. */
  specificationNeeded: z.boolean(),
  /** From this amount on two different people approve; null never asks for a second one. */
  secondApproverFromMinor: z.number().int().min(0).nullable(),
  /** By how much a price may rise after approval before it is asked for again. */
  approvedTolerancePercent: percent,
  /** Days after which a proposal that nobody decided ends. */
  approvalDays: z.number().int().min(1).max(365),
  /** Days after which an approver is reminded. */
  reminderDays: z.number().int().min(1).max(365),
  /** By how much an invoice's price may differ from the order's. */
  priceTolerancePercent: percent,
  /** By how much an invoice's quantity may exceed what was accepted. */
  quantityTolerancePercent: percent,
  /** Tax that lines of new orders begin with. */
  usualTaxPercent: percent,
});
export type ProcurementPolicy = z.infer<typeof procurementPolicy>;

export const initialPolicy: ProcurementPolicy = {
  specificationNeeded: true,
  secondApproverFromMinor: 1_000_000,
  approvedTolerancePercent: 5,
  approvalDays: 14,
  reminderDays: 3,
  priceTolerancePercent: 1,
  quantityTolerancePercent: 0,
  usualTaxPercent: 19,
};
