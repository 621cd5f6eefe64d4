import * as z from 'zod';
import { id, instant, line } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { tagScheme } from './tag-scheme.ts';

export const tagBlock = z.object({
  id,
  note: z.string(),
  operator: z.string(),
  createdAt: instant,
  releasedAt: instant.nullable(),
  first: z.string(),
  last: z.string(),
  total: z.number().int(),
  used: z.number().int(),
  released: z.number().int(),
});
export type TagBlock = z.infer<typeof tagBlock>;

export const tagContract = {
  /** Schemes of categories that have their own. */
  listTagSchemes: query('asset.view').output(z.array(z.object({ categoryId: id, scheme: tagScheme }))),
  /** Null takes the own scheme away; tags that were given stay as they are. */
  setCategoryTagScheme: command('settings.edit').input(z.object({ categoryId: id, scheme: tagScheme.nullable() })),
  listTagBlocks: query('asset.view').output(z.array(tagBlock)),
  /** Reserves tags for a roll of labels: nobody else gets them. */
  reserveTags: command('asset.create')
    .input(
      z.object({
        count: z.number().int().min(1).max(1000),
        categoryId: id,
        placeId: id.nullable(),
        note: line(200),
      }),
    )
    .output(z.object({ blockId: id, tags: z.array(z.string()) })),
  /** Gives up what was never used of a block; such tags are not given again, since labels may lie about. */
  releaseTags: command('asset.create')
    .input(z.object({ blockId: id }))
    .output(z.object({ released: z.number().int() }))
    .errors({ NOTHING_TO_RELEASE: {} }),
};
