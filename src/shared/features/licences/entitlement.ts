import * as z from 'zod';
import { day, id, instant, line, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { coreRules, metrics, rightKinds } from '#shared/features/software/metric.ts';

/** How often the price of a term is paid. */
export const termPeriods = ['once', 'month', 'quarter', 'year'] as const;
export type TermPeriod = (typeof termPeriods)[number];

/** More rights than any organisation holds of one thing. */
export const mostRights = 10_000_000;

export const termDetails = z
  .object({
    startsOn: day,
    /** The last day; null is for good. */
    endsOn: day.nullable(),
    /** Rights, or packs of them. */
    quantity: z.number().int().min(0).max(mostRights),
    /** What all of them cost each time that it is paid. */
    costMinor: z.number().int().min(0).max(100_000_000_000),
    period: z.enum(termPeriods),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'] });
export type TermDetails = z.infer<typeof termDetails>;

const facts = z.object({
  productId: id,
  /** What people call it: a licence number, an order, an agreement. */
  reference: requiredLine(120),
  metric: z.enum(metrics),
  kind: z.enum(rightKinds),
  /** As many as one likes, e.g. an agreement for the whole enterprise. */
  unlimited: z.boolean(),
  unitsPerPack: z.number().int().min(1).max(100_000),
  maintenance: z.object({ from: day, until: day }).nullable(),
  /** Whether it may be used for the products that its product may be downgraded to. */
  downgrade: z.boolean(),
  upgradesFromId: id.nullable(),
  siteId: id.nullable(),
  departmentId: id.nullable(),
  costCentreId: id.nullable(),
  /** Further devices of the same person that one right covers. */
  secondaryUse: z.number().int().min(0).max(10),
  /** Devices of a person that one right covers; 0 is any number. */
  installsPerRight: z.number().int().min(0).max(100),
  coreRule: z.enum(coreRules),
  corePack: z.number().int().min(1).max(64),
  noticeDays: z.number().int().min(0).max(3650).nullable(),
  autoRenew: z.boolean(),
  supplierId: id.nullable(),
  contractId: id.nullable(),
  orderNumber: line(80),
  purchasedOn: day.nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  terms: text(10_000),
  /** Hardware that OEM rights are bound to. */
  deviceIds: z.array(id).max(5_000),
  term: termDetails,
  /** The asset of the family of licences that holds its papers, when there is one. */
  assetId: id.nullable(),
});

export const entitlementDetails = facts
  .refine(({ kind, upgradesFromId }) => (kind === 'upgrade') === (upgradesFromId !== null), {
    path: ['upgradesFromId'],
  })
  .refine(({ metric, siteId }) => metric !== 'site' || siteId !== null, { path: ['siteId'] })
  .refine(({ maintenance }) => maintenance === null || maintenance.until >= maintenance.from, {
    path: ['maintenance'],
  });
export type EntitlementDetails = z.infer<typeof facts>;

export const entitlementRow = z.object({
  id,
  product: reference,
  reference: z.string(),
  metric: z.enum(metrics),
  kind: z.enum(rightKinds),
  unlimited: z.boolean(),
  /** Rights of the term that covers today; 0 outside of every term. */
  rights: z.number().int(),
  allocated: z.number().int(),
  term: z.object({
    startsOn: day,
    endsOn: day.nullable(),
    quantity: z.number().int(),
    /** Null for whom costs are not shown. */
    costMinor: z.number().int().nullable(),
    period: z.enum(termPeriods),
  }),
  currency: z.string(),
  noticeDays: z.number().int().nullable(),
  autoRenew: z.boolean(),
  department: reference.nullable(),
  endedOn: day.nullable(),
});
export type EntitlementRow = z.infer<typeof entitlementRow>;

export const entitlement = facts.omit({ term: true }).extend({
  id,
  product: reference,
  supplier: reference.nullable(),
  contract: reference.nullable(),
  department: reference.nullable(),
  site: reference.nullable(),
  upgradesFrom: reference.nullable(),
  devices: z.array(reference.extend({ tag: z.string() })),
  /** The last one first. */
  termsOf: z.array(
    z.object({
      startsOn: day,
      endsOn: day.nullable(),
      quantity: z.number().int(),
      costMinor: z.number().int().nullable(),
      period: z.enum(termPeriods),
    }),
  ),
  rights: z.number().int(),
  allocated: z.number().int(),
  hasKey: z.boolean(),
  endedOn: day.nullable(),
  endedBecause: z.string().nullable(),
  createdAt: instant,
  version: z.number().int(),
});
export type Entitlement = z.infer<typeof entitlement>;
