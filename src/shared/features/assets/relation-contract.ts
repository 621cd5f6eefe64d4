import * as z from 'zod';
import { id, instant, line } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { relationTypes } from './relation.ts';
import { assetStatuses } from './status.ts';

/** Longest chain that is followed, and most dependants that are listed. */
export const dependantDepth = 20;
export const dependantLimit = 500;

const relatedAsset = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  status: z.enum(assetStatuses),
  category: z.string(),
});

/** A relation as the page of one of its two assets shows it. */
export const relation = z.object({
  id,
  type: z.enum(relationTypes),
  /** Which end the asset of the page is. */
  end: z.enum(['source', 'target']),
  other: relatedAsset,
  note: z.string().nullable(),
  addedAt: instant,
  operator: z.string(),
});
export type Relation = z.infer<typeof relation>;

export const dependant = z.object({
  asset: relatedAsset,
  /** Steps between the two; 1 for what depends on it directly. */
  depth: z.number().int(),
  /** Tags along the shortest way, both ends included. */
  path: z.array(z.string()),
});
export type Dependant = z.infer<typeof dependant>;

const tags = z.object({ tag: z.string(), otherTag: z.string() });
const relationErrors = {
  RELATION_TO_ITSELF: { data: z.object({ tag: z.string() }) },
  RELATION_EXISTS: { data: tags },
  RELATION_CYCLE: { data: tags },
  HAS_PARENT: { data: z.object({ tag: z.string(), parent: z.string() }) },
  ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
} as const;

export const relationContract = {
  listRelations: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(relation)),
  /** Everything that would be missed together with the asset, nearest first. */
  listDependants: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.object({ dependants: z.array(dependant), complete: z.boolean() })),
  addRelation: command('asset.edit')
    .input(
      z.object({ sourceId: id, type: z.enum(relationTypes), targetId: id, note: line(500).nullable().default(null) }),
    )
    .output(z.object({ id }))
    .errors(relationErrors),
  removeRelation: command('asset.edit').input(z.object({ id })).errors({ RELATION_REMOVED: {} }),
  /** Takes the last step of a relation back: one that was added goes, one that was removed is there again. */
  undoRelation: command('asset.edit').input(z.object({ id })).errors(relationErrors),
};
