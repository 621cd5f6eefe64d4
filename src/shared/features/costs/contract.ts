import * as z from 'zod';
import { query } from '#shared/rpc/define.ts';
import { cursor, id, page } from '#shared/rpc/fields.ts';
import {
  costDimensions,
  costFilter,
  highestRise,
  ownership,
  ownershipGroups,
  ownershipSorts,
  payment,
  replacement,
  replacementYear,
  spending,
} from './model.ts';

const dimension = z.enum(costDimensions);
const paged = { cursor: cursor.optional(), limit: z.number().int().min(1).max(500).default(100) };
/** By how much prices go up a year, in percent. */
const rise = z.number().min(0).max(highestRise).multipleOf(0.1).default(0);

export const costsContract = {
  /** What was spent, rows by columns, each sum in its own currency (X4). */
  spending: query('asset.cost.view')
    .input(costFilter.extend({ rows: dimension, columns: dimension.nullable() }))
    .output(spending),
  /** The payments that a sum is made of; a key that is left out stands for all of them. */
  payments: query('asset.cost.view')
    .input(
      costFilter.extend({
        rows: dimension,
        columns: dimension.nullable(),
        row: z.string().max(60).optional(),
        column: z.string().max(60).optional(),
        currency: z.string().max(3).optional(),
        ...paged,
      }),
    )
    .output(page(payment)),
  /** What assets, or models, have cost from the purchase on. */
  ownership: query('asset.cost.view')
    .input(
      z.object({
        by: z.enum(ownershipGroups),
        sort: z.enum(ownershipSorts).default('total'),
        search: z.string().max(200).optional(),
        categoryId: id.optional(),
        ...paged,
      }),
    )
    .output(page(ownership)),
  /** What reaches its end in this and the next five years, and what its successors cost. */
  replacements: query('asset.cost.view').input(z.object({ rise })).output(z.array(replacementYear)),
  /** The assets behind a year of it. */
  replacementsOf: query('asset.cost.view')
    .input(z.object({ rise, year: z.string().max(4), ...paged }))
    .output(page(replacement)),
};
