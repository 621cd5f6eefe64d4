import * as z from 'zod';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, day, id, line, page, text } from '#shared/rpc/fields.ts';
import { responseContract } from './response-contract.ts';
import {
  incident,
  incidentKinds,
  incidentOutcomes,
  incidentRow,
  incidentSources,
  incidentStates,
  incidentWork,
} from './model.ts';

/** Several lines that say something. */
const told = text(4000).refine((words) => words.trim() !== '');

const inState = { INCIDENT_STATE: { data: z.object({ state: z.enum(incidentStates) }) } } as const;

export const declaration = z.object({
  kind: z.enum(incidentKinds),
  assetIds: z.array(id).max(100),
  /** Whom it happened to; left out, whoever holds the first asset. */
  personId: id.nullable().optional(),
  /** Where; left out, where the first asset stood. */
  placeId: id.nullable().optional(),
  happenedOn: day.nullable().default(null),
  description: told,
  source: z.enum(incidentSources).exclude(['stocktake']).default('asset'),
});
export type Declaration = z.infer<typeof declaration>;

export const declareErrors = {
  INCIDENT_ABOUT_NOTHING: {},
  HAPPENED_LATER: { data: z.object({ day }) },
  ALREADY_IN_INCIDENT: { data: z.object({ tag: z.string(), number: z.number().int() }) },
  ASSET_NOT_AVAILABLE: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
} as const;

export const incidentsContract = {
  ...responseContract,
  /** What is open first, the newest first. */
  list: query('asset.view')
    .input(
      z.object({
        states: z.array(z.enum(incidentStates)).max(incidentStates.length).optional(),
        kinds: z.array(z.enum(incidentKinds)).max(incidentKinds.length).optional(),
        search: line(100).optional(),
        assetId: id.optional(),
        /** Days on which it was declared. */
        from: day.optional(),
        to: day.optional(),
        /** Of what is not done in it. */
        undone: z.enum(incidentWork).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(page(incidentRow)),
  get: query('asset.view').input(z.object({ id })).output(incident),
  /** Says that something happened. What is lost or stolen gets that status, and its custody stands still. */
  declare: command('incident.declare')
    .input(declaration)
    .output(z.object({ id, number: z.number().int() }))
    .errors(declareErrors),
  takeInHand: command('incident.manage')
    .input(z.object({ id, version: z.number().int() }))
    .errors(inState),
  addNote: command('incident.declare')
    .input(z.object({ id, text: told }))
    .errors(inState),
  /** One of its assets turned up; its custody stands still until the incident is closed. */
  markFound: command('incident.declare')
    .input(z.object({ id, assetId: id, placeId: id.nullable() }))
    .errors({ ...inState, FOUND_ALREADY: { data: z.object({ tag: z.string() }) } }),
  /** Says what came of it: what was recovered goes back to stock, what is written off is nobody's any more. */
  close: command('incident.manage')
    .input(z.object({ id, version: z.number().int(), outcome: z.enum(incidentOutcomes), note: told }))
    .errors({
      ...inState,
      OUTCOME_UNFIT: { data: z.object({ outcome: z.enum(incidentOutcomes) }) },
    }),
};
