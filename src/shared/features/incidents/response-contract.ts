import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, line, requiredLine } from '#shared/rpc/fields.ts';
import { incidentStates } from './model.ts';
import { dataClasses, incidentStatistics, referenceKinds, response, responsePlans } from './response.ts';

const inState = { INCIDENT_STATE: { data: z.object({ state: z.enum(incidentStates) }) } } as const;

export const responseContract = {
  /** Steps with their deadlines, references, tasks, and what the assets of an incident lead to. */
  response: query('asset.view').input(z.object({ id })).output(response),
  finishStep: command('incident.declare')
    .input(z.object({ stepId: id, note: line(500).default('') }))
    .errors({ STEP_DONE_ALREADY: {} }),
  addReference: command('incident.declare').input(
    z.object({ id, kind: z.enum(referenceKinds), number: requiredLine(100), note: line(300).default('') }),
  ),
  classify: command('incident.manage')
    .input(z.object({ id, dataClass: z.enum(dataClasses) }))
    .errors(inState),
  /** What was learned becomes something that somebody does. */
  addTask: command('incident.manage')
    .input(z.object({ id, text: requiredLine(300), owner: line(100).default(''), dueOn: day.nullable().default(null) }))
    .output(z.object({ id })),
  finishTask: command('incident.declare')
    .input(z.object({ taskId: id }))
    .errors({ STEP_DONE_ALREADY: {} }),
  plans: query('asset.view').output(responsePlans),
  /** What was declared before keeps the steps that it began with. */
  savePlans: command('settings.edit').input(responsePlans),
  statistics: query('asset.view')
    .input(z.object({ from: day, to: day }))
    .output(incidentStatistics),
  /** Asks where, then writes everything about an incident as PDF. */
  saveReport: command('incident.declare')
    .input(z.object({ id, language: z.enum(['en', 'de']) }))
    .output(z.object({ path: z.string().nullable() })),
};
