import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, day, id, line, page, requiredLine, sortDirection } from '#shared/rpc/fields.ts';
import { countContract } from './count-contract.ts';
import {
  article,
  articleDetails,
  articleRow,
  recipientRef,
  reorderProposal,
  supplyKinds,
  supplyMovement,
  supplyQuantity,
} from './model.ts';

export const articleSort = ['name', 'code', 'stock', 'supplier'] as const;

export const articleFilter = z.object({
  search: z.string().max(200).optional(),
  kind: z.enum(supplyKinds).optional(),
  /** Only what has come down to its reorder level. */
  low: z.boolean().optional(),
  includeArchived: z.boolean().optional(),
});
export type ArticleFilter = z.infer<typeof articleFilter>;

const codeTaken = { CODE_TAKEN: { data: z.object({ code: z.string(), name: z.string() }) } } as const;

/** Why a quantity could not be moved. */
export const supplyErrors = {
  STOCK_SHORT: {
    data: z.object({ name: z.string(), unit: z.string(), available: z.number().int(), wanted: z.number().int() }),
  },
  ARTICLE_ARCHIVED: { data: z.object({ name: z.string() }) },
  PLACE_ARCHIVED: { data: z.object({ name: z.string() }) },
  CUSTODIAN_GONE: { data: z.object({ name: z.string(), endsOn: day.nullable() }) },
  RETURN_EXCEEDS: { data: z.object({ name: z.string(), holder: z.string(), out: z.number().int() }) },
  SAME_PLACE: {},
  NOTHING_TO_ADJUST: {},
  STOCK_MOVED_MEANWHILE: { data: z.object({ quantity: z.number().int() }) },
} as const;

const moved = z.object({ movementId: id });
const note = line(500).nullable();

/** Accessories and consumables: counted per place and bin instead of tagged one by one. */
export const suppliesContract = {
  ...countContract,
  list: query('supply.view')
    .input(
      articleFilter.extend({
        sort: z.enum(articleSort).default('name'),
        direction: sortDirection.default('ascending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(articleRow)),
  get: query('supply.view').input(z.object({ id })).output(article),
  /** What happened to an article, newest first. */
  movements: query('supply.view')
    .input(
      z.object({
        articleId: id,
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(page(supplyMovement)),
  /** What has come down to its reorder level, the emptiest first. */
  proposals: query('supply.view').output(z.array(reorderProposal)),
  create: command('supply.edit').input(articleDetails).output(z.object({ id })).errors(codeTaken),
  update: command('supply.edit')
    .input(articleDetails.extend({ id, version: z.number().int() }))
    .errors(codeTaken),
  archive: command('supply.edit')
    .input(z.object({ id }))
    .errors({ ARTICLE_IN_STOCK: { data: z.object({ name: z.string(), stock: z.number().int() }) } }),
  receive: command('supply.move')
    .input(z.object({ articleId: id, placeId: id, quantity: supplyQuantity, note }))
    .output(moved)
    .errors(supplyErrors),
  /** Hands out a quantity; without a place from the fullest bin. */
  issue: command('supply.move')
    .input(z.object({ articleId: id, placeId: id.nullable(), quantity: supplyQuantity, recipient: recipientRef, note }))
    .output(moved)
    .errors(supplyErrors),
  /** A quantity comes back; from nobody in particular when that is not known. */
  takeBack: command('supply.move')
    .input(z.object({ articleId: id, placeId: id, quantity: supplyQuantity, recipient: recipientRef.nullable(), note }))
    .output(moved)
    .errors(supplyErrors),
  move: command('supply.move')
    .input(z.object({ articleId: id, fromPlaceId: id, toPlaceId: id, quantity: supplyQuantity, note }))
    .output(moved)
    .errors(supplyErrors),
  /** Says how many really lie there, and why it differs from the `before` that was on the screen. */
  adjust: command('supply.adjust')
    .input(
      z.object({
        articleId: id,
        placeId: id,
        before: z.number().int().min(0),
        quantity: z.number().int().min(0).max(1_000_000),
        reason: requiredLine(500),
      }),
    )
    .output(moved)
    .errors(supplyErrors),
  /** Takes the article's last movement back, by a movement of its own. */
  undo: command('supply.move')
    .input(z.object({ movementId: id }))
    .output(moved)
    .errors({
      ...supplyErrors,
      MOVEMENT_UNDONE: {},
      MOVEMENT_NOT_LAST: { data: z.object({ name: z.string() }) },
    }),
};
