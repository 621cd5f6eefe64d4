import * as z from 'zod';
import { dataClasses } from '#shared/features/incidents/response.ts';
import { command, query } from '#shared/rpc/define.ts';
import { id, line, page, requiredLine } from '#shared/rpc/fields.ts';
import {
  assetKeeping,
  doorVerdicts,
  entrances,
  keepingRule,
  misplaced,
  newEntrant,
  placeSecurity,
  ruleDetails,
  sealEnds,
  securePlaceRow,
  visits,
} from './keeping.ts';
import {
  assetPosture,
  newReading,
  policyVersion,
  posturePolicy,
  postureRow,
  postureSummary,
  trendPoint,
} from './posture.ts';

const version = z.number().int();
const notSecure = { PLACE_NOT_SECURE: { data: z.object({ place: z.string() }) } } as const;

/** Which devices a list shows: all, those that fail, those of which nothing is known, those that comply. */
export const postureStandings = ['all', 'failing', 'silent', 'compliant'] as const;
export type PostureStanding = (typeof postureStandings)[number];

export const securityContract = {
  listSecurePlaces: query('place.view').output(z.array(securePlaceRow)),
  placeSecurity: query('place.view')
    .input(z.object({ placeId: id }))
    .output(placeSecurity),
  /** Makes a place a secure one, or changes what is known of its lock. */
  markSecure: command('place.edit').input(
    z.object({ placeId: id, lock: line(80), note: line(300), version: version.nullable() }),
  ),
  /** The place is none any more; its seals and who could enter stay known. */
  unmarkSecure: command('place.edit')
    .input(z.object({ placeId: id, version }))
    .errors({ PLACE_KEEPS_THINGS: { data: z.object({ rules: z.number().int() }) } }),
  /** The seal that is on it is opened, replaced or found broken; another takes its place. */
  changeSeal: command('asset.move')
    .input(z.object({ placeId: id, number: requiredLine(60).nullable(), removed: z.enum(sealEnds), note: line(300) }))
    .errors({
      ...notSecure,
      SEAL_USED_BEFORE: { data: z.object({ number: z.string(), place: z.string() }) },
      SEAL_NEEDS_NOTE: {},
      SEAL_MISSING: {},
    }),
  letIn: command('place.edit')
    .input(z.object({ placeId: id, who: newEntrant }))
    .output(z.object({ id }))
    .errors({ ...notSecure, MAY_ENTER_ALREADY: {} }),
  shutOut: command('place.edit').input(z.object({ id })),
  /** Whether somebody may enter, and by what. */
  mayEnter: query('place.view')
    .input(z.object({ placeId: id, personId: id }))
    .output(z.object({ allowed: z.boolean(), by: z.enum(entrances).nullable() })),
  /** Somebody stands at the door: he is let in, leaves, or is turned away, and that is written down. */
  passDoor: command('asset.move')
    .input(z.object({ placeId: id, personId: id }))
    .output(z.object({ verdict: z.enum(doorVerdicts), by: z.enum(entrances).nullable(), inside: z.number().int() }))
    .errors(notSecure),
  /** Who came to the door of a secure place, the newest first. */
  listVisits: query('place.view')
    .input(z.object({ placeId: id, limit: z.number().int().min(1).max(500).default(50) }))
    .output(visits),
  listRules: query('asset.view').output(z.array(keepingRule)),
  saveRule: command('settings.edit')
    .input(ruleDetails.extend({ id: id.nullable(), version: version.nullable() }))
    .output(z.object({ id }))
    .errors(notSecure),
  endRule: command('settings.edit').input(z.object({ id, version })),
  /** Assets that do not stand where they have to be kept. */
  listMisplaced: query('asset.view')
    .input(z.object({ limit: z.number().int().min(1).max(1000).default(500) }))
    .output(z.object({ rows: z.array(misplaced), total: z.number().int() })),
  keepingOf: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(assetKeeping),
  /** How much it matters who sees the data on an asset. */
  classifyAsset: command('asset.edit')
    .input(z.object({ assetId: id, dataClass: z.enum(dataClasses).nullable() }))
    .errors({ ASSET_CLOSED: { data: z.object({ tag: z.string() }) } }),

  postureOf: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(assetPosture),
  recordPosture: command('asset.edit')
    .input(newReading.extend({ assetId: id }))
    .output(z.object({ id }))
    .errors({
      ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
      NOTHING_READ: {},
      DATES_OUT_OF_ORDER: { data: z.object({ first: z.string(), last: z.string() }) },
    }),
  /** Devices with their scores, the worst first. */
  listPosture: query('asset.view')
    .input(
      z.object({
        standing: z.enum(postureStandings).default('failing'),
        search: line(100).optional(),
        cursor: z
          .string()
          .regex(/^\d{1,9}$/)
          .optional(),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(page(postureRow)),
  postureSummary: query('asset.view').output(postureSummary),
  /** How the devices stood over time, by the policy that holds now. */
  postureTrend: query('asset.view')
    .input(z.object({ days: z.union([z.literal(30), z.literal(90), z.literal(365)]) }))
    .output(z.array(trendPoint)),
  posturePolicy: query('asset.view').output(policyVersion),
  savePosturePolicy: command('settings.edit')
    .input(z.object({ policy: posturePolicy, note: line(300), version }))
    .errors({ NOTHING_ASKED: {} }),
  posturePolicyVersions: query('asset.view').output(z.array(policyVersion)),
};
