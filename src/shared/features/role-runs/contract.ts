import * as z from 'zod';
import { custodyErrors } from '#shared/features/custody/contract.ts';
import { reminderWays } from '#shared/features/custody/reminder-contract.ts';
import { declareErrors } from '#shared/features/incidents/contract.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { day, id, requiredLine } from '#shared/rpc/fields.ts';
import { seatErrors } from '#shared/features/licences/seat.ts';
import { expectedRun, plannedItem, roleRun, roleRunRow, runKinds, task, unreturned } from './model.ts';

const notThere = { NOTHING_UNRETURNED: { data: z.object({ name: z.string() }) } } as const;

const planned = z
  .object({ personId: id, kind: z.enum(runKinds), kitId: id.nullable() })
  // Whoever leaves needs nothing any more.
  .refine(({ kind, kitId }) => (kind === 'leaver') === (kitId === null), { path: ['kitId'] });

/** Joiners, movers and leavers: what a person has against what the role needs, worked off at the desk. */
export const roleRunsContract = {
  /** What a run would list. */
  compare: query('person.view').input(planned).output(z.array(plannedItem)),
  start: command('asset.checkout')
    .input(z.intersection(planned, z.object({ dueOn: day })))
    .output(z.object({ id }))
    .errors({
      RUN_OPEN: { data: z.object({ name: z.string() }) },
      PERSON_ARCHIVED: { data: z.object({ name: z.string() }) },
    }),
  /** The newest first; those with nothing open are left out unless they are asked for. */
  list: query('person.view')
    .input(z.object({ done: z.boolean().default(false) }))
    .output(z.array(roleRunRow)),
  get: query('person.view').input(z.object({ id })).output(roleRun),
  /** A scanned asset: it goes out where the run lacks it, or comes back where the run collects it. */
  scan: command('asset.checkout')
    .input(z.object({ id, code: requiredLine(200) }))
    .output(z.object({ did: z.enum(['handed_out', 'collected']), tag: z.string(), itemId: id }))
    .errors({
      ...custodyErrors,
      CODE_UNKNOWN: { data: z.object({ code: z.string() }) },
      NOT_ON_THE_LIST: { data: z.object({ tag: z.string() }) },
      RUN_CANCELLED: {},
    }),
  /** What is no asset is done by hand; anything may be let go with a reason, and taken up again. */
  settle: command('asset.checkout')
    .input(
      z.object({
        itemId: id,
        to: z.discriminatedUnion('state', [
          z.object({ state: z.literal('done') }),
          z.object({ state: z.literal('open') }),
          z.object({ state: z.literal('waived'), reason: requiredLine(200) }),
        ]),
      }),
    )
    .errors({ ...seatErrors, DONE_BY_SCANNING: { data: z.object({ name: z.string() }) } }),
  setDue: command('asset.checkout').input(z.object({ itemId: id, dueOn: day })),
  cancel: command('asset.checkout').input(z.object({ id, reason: requiredLine(200) })),
  /** What is open in all runs, the longest overdue first. */
  listTasks: query('person.view').output(z.array(task)),
  /** Who begins, has moved or ends soon without a run, by what the register says, e.g. after an import. */
  listExpected: query('person.view').output(z.array(expectedRun)),
  /** Who leaves within two weeks, or has left, and still has assets. */
  listUnreturned: query('person.view').output(z.array(unreturned)),
  /** What is done about assets that did not come back by the last day. */
  decideUnreturned: command('asset.edit')
    .input(z.object({ personId: id, decision: z.enum(['incident', 'excused']), reason: requiredLine(500) }))
    .output(z.object({ incident: z.object({ id, number: z.number().int() }).nullable() }))
    .errors({ ...notThere, ...declareErrors }),
  /** What to write to somebody who leaves soon, or has left, with all that he still has. */
  prepareLeaverMail: query('person.view')
    .input(z.object({ personId: id, language: z.enum(['en', 'de']) }))
    .output(z.object({ to: z.string().nullable(), name: z.string(), subject: z.string(), text: z.string() }))
    .errors(notThere),
  /** Keeps that he was told; as a file the mail is written where the operator says. */
  remindLeaver: job('asset.checkout')
    .input(z.object({ personId: id, language: z.enum(['en', 'de']), way: z.enum(reminderWays) }))
    .output(z.object({ path: z.string().nullable() }))
    .errors(notThere),
};
