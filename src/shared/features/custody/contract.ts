import * as z from 'zod';
import { conditions, custodian, custodianKinds } from '#shared/features/assets/model.ts';
import { frozenError } from '#shared/features/assets/frozen-error.ts';
import { confidenceLevels, evidenceKinds } from '#shared/features/assets/whereabouts.ts';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { accessoryContract } from './accessory-contract.ts';
import { handoverContract } from './handover-contract.ts';
import { nextSteps } from './model.ts';
import { reminderContract } from './reminder-contract.ts';
import { day, id, instant, line, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** One link of the chain: somebody was answerable for the asset from here to there. */
export const custody = z.object({
  id,
  custodian,
  startedAt: instant,
  dueOn: day.nullable(),
  endedAt: instant.nullable(),
  conditionOut: z.enum(conditions),
  conditionIn: z.enum(conditions).nullable(),
  handedOverBy: z.string(),
  takenBackBy: z.string().nullable(),
  note: z.string().nullable(),
  purpose: z.string().nullable(),
  accessories: z.array(z.string()),
  /** What of the accessories did not come back. */
  missing: z.array(z.string()),
  nextStep: z.enum(nextSteps).nullable(),
  /** The receipt that was signed for it, or that the custodian refused to sign. */
  receipt: z.object({ id, number: z.number().int(), outcome: z.enum(['signed', 'refused']) }).nullable(),
  reversed: z.boolean(),
});
export type Custody = z.infer<typeof custody>;

export const heldAsset = z.object({
  assetId: id,
  tag: z.string(),
  name: z.string(),
  custodyId: id,
  startedAt: instant,
  dueOn: day.nullable(),
  signed: z.boolean(),
});
export type HeldAsset = z.infer<typeof heldAsset>;

export const dueAsset = z.object({
  assetId: id,
  tag: z.string(),
  name: z.string(),
  custodian,
  email: z.string().nullable(),
  startedAt: instant,
  dueOn: day,
  /** Days past the due day; negative while it still has time. */
  daysOver: z.number().int(),
  purpose: z.string().nullable(),
  /** When whoever has it was reminded last. */
  remindedAt: instant.nullable(),
});
export type DueAsset = z.infer<typeof dueAsset>;

const accessoryNames = z.array(requiredLine(80)).max(20);

const custodianRef = z.object({ kind: z.enum(custodianKinds), id });

export const custodyErrors = {
  ...frozenError,
  ASSET_HELD: { data: z.object({ tag: z.string(), custodian: z.string(), since: instant }) },
  ASSET_NOT_HELD: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
  ASSET_NOT_AVAILABLE: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
  CUSTODIAN_GONE: { data: z.object({ name: z.string(), endsOn: day.nullable() }) },
  HOLDS_ITSELF: { data: z.object({ tag: z.string(), holder: z.string() }) },
  DUE_DAY_PAST: { data: z.object({ day }) },
  NOT_LATER: { data: z.object({ tag: z.string(), dueOn: day.nullable() }) },
  RESERVED_FOR_OTHER: { data: z.object({ tag: z.string(), holder: z.string(), from: day, to: day }) },
  /** Mandatory steps of making it ready are open: the first ten of so many. */
  CONFIGURATION_OPEN: { data: z.object({ tag: z.string(), count: z.number().int(), steps: z.array(z.string()) }) },
  /** A work order is being worked on that takes it out of service. */
  UNDER_MAINTENANCE: { data: z.object({ tag: z.string(), number: z.number().int() }) },
  /** The policy of the category asks for courses that the person has not signed. */
  TRAINING_MISSING: { data: z.object({ tag: z.string(), name: z.string(), courses: z.array(z.string()) }) },
  ALREADY_THERE: { data: z.object({ tag: z.string(), place: z.string() }) },
} as const;

export const custodyContract = {
  ...accessoryContract,
  ...handoverContract,
  ...reminderContract,
  /** Hands the asset to a person or puts a place, a team or another asset in charge of it; with a due date it is a loan. */
  checkOut: command('asset.checkout')
    .input(
      z.object({
        assetId: id,
        custodian: custodianRef,
        dueOn: day.nullable(),
        condition: z.enum(conditions).nullable(),
        note: line(500).nullable(),
        purpose: line(200).nullable().default(null),
        /** What goes out with it and has to come back with it. */
        accessories: accessoryNames.default([]),
        /** Go on although it is reserved for somebody else. */
        despiteReservation: z.boolean().default(false),
      }),
    )
    .errors(custodyErrors),
  checkIn: command('asset.checkin')
    .input(
      z.object({
        assetId: id,
        placeId: id.nullable(),
        condition: z.enum(conditions).nullable(),
        note: line(500).nullable(),
        missing: accessoryNames.default([]),
        nextStep: z.enum(nextSteps).default('stock'),
      }),
    )
    .errors(custodyErrors),
  move: command('asset.move')
    .input(z.object({ assetId: id, placeId: id, note: line(500).nullable() }))
    .errors(custodyErrors),
  /** Lets whoever has it keep it for longer. */
  extend: command('asset.checkout')
    .input(
      z.object({
        assetId: id,
        dueOn: day,
        reason: line(500).nullable(),
        despiteReservation: z.boolean().default(false),
      }),
    )
    .errors(custodyErrors),
  /** What is known and proposed when an asset comes back in a condition: where to put it and what to do with it next. */
  proposeReturn: query('asset.view')
    .input(z.object({ assetId: id, condition: z.enum(conditions).nullable() }))
    .output(
      z.object({
        accessories: z.array(z.string()),
        conditionOut: z.enum(conditions).nullable(),
        place: z.object({ id, path: z.string() }).nullable(),
        nextStep: z.enum(nextSteps),
      }),
    ),
  /** What should be back, or will have to be within so many days; the longest overdue first. */
  listDue: query('asset.view')
    .input(z.object({ withinDays: z.number().int().min(0).max(365).default(0) }))
    .output(z.array(dueAsset)),
  /** The whole chain of custody of an asset, newest first. */
  chain: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(custody)),
  /** What says where an asset is, and how sure that makes us, in hundredths and in a word. */
  whereabouts: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(
      z.object({
        evidence: z.array(z.object({ kind: z.enum(evidenceKinds), at: instant })),
        confidence: z.number().int().min(0).max(100),
        level: z.enum(confidenceLevels),
      }),
    ),
  /** What somebody holds now. */
  heldBy: query('asset.view').input(custodianRef).output(z.array(heldAsset)),
};
