import * as z from 'zod';
import { cursor, day, id, page, sortDirection } from '#shared/rpc/fields.ts';
import { query } from '#shared/rpc/define.ts';
import { expiryStates } from './expiry.ts';
import { families } from './families.ts';

/** What ends: a warranty, a contract with a supplier, or what a category of this family says of itself. */
export const expiryKinds = ['warranty', 'contract', ...families] as const;
export type ExpiryKind = (typeof expiryKinds)[number];

const expiry = z.object({
  id,
  /** Either the asset, the contract, or the software product whose licence ends. */
  assetId: id.nullable(),
  contractId: id.nullable(),
  licenceOf: id.nullable(),
  /** Tag of the asset, number of the contract or of the licence. */
  tag: z.string(),
  name: z.string(),
  /** Null for a contract and for a licence. */
  category: z.string().nullable(),
  kind: z.enum(expiryKinds),
  /** Name of the field that says it; null for a warranty, a contract and a licence. */
  field: z.string().nullable(),
  day,
  noticeDays: z.number().nullable(),
  /** The last day on which notice can be given, else the end itself. */
  decideBy: day,
  autoRenew: z.boolean(),
  state: z.enum(expiryStates),
});
export type Expiry = z.infer<typeof expiry>;

export const expiryFilter = z.object({
  from: day.optional(),
  until: day.optional(),
  kinds: z.array(z.enum(expiryKinds)).max(expiryKinds.length).optional(),
});

export const expiryContract = {
  /** Ends of certificates, domains, contracts, subscriptions and warranties, by day (T3); the one place they are read from. */
  listExpiries: query('asset.view')
    .input(
      expiryFilter.extend({
        direction: sortDirection.default('ascending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(expiry)),
};
