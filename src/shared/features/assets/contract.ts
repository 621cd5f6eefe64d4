import * as z from 'zod';
import { cursor, id, page, reference, requiredLine, sortDirection } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { attachmentContract } from './attachment-contract.ts';
import { bulkContract } from './bulk-contract.ts';
import { entryContract } from './entry-contract.ts';
import { identityErrors } from './identity-errors.ts';
import { asset, assetDetails, assetListRow, assetRow, families, model, modelDetails, movement, tag } from './model.ts';
import { movementContract } from './movement-contract.ts';
import { relationContract } from './relation-contract.ts';
import { categoryContract, categoryErrors } from './category-contract.ts';
import { expiryContract } from './expiry-contract.ts';
import { fieldContract, fieldErrors } from './field-contract.ts';
import { fieldTexts } from './fields.ts';
import { frozenError } from './frozen-error.ts';
import { customFieldKey, filterExpression } from './filter-expression.ts';
import { assetStatuses } from './status.ts';
import { tagContract } from './tag-contract.ts';

export const assetFilter = z.object({
  search: z.string().max(200).optional(),
  statuses: z.array(z.enum(assetStatuses)).max(assetStatuses.length).optional(),
  families: z.array(z.enum(families)).max(families.length).optional(),
  categoryIds: z.array(id).max(500).optional(),
  /** The place and everything in it. */
  placeId: id.optional(),
  personId: id.optional(),
  departmentId: id.optional(),
  supplierId: id.optional(),
  modelId: id.optional(),
  overdueOnly: z.boolean().optional(),
  /** Registered, and in nobody's hands since. */
  neverSeen: z.boolean().optional(),
  notSeenForDays: z.number().int().min(1).max(3650).optional(),
  /** Conditions on built-in facts and on the fields of categories, joined by and and or. */
  where: filterExpression.optional(),
});
export type AssetFilter = z.infer<typeof assetFilter>;

/** Columns that the list sorts by; each has an index or a join that has one. */
export const assetSort = [
  'tag',
  'name',
  'serial',
  'status',
  'category',
  'purchasedOn',
  'warrantyUntil',
  'lastSeenAt',
  'updatedAt',
] as const;
export type AssetSort = (typeof assetSort)[number];

/** Columns that are sorted by reading every asset that the filter leaves. */
export const furtherAssetSort = [
  'condition',
  'manufacturer',
  'model',
  'custodian',
  'dueOn',
  'place',
  'department',
  'costCentre',
  'supplier',
  'orderNumber',
  'cost',
  'endOfLifeOn',
  'createdAt',
] as const;
const assetFactSort = z.enum([...assetSort, ...furtherAssetSort]);
export type AssetFactSort = z.infer<typeof assetFactSort>;

/** By a fact, or by a field of a category along the index of its values. */
export const assetListSort = z.union([assetFactSort, customFieldKey]);
export type AssetListSort = z.infer<typeof assetListSort>;

const closed = { ASSET_CLOSED: { data: z.object({ tag: z.string() }) } } as const;

export const assetsContract = {
  ...tagContract,
  ...entryContract,
  ...attachmentContract,
  ...relationContract,
  ...fieldContract,
  ...categoryContract,
  ...expiryContract,
  ...bulkContract,
  ...movementContract,
  list: query('asset.view')
    .input(
      assetFilter.extend({
        sort: assetListSort.default('tag'),
        direction: sortDirection.default('ascending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
        /** Fields of categories that the rows come with. */
        fields: z.array(id).max(80).default([]),
      }),
    )
    .output(page(assetListRow)),
  /** Identifiers of everything that the filter finds, for work on a whole selection. */
  listIds: query('asset.view').input(assetFilter).output(z.array(id)),
  get: query('asset.view').input(z.object({ id })).output(asset),
  /** Exact tag, else exact serial. */
  lookup: query('asset.view')
    .input(z.object({ code: z.string().max(200) }))
    .output(assetRow.nullable()),
  /** The search box: exact tag or serial first, then ranked words and fragments, across assets, people and places. */
  search: query('asset.view')
    .input(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(50).default(20) }))
    .output(
      z.object({
        assets: z.array(assetRow),
        people: z.array(reference.extend({ detail: z.string().nullable() })),
        places: z.array(reference.extend({ detail: z.string().nullable() })),
        /** Texts with one typo put right that some of it was found by. */
        meant: z.array(z.string()),
      }),
    ),
  serialOwners: query('asset.view')
    .input(z.object({ serial: z.string().max(200) }))
    .output(z.array(reference)),
  create: command('asset.create')
    .input(assetDetails.extend({ tag: tag.nullable(), placeId: id.nullable(), fields: fieldTexts.optional() }))
    .output(z.object({ id, tag: z.string() }))
    .errors({ ...identityErrors, ...fieldErrors, ...categoryErrors }),
  update: command('asset.edit')
    .input(assetDetails.extend({ id, version: z.number().int(), fields: fieldTexts.optional() }))
    .errors({ ...identityErrors, ...closed, ...fieldErrors, ...categoryErrors }),
  changeStatus: command('asset.edit')
    .input(
      z.object({
        id,
        status: z.enum(assetStatuses),
        reason: requiredLine(500),
        /** Said by somebody who has been shown what depends on the asset. */
        despiteDependants: z.boolean().default(false),
      }),
    )
    .errors({
      ...frozenError,
      HAS_DEPENDANTS: { data: z.object({ tag: z.string(), count: z.number().int() }) },
      TRANSITION_REFUSED: { data: z.object({ from: z.enum(assetStatuses), to: z.enum(assetStatuses) }) },
      STILL_HELD: { data: z.object({ custodian: z.string() }) },
      /** Leaving the inventory is no mere status: see `retirement.decommission`. */
      RETIRES_ELSEWHERE: { data: z.object({ tag: z.string() }) },
    }),
  movements: query('asset.view').input(z.object({ id })).output(z.array(movement)),
  /** Counts for the dashboard, kept by the same transactions that change assets. */
  counts: query('asset.view').output(
    z.object({
      total: z.number().int(),
      byStatus: z.array(z.object({ status: z.enum(assetStatuses), count: z.number().int() })),
      byFamily: z.array(z.object({ family: z.enum(families), count: z.number().int() })),
      byCategory: z.array(z.object({ category: reference, count: z.number().int() })),
      overdue: z.number().int(),
      warrantyEndsSoon: z.number().int(),
    }),
  ),
  listManufacturers: query('asset.view').output(z.array(reference)),
  createManufacturer: command('catalogue.edit')
    .input(z.object({ name: requiredLine() }))
    .output(z.object({ id }))
    .errors({ NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
  listModels: query('asset.view').output(z.array(model)),
  createModel: command('catalogue.edit')
    .input(modelDetails)
    .output(z.object({ id }))
    .errors({ NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
  /** Assets keep what the model had given them. */
  updateModel: command('catalogue.edit')
    .input(modelDetails.extend({ id, version: z.number().int() }))
    .errors({ NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
};
