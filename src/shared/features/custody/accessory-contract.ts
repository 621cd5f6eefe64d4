import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, reference, requiredLine } from '#shared/rpc/fields.ts';

const expectedOf = z.enum(['category', 'model']);
const names = z.array(requiredLine(80)).max(20);

export const expectedAccessories = z.object({ kind: expectedOf, of: reference, names: z.array(z.string()) });
export type ExpectedAccessories = z.infer<typeof expectedAccessories>;

export const accessoryContract = {
  /** What is expected to go out with an asset, by its model and its category. */
  expectedFor: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(z.string())),
  listExpected: query('asset.view').output(z.array(expectedAccessories)),
  setExpected: command('catalogue.edit').input(z.object({ kind: expectedOf, id, names })),
  /** Says after a return what of the accessories did not come back. */
  noteMissing: command('asset.checkin')
    .input(z.object({ assetId: id, missing: names }))
    .errors({ RETURN_NOT_YET: { data: z.object({ tag: z.string() }) } }),
};
