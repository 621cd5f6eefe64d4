import * as z from 'zod';
import { assetFilter } from '#shared/features/assets/contract.ts';
import { personFilter } from '#shared/features/people/contract.ts';
import { id, line, reference, requiredLine, sortDirection } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** Lists that views are kept of, each with what it can be filtered by. */
export const listFilters = { assets: assetFilter, people: personFilter } as const;
export const listNames = ['assets', 'people'] as const satisfies readonly (keyof typeof listFilters)[];
export type ListName = (typeof listNames)[number];

const longestFilter = 20_000;

/** How a list looks: which columns in which order and width, how it is sorted, what it shows. */
export const viewContent = z.object({
  columns: z
    .array(z.object({ id: line(40), width: z.number().int().min(40).max(2000).nullable() }))
    .min(1)
    .max(80),
  sort: z.object({ by: line(40), direction: sortDirection }),
  /** As the list's own filter says it; held against that when it is kept. */
  filter: z.record(z.string().max(40), z.json()).refine((filter) => JSON.stringify(filter).length <= longestFilter),
});
export type ViewContent = z.infer<typeof viewContent>;

const savedView = viewContent.extend({
  id,
  name: z.string(),
  shared: z.boolean(),
  owner: reference,
  /** Whether this operator may overwrite, rename and delete it. */
  editable: z.boolean(),
  isDefault: z.boolean(),
  version: z.number().int(),
});
export type SavedView = z.infer<typeof savedView>;

const list = z.enum(listNames);
const named = z.object({ name: requiredLine(80), shared: z.boolean() });
const known = z.object({ id, version: z.number().int() });

const notYours = { VIEW_NOT_YOURS: { data: z.object({ name: z.string(), owner: z.string() }) } } as const;
const taken = { NAME_TAKEN: { data: z.object({ name: z.string() }) } } as const;

export const viewsContract = {
  /** One's own and the shared ones, by name. */
  list: query('signed-in').input(z.object({ list })).output(z.array(savedView)),
  create: command('signed-in')
    .input(named.extend({ list, content: viewContent }))
    .output(z.object({ id }))
    .errors(taken),
  overwrite: command('signed-in')
    .input(known.extend({ content: viewContent }))
    .errors(notYours),
  rename: command('signed-in')
    .input(known.extend(named.shape))
    .errors({ ...notYours, ...taken }),
  remove: command('signed-in').input(known).errors(notYours),
  /** What the list opens with for this operator; null takes it back. */
  setDefault: command('signed-in').input(z.object({ list, id: id.nullable() })),
};
