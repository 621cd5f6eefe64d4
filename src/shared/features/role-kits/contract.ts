import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { id, line, reference, requiredLine } from '#shared/rpc/fields.ts';
import { headcountProblem } from './headcount-text.ts';

/** More of one thing than any person is handed. */
export const mostOfAPerson = 100;
/** More people than join one department in one month. */
export const mostJoiners = 10_000;

/** A calendar month, `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** What a person of a role gets beside assets. */
export const extraKinds = ['accessory', 'licence', 'training', 'access'] as const;
export type ExtraKind = (typeof extraKinds)[number];
const kitExtra = z.object({ kind: z.enum(extraKinds), name: requiredLine(120) });

export const kitDetails = z.object({
  /** Whom it is for: developer, sales, warehouse … */
  role: requiredLine(80),
  notes: line(500),
  lines: z
    .array(
      z.object({
        categoryId: id,
        /** Null is any model of the category. */
        modelId: id.nullable(),
        quantity: z.number().int().min(1).max(mostOfAPerson),
      }),
    )
    .min(1)
    .max(50),
  extras: z.array(kitExtra).max(50).default([]),
});
export type KitDetails = z.input<typeof kitDetails>;

export const roleKit = z.object({
  id,
  role: z.string(),
  notes: z.string(),
  lines: z.array(z.object({ id, category: reference, model: reference.nullable(), quantity: z.number().int() })),
  extras: z.array(kitExtra),
  version: z.number().int(),
});
export type RoleKit = z.infer<typeof roleKit>;

const people = z.number().int().min(0).max(mostJoiners);

export const plannedJoiners = z.object({
  month,
  departmentId: id,
  kitId: id,
  /** People who join in the month; 0 takes the entry away. */
  joiners: people,
});
export type PlannedJoiners = z.infer<typeof plannedJoiners>;

const headcountRow = plannedJoiners.extend({ department: z.string(), role: z.string() });
export type HeadcountRow = z.infer<typeof headcountRow>;

const kitErrors = {
  ROLE_TAKEN: { data: z.object({ role: z.string() }) },
  MODEL_OF_ANOTHER_CATEGORY: { data: z.object({ model: z.string() }) },
} as const;

/** What people of a role get, and how many of them are going to join. */
export const roleKitsContract = {
  /** Kits that hold, by role. */
  list: query('asset.view').output(z.array(roleKit)),
  /** Null writes a new one. */
  save: command('catalogue.edit')
    .input(kitDetails.extend({ id: id.nullable(), version: z.number().int() }))
    .output(z.object({ id }))
    .errors(kitErrors),
  /** It is handed out and planned no more; what was planned with it from now on goes with it. */
  archive: command('catalogue.edit').input(z.object({ id, version: z.number().int() })),
  listHeadcount: query('asset.view')
    .input(z.object({ from: month, to: month }))
    .output(z.array(headcountRow)),
  planHeadcount: command('po.create')
    .input(
      z.object({
        entries: z
          .array(
            plannedJoiners.extend({
              /** What stood there before; without it nobody is asked. */ seen: people.optional(),
            }),
          )
          .min(1)
          .max(2000),
      }),
    )
    .errors({ HEADCOUNT_CHANGED: { data: z.object({ cells: z.array(plannedJoiners) }) } }),
  /** Rows copied from a spreadsheet, all or none; months and departments that they do not name stay. */
  importHeadcount: command('po.create')
    .input(z.object({ text: z.string().min(1).max(1_000_000) }))
    .output(z.object({ entries: z.number().int(), joiners: z.number().int() }))
    .errors({ HEADCOUNT_REFUSED: { data: z.object({ problems: z.array(headcountProblem) }) } }),
};
