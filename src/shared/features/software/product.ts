import * as z from 'zod';
import { metrics } from '#shared/features/software/metric.ts';
import { day, id, line, reference, requiredLine } from '#shared/rpc/fields.ts';

export const hostings = ['on_premises', 'cloud'] as const;

/** One edition of one version: what is installed and what is licensed. */
export const productDetails = z.object({
  name: requiredLine(160),
  publisherId: id.nullable(),
  /** What its editions and versions have in common, e.g. the name without both; maintenance carries rights on within it. */
  title: line(120),
  edition: line(80),
  release: line(80),
  releasedOn: day.nullable(),
  /** Free software is listed and never netted. */
  free: z.boolean(),
  hosting: z.enum(hostings),
  /** What it is counted by while nothing entitles to it. */
  metric: z.enum(metrics),
  /** Whether rights of one department may serve another. */
  transferable: z.boolean(),
  /** Suites that it is part of. */
  suiteIds: z.array(id).max(50),
  /** Older versions and lesser editions that its rights may be used for, where an entitlement grants it. */
  downgradeIds: z.array(id).max(50),
});
export type ProductDetails = z.infer<typeof productDetails>;

export const product = productDetails.extend({
  id,
  publisher: reference.nullable(),
  suites: z.array(reference),
  parts: z.array(reference),
  downgrades: z.array(reference),
  archived: z.boolean(),
  version: z.number().int(),
});
export type Product = z.infer<typeof product>;

/** A product as lists offer it. */
export const productRow = z.object({
  id,
  name: z.string(),
  publisher: z.string().nullable(),
  free: z.boolean(),
  metric: z.enum(metrics),
});
export type ProductRow = z.infer<typeof productRow>;
