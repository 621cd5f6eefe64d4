import * as z from 'zod';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { custodian } from '#shared/features/assets/model.ts';
import { day, id, instant, reference } from '#shared/rpc/fields.ts';

/** What happened. Words for each stand in the resource file. */
export const incidentKinds = ['lost', 'stolen', 'damaged', 'unauthorised', 'other'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStates = ['open', 'in_hand', 'closed'] as const;
export type IncidentState = (typeof incidentStates)[number];

/** What of an incident may be left undone. */
export const incidentWork = ['late_steps', 'open_tasks'] as const;
export type IncidentWork = (typeof incidentWork)[number];

/** What came of it; `mistaken`: nothing had happened. */
export const incidentOutcomes = ['recovered', 'written_off', 'repaired', 'settled', 'mistaken'] as const;
export type IncidentOutcome = (typeof incidentOutcomes)[number];

export const outcomesOf: Readonly<Record<IncidentKind, readonly IncidentOutcome[]>> = {
  lost: ['recovered', 'written_off', 'mistaken'],
  stolen: ['recovered', 'written_off', 'mistaken'],
  damaged: ['repaired', 'written_off', 'settled', 'mistaken'],
  unauthorised: ['settled', 'mistaken'],
  other: ['settled', 'mistaken'],
};

/** Somebody takes it in hand before it is closed, so that it is always known who answers for it. */
export const nextIncidentStates: Readonly<Record<IncidentState, readonly IncidentState[]>> = {
  open: ['in_hand'],
  in_hand: ['closed'],
  closed: [],
};

/** While such an incident is open, nobody is given the assets and nobody is released from them. */
export function freezesCustody(kind: IncidentKind): kind is 'lost' | 'stolen' {
  return kind === 'lost' || kind === 'stolen';
}

/** Where it was declared; `leaver`: somebody left and did not bring back what he had. */
export const incidentSources = ['asset', 'desk', 'stocktake', 'list', 'leaver'] as const;
export type IncidentSource = (typeof incidentSources)[number];

export const timelineKinds = ['declared', 'asset_added', 'taken_in_hand', 'note', 'found', 'closed'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export const incidentRow = z.object({
  id,
  number: z.number().int(),
  kind: z.enum(incidentKinds),
  state: z.enum(incidentStates),
  outcome: z.enum(incidentOutcomes).nullable(),
  description: z.string(),
  /** Tags of the assets that it is about, in one line. */
  assets: z.string(),
  person: z.string().nullable(),
  place: z.string().nullable(),
  openedBy: z.string(),
  openedAt: instant,
});
export type IncidentRow = z.infer<typeof incidentRow>;

const incidentAsset = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  status: z.enum(assetStatuses),
  custodian: custodian.nullable(),
  place: reference.nullable(),
  /** When it turned up again while the incident was open. */
  foundAt: instant.nullable(),
  foundAtPlace: z.string().nullable(),
});
export type IncidentAsset = z.infer<typeof incidentAsset>;

const timelineEntry = z.object({
  id,
  at: instant,
  kind: z.enum(timelineKinds),
  operator: z.string(),
  asset: reference.nullable(),
  /** As it was written by hand. */
  text: z.string().nullable(),
});

export const incident = incidentRow.omit({ assets: true, person: true, place: true }).extend({
  person: reference.nullable(),
  place: reference.nullable(),
  happenedOn: day.nullable(),
  source: z.enum(incidentSources),
  stocktake: reference.nullable(),
  inHandOf: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedAt: instant.nullable(),
  assets: z.array(incidentAsset),
  timeline: z.array(timelineEntry),
  version: z.number().int(),
});
export type Incident = z.infer<typeof incident>;
