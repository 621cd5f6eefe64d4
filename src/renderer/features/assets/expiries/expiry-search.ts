import * as z from 'zod';
import { expiryKinds } from '#shared/features/assets/expiry-contract.ts';

export const expiryPeriods = ['past', '30', '90', '365', 'all'] as const;
export type ExpiryPeriod = (typeof expiryPeriods)[number];

const expirySearch = z.object({
  // A number in an address is read as one.
  period: z.preprocess(String, z.enum(expiryPeriods)).optional().catch(undefined),
  kinds: z.array(z.enum(expiryKinds)).optional().catch(undefined),
});
export type ExpirySearch = z.infer<typeof expirySearch>;

export function parseExpiries(search: Record<string, unknown>): ExpirySearch {
  return expirySearch.parse(search);
}
