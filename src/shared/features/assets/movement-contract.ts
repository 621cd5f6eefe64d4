import * as z from 'zod';
import { cursor, day, id, page, reference, sortDirection } from '#shared/rpc/fields.ts';
import { query } from '#shared/rpc/define.ts';
import { movement, movementKinds } from './model.ts';

/** Which of the movements of all assets; days are those of UTC. */
export const movementFilter = z.object({
  /** Part of the tag or name of the asset, or of where it came from or went. */
  search: z.string().max(200).optional(),
  kinds: z.array(z.enum(movementKinds)).max(movementKinds.length).optional(),
  from: day.optional(),
  until: day.optional(),
  assetId: id.optional(),
});
export type MovementFilter = z.infer<typeof movementFilter>;

const movementRow = movement.extend({ asset: reference.extend({ tag: z.string() }) });
export type MovementRow = z.infer<typeof movementRow>;

export const movementContract = {
  /** What happened to place, custodian and status of all assets. */
  listMovements: query('asset.view')
    .input(
      movementFilter.extend({
        direction: sortDirection.default('descending'),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(movementRow)),
};
