import * as z from 'zod';
import { assetStatuses } from '#shared/features/assets/status.ts';
import type { SightingKind } from '#shared/features/assets/whereabouts.ts';
import { id, instant, reference } from '#shared/rpc/fields.ts';

export const stocktakeStates = ['planned', 'counting', 'reconciling', 'closed', 'cancelled'] as const;
export type StocktakeState = (typeof stocktakeStates)[number];

const countingResults = ['found', 'wrong_place', 'unexpected', 'missing', 'no_place', 'unknown'] as const;
/** `not_drawn`: belongs to the population of a spot check, but the lot did not fall on it. */
export const lineResults = [...countingResults, 'not_drawn'] as const;
export type LineResult = (typeof lineResults)[number];

export const samplingMethods = ['full', 'random', 'systematic'] as const;
export type SamplingMethod = (typeof samplingMethods)[number];

export const varianceCauses = [
  'moved_unrecorded',
  'handed_over_unrecorded',
  'not_registered',
  'tag_damaged',
  'lost',
  'stolen',
  'counting_error',
  'other',
] as const;
export type VarianceCause = (typeof varianceCauses)[number];

export const varianceDecisions = ['move_record', 'mark_missing', 'open_incident', 'register', 'leave'] as const;
export type VarianceDecision = (typeof varianceDecisions)[number];

/** Which decisions a variance allows; what was found, or was never asked for, is none. */
export const decisionsFor: Readonly<Record<LineResult, readonly VarianceDecision[]>> = {
  found: [],
  not_drawn: [],
  wrong_place: ['move_record', 'leave'],
  unexpected: ['move_record', 'leave'],
  no_place: ['move_record', 'leave'],
  missing: ['mark_missing', 'open_incident', 'leave'],
  unknown: ['register', 'leave'],
};
export const varianceResults = lineResults.filter((result) => decisionsFor[result].length > 0);

/** What has to be said beside the decision: why nothing is done, or what is known of the loss. */
export function needsNote(decision: VarianceDecision): boolean {
  return decision === 'leave' || decision === 'open_incident';
}

/** `overtaken`: the register knows something newer, so the decision changed nothing. */
export const varianceOutcomes = ['applied', 'overtaken', 'left', 'to_register'] as const;
export type VarianceOutcome = (typeof varianceOutcomes)[number];

/** Members of one list are alternatives, the lists narrow each other; an empty scope is everything. */
export const stocktakeScope = z.object({
  placeIds: z.array(id).max(500),
  departmentIds: z.array(id).max(500),
  categoryIds: z.array(id).max(500),
});
export type StocktakeScope = z.infer<typeof stocktakeScope>;

export const stocktakeTally = z.object({
  expected: z.number().int(),
  found: z.number().int(),
  wrong_place: z.number().int(),
  unexpected: z.number().int(),
  missing: z.number().int(),
  no_place: z.number().int(),
  unknown: z.number().int(),
});

export const stocktakeRow = z.object({
  id,
  number: z.number().int(),
  name: z.string(),
  state: z.enum(stocktakeStates),
  method: z.enum(samplingMethods),
  blind: z.boolean(),
  /** `file`: another workstation's stocktake that is only counted here. */
  origin: z.enum(['here', 'file']),
  scopeText: z.array(z.string()),
  plannedBy: z.string(),
  plannedAt: instant,
  startedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Hidden from whoever counts blind. */
  tally: stocktakeTally.nullable(),
});
export type StocktakeRow = z.infer<typeof stocktakeRow>;

/** Two scanners at one workstation count side by side, each at a place of its own. */
export const lanes = ['A', 'B'] as const;
export type Lane = (typeof lanes)[number];

const countingSession = z.object({
  id,
  operator: z.string(),
  desk: z.string(),
  lane: z.enum(lanes),
  origin: z.enum(['here', 'file']),
  place: reference.nullable(),
  sightings: z.number().int(),
  own: z.boolean(),
});
export type CountingSession = z.infer<typeof countingSession>;

/** What still stands between the end of counting and closing. */
const openVariances = z.object({
  variances: z.number().int(),
  undecided: z.number().int(),
  unapproved: z.number().int(),
});

export const stocktakeDetail = stocktakeRow.extend({
  scope: stocktakeScope,
  sampleSize: z.number().int().nullable(),
  /** Text that the draw starts from: with it anybody gets the same sample from the same population. */
  seed: z.string().nullable(),
  population: z.number().int().nullable(),
  secondPerson: z.boolean(),
  countedAt: instant.nullable(),
  note: z.string().nullable(),
  /** Null until counting has ended. */
  open: openVariances.nullable(),
  sessions: z.array(countingSession),
});
export type StocktakeDetail = z.infer<typeof stocktakeDetail>;

export const stocktakeLine = z.object({
  id,
  assetId: id.nullable(),
  tag: z.string().nullable(),
  name: z.string().nullable(),
  code: z.string().nullable(),
  expected: z.boolean(),
  carriedOver: z.boolean(),
  position: z.number().int().nullable(),
  expectedPlace: z.string().nullable(),
  seenPlace: z.string().nullable(),
  custodian: z.string().nullable(),
  statusThen: z.enum(assetStatuses).nullable(),
  result: z.enum(lineResults),
  seenAt: instant.nullable(),
  witnesses: z.number().int(),
  cause: z.enum(varianceCauses).nullable(),
  decision: z.enum(varianceDecisions).nullable(),
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** What stands in for an independent second person in a team that is too small for one. */
  compensatingControl: z.string().nullable(),
  outcome: z.enum(varianceOutcomes).nullable(),
  /** What its decision opened. */
  incident: z.object({ id, number: z.number().int() }).nullable(),
});
export type StocktakeLine = z.infer<typeof stocktakeLine>;

export const sightingWays = ['barcode', 'rfid', 'manual'] as const;
export type SightingWay = (typeof sightingWays)[number];

/** What kind of sighting of an asset each of them is. */
export const sightingOfWay = { barcode: 'scan', rfid: 'rfid', manual: 'hand' } as const satisfies Record<
  SightingWay,
  SightingKind
>;

/** How far the expected assets of one place have been seen. */
export const placeProgress = z.object({
  placeId: id.nullable(),
  path: z.string().nullable(),
  expected: z.number().int(),
  seen: z.number().int(),
});
export type PlaceProgress = z.infer<typeof placeProgress>;

export const scanOutcomes = [
  'place',
  'place_first',
  'recorded',
  'again',
  'not_countable',
  'quantity',
  ...lineResults,
] as const;
export type ScanOutcome = (typeof scanOutcomes)[number];

/** What is counted by quantity, as a scan of its code leaves it. */
export const countedQuantity = z.object({
  /** Of the article; null for one of another workstation's list. */
  id: id.nullable(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  /** How many were counted at the place by now. */
  counted: z.number().int(),
  /** What the books say; null when counting blind, or for another workstation. */
  booked: z.number().int().nullable(),
});
export type CountedQuantity = z.infer<typeof countedQuantity>;

export const countResult = z.object({
  /** `recorded` stands for every result when counting blind. */
  outcome: z.enum(scanOutcomes),
  code: z.string(),
  asset: z.object({ id, tag: z.string(), name: z.string() }).nullable(),
  supply: countedQuantity.nullable(),
  expectedPlace: z.string().nullable(),
  place: reference.nullable(),
  /** Lost or stolen according to the register. */
  alarm: z.boolean(),
  layoutMismatch: z.boolean(),
  at: instant,
});
export type CountResult = z.infer<typeof countResult>;

/** A closed stocktake as a point of the trend. Shares are in hundredths of a percent. */
export const accuracyPoint = z.object({
  id,
  number: z.number().int(),
  name: z.string(),
  method: z.enum(samplingMethods),
  scopeText: z.array(z.string()),
  closedAt: instant,
  expected: z.number().int(),
  found: z.number().int(),
  /** Found where the register said, of what was expected. */
  byCount: z.number().int().nullable(),
  /** The same by acquisition cost; null when costs are missing altogether or in several currencies. */
  byValue: z.number().int().nullable(),
});
export type AccuracyPoint = z.infer<typeof accuracyPoint>;

/** What a file of another workstation brought. */
export const joinedCount = z.object({
  witnesses: z.array(z.string()),
  sightings: z.number().int(),
  /** Names the database that signed it, to be compared by telephone. */
  fingerprint: z.string(),
});
export type JoinedCount = z.infer<typeof joinedCount>;
