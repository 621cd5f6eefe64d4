import * as z from 'zod';
import { assetFilter, assetListSort } from '#shared/features/assets/contract.ts';
import { expiryFilter } from '#shared/features/assets/expiry-contract.ts';
import { movementFilter } from '#shared/features/assets/movement-contract.ts';
import { costDimensions, costFilter } from '#shared/features/costs/model.ts';
import { orderStates } from '#shared/features/procurement/order.ts';
import { requisitionStates } from '#shared/features/procurement/requisition.ts';
import { personFilter, personSort } from '#shared/features/people/contract.ts';
import { installationFilter, installationSort } from '#shared/features/software/contract.ts';
import { articleFilter, articleSort } from '#shared/features/supplies/contract.ts';
import { line, sortDirection } from '#shared/rpc/fields.ts';
import { job } from '#shared/rpc/define.ts';

export const exportFormats = ['xlsx', 'csv', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Sheets that lists are printed on. */
export const paperSizes = ['A4', 'A3', 'LETTER', 'LEGAL'] as const;
export const paper = z.object({ size: z.enum(paperSizes), landscape: z.boolean() });
export type Paper = z.infer<typeof paper>;

/** The languages that headings and words may have. */
export const exportLanguage = z.enum(['en', 'de']);
export type ExportLanguage = z.infer<typeof exportLanguage>;

const asSeen = z.object({
  format: z.enum(exportFormats),
  /** Which columns in which order; none stands for those that the list shows at first. */
  columns: z.array(line(40)).max(100).default([]),
  /** The filter in words, as it stands above the list. */
  words: z.array(z.string().max(1000)).max(80).default([]),
  language: exportLanguage.default('en'),
  paper: paper.default({ size: 'A4', landscape: true }),
});

const direction = sortDirection.default('ascending');

/** A list as it is seen: which one, what of it, in which order. */
export const exportRequest = z.discriminatedUnion('list', [
  asSeen.extend({
    list: z.literal('assets'),
    filter: assetFilter.default({}),
    sort: assetListSort.default('tag'),
    direction,
  }),
  asSeen.extend({
    list: z.literal('people'),
    filter: personFilter.default({}),
    sort: z.enum(personSort).default('name'),
    direction,
  }),
  asSeen.extend({
    list: z.literal('movements'),
    filter: movementFilter.default({}),
    direction: sortDirection.default('descending'),
  }),
  asSeen.extend({
    list: z.literal('expiries'),
    filter: expiryFilter.default({}),
    direction,
  }),
  asSeen.extend({
    list: z.literal('supplies'),
    filter: articleFilter.default({}),
    sort: z.enum(articleSort).default('name'),
    direction,
  }),
  asSeen.extend({
    list: z.literal('installations'),
    filter: installationFilter.default({}),
    sort: z.enum(installationSort).default('product'),
    direction,
  }),
  asSeen.extend({
    list: z.literal('requisitions'),
    filter: z
      .object({
        states: z.array(z.enum(requisitionStates)).max(requisitionStates.length).optional(),
        search: line(200).optional(),
      })
      .default({}),
  }),
  asSeen.extend({
    list: z.literal('orders'),
    filter: z
      .object({ states: z.array(z.enum(orderStates)).max(orderStates.length).optional(), search: line(200).optional() })
      .default({}),
  }),
  asSeen.extend({ list: z.literal('contracts'), filter: z.object({ search: line(200).optional() }).default({}) }),
  asSeen.extend({
    list: z.literal('costs'),
    filter: costFilter.extend({ rows: z.enum(costDimensions), columns: z.enum(costDimensions).nullable() }),
  }),
  asSeen.extend({ list: z.literal('suppliers'), filter: z.object({}).default({}) }),
  asSeen.extend({
    list: z.literal('loans'),
    filter: z.object({ withinDays: z.number().int().min(0).max(365).default(0) }).default({ withinDays: 0 }),
  }),
  asSeen.extend({
    list: z.literal('places'),
    filter: z.object({ search: z.string().max(200).optional(), includeArchived: z.boolean().optional() }).default({}),
  }),
]);
export type ExportRequest = z.infer<typeof exportRequest>;

type Without<Request, Key extends PropertyKey> = Request extends unknown ? Omit<Request, Key> : never;
/** A list of the window with what of it is seen; format, language and sheet are added when it is written. */
export type ListToExport = Without<z.input<typeof exportRequest>, 'format' | 'language' | 'paper'>;

export const exportContract = {
  /** Asks where, then writes the list as it is seen. */
  exportList: job('export.run')
    .input(exportRequest)
    .output(z.object({ jobId: z.string().nullable() })),
};
