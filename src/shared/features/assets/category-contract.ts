import * as z from 'zod';
import { id, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { families } from './families.ts';
import { category } from './model.ts';

const categoryDetails = z.object({
  name: requiredLine(80),
  /** Stands in tags whose prefix has {CATEGORY}. */
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,4}$/),
  parentId: id.nullable(),
  /** Left out, a new one does as what it stands in, and a known one as before. */
  holdsData: z.boolean().optional(),
});
export type CategoryDetails = z.infer<typeof categoryDetails>;

const named = z.object({ name: z.string() });
/** Nothing goes into a category that is out of use. */
export const categoryErrors = { CATEGORY_ARCHIVED: { data: named } } as const;

const placed = {
  NAME_TAKEN: { data: named },
  NAME_OF_ARCHIVED: { data: named },
  CATEGORY_WITHIN_ITSELF: { data: named },
  CATEGORY_FAMILY_DIFFERS: { data: named },
  ...categoryErrors,
} as const;

/** What becomes of a field when its category is merged into another. */
const mergedField = z.object({
  name: z.string(),
  /** Its name afterwards. */
  becomes: z.string(),
  /** Joined with a field of the target, moved to it, or left behind with its values. */
  how: z.enum(['joined', 'moved', 'kept']),
});

/** Something that was done with what a merge moved: the target itself, assets, their values, or fields that went along. */
const mergeObstacle = z.object({
  what: z.enum(['target', 'assets', 'values', 'fields']),
  count: z.number().int(),
  /** Tag or name of the first of them. */
  example: z.string(),
});

/** The tree of categories, which the IT manager edits (T2). */
export const categoryContract = {
  /** Archived ones too: what was filed under them is still shown. */
  listCategories: query('asset.view').output(z.array(category)),
  createCategory: command('catalogue.edit')
    .input(categoryDetails.extend({ family: z.enum(families) }))
    .output(z.object({ id }))
    .errors(placed),
  updateCategory: command('catalogue.edit')
    .input(categoryDetails.extend({ id, version: z.number().int() }))
    .errors(placed),
  /** What {@link mergeCategories} would do. */
  previewMerge: query('catalogue.edit')
    .input(z.object({ id, intoId: id }))
    .output(
      z.object({
        assets: z.number().int(),
        /** Disposed assets stay as they are. */
        closed: z.number().int(),
        models: z.number().int(),
        categories: z.number().int(),
        fields: z.array(mergedField),
      }),
    )
    .errors(placed),
  /** Assets, models, narrower categories, fields and values go into the other category; this one is archived. */
  mergeCategories: command('catalogue.edit')
    .input(z.object({ id, intoId: id }))
    .output(z.object({ assets: z.number().int() }))
    .errors(placed),
  /** What stands in the way of taking the merge of a category back. */
  mergeUndoOutlook: query('catalogue.edit')
    .input(z.object({ id }))
    .output(z.object({ obstacles: z.array(mergeObstacle) }))
    .errors({ MERGE_NOT_KNOWN: {} }),
  /** Everything that a merge moved goes back, for as long as nothing was done with it since. */
  undoMerge: command('catalogue.edit')
    .input(z.object({ id }))
    .output(z.object({ assets: z.number().int() }))
    .errors({ MERGE_NOT_KNOWN: {}, MERGE_BUILT_ON: { data: mergeObstacle } }),
  archiveCategory: command('catalogue.edit')
    .input(z.object({ id }))
    .errors({ CATEGORY_IN_USE: { data: z.object({ name: z.string(), count: z.number().int() }) } }),
  restoreCategory: command('catalogue.edit').input(z.object({ id })),
};
