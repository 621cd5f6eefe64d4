import * as z from 'zod';
import { day, id, page, sortDirection } from '#shared/rpc/fields.ts';
import { query } from '#shared/rpc/define.ts';
import { expiryStates } from './expiry.ts';
import { families } from './families.ts';

/** What ends: a warranty, or what a category of this family says of itself. */
export const expiryKinds = ['warranty', ...families] as const;
export type ExpiryKind = (typeof expiryKinds)[number];

const expiry = z.object({
  id,
  assetId: id,
  tag: z.string(),
  name: z.string(),
  category: z.string(),
  kind: z.enum(expiryKinds),
  /** Name of the field that says it; null for a warranty. */
  field: z.string().nullable(),
  day,
  noticeDays: z.number().nullable(),
  /** The last day on which notice can be given, else the end itself. */
  decideBy: day,
  autoRenew: z.boolean(),
  state: z.enum(expiryStates),
});
export type Expiry = z.infer<typeof expiry>;

export const expiryContract = {
  /** Ends of certificates, domains, contracts, subscriptions and warranties, by day (T3); the one place they are read from. */
  listExpiries: query('asset.view')
    .input(
      z.object({
        from: day.optional(),
        until: day.optional(),
        kinds: z.array(z.enum(expiryKinds)).optional(),
        direction: sortDirection.default('ascending'),
        cursor: z.string().optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(expiry)),
};
