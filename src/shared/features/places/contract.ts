import * as z from 'zod';
import { id, ownCode, requiredLine, text } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** From the widest to the narrowest; a place stands in one that is wider. */
export const placeKinds = ['site', 'building', 'floor', 'room', 'rack', 'bin'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const placeDetails = z.object({
  parentId: id.nullable(),
  kind: z.enum(placeKinds),
  name: requiredLine(),
  /** What the label at the place carries; made when left empty. */
  code: ownCode(60).nullable(),
  notes: text().nullable(),
});
export type PlaceDetails = z.infer<typeof placeDetails>;

export const place = z.object({
  id,
  parentId: id.nullable(),
  kind: z.enum(placeKinds),
  name: z.string(),
  code: z.string(),
  /** Names from the widest place down to this one, e.g. `Prague › Main building › 2nd floor`. */
  path: z.string(),
  notes: z.string().nullable(),
  assetsHere: z.number().int(),
  archived: z.boolean(),
  version: z.number().int(),
});
export type Place = z.infer<typeof place>;

const placeErrors = {
  CODE_TAKEN: { data: z.object({ code: z.string(), placeId: id, name: z.string() }) },
  PARENT_NOT_WIDER: { data: z.object({ kind: z.string(), parentKind: z.string() }) },
} as const;

export const placesContract = {
  /** The whole tree in reading order: each place after its parent. */
  list: query('place.view')
    .input(z.object({ includeArchived: z.boolean().default(false) }))
    .output(z.array(place)),
  get: query('place.view').input(z.object({ id })).output(place),
  create: command('place.edit').input(placeDetails).output(z.object({ id })).errors(placeErrors),
  update: command('place.edit')
    .input(placeDetails.extend({ id, version: z.number().int() }))
    .errors(placeErrors),
  archive: command('place.edit')
    .input(z.object({ id }))
    .errors({
      NOT_EMPTY: {
        data: z.object({ assets: z.number().int(), places: z.number().int(), articles: z.number().int() }),
      },
    }),
  /** Brings a place back that was archived, and it can be filled again. */
  restore: command('place.edit')
    .input(z.object({ id }))
    .errors({ PARENT_ARCHIVED: { data: z.object({ name: z.string() }) } }),
};
