import * as z from 'zod';
import { assetRow } from '#shared/features/assets/model.ts';
import { doorVerdicts, entrances } from '#shared/features/security/keeping.ts';
import { kitPartStates } from '#shared/features/loans/kit-contract.ts';
import { supplyQuantity } from '#shared/features/supplies/model.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { day, id, instant, reference } from '#shared/rpc/fields.ts';

/** Whom or where the following scans are about, until somebody else is scanned or the session is done. */
export const deskSubject = z.object({
  kind: z.enum(['person', 'place']),
  id,
  name: z.string(),
  detail: z.string().nullable(),
  assetsHeld: z.number().int(),
});
export type DeskSubject = z.infer<typeof deskSubject>;

/** The sound that answers a scan; each outcome has its own so that nobody has to look up. */
export const deskSounds = ['done', 'subject', 'again', 'elsewhere', 'alarm', 'unknown'] as const;
export type DeskSound = (typeof deskSounds)[number];

export const deskOutcomes = [
  'subject',
  'checked_out',
  'checked_in',
  'moved',
  'shown',
  'already',
  'needs_confirmation',
  'alarm',
  'refused',
  'ambiguous',
  'unknown',
  'undone',
  'ended',
  'returning',
  'loan',
  'sign',
  'condition_noted',
  'kit_shown',
  'kit_out',
  'kit_out_incomplete',
  'kit_returning',
  'kit_back',
  'receive',
  'issued',
  'stock',
  'found_noted',
  'declaring',
  'declared',
  'door',
  'admitted',
  'left',
  'turned_away',
  'handing_over',
  'counting_here',
  'quantity',
  'reprinted',
] as const;
export type DeskOutcome = (typeof deskOutcomes)[number];

/** A kit whose label was scanned, or to which the scanned asset belongs, with each of its parts. */
export const deskKit = z.object({
  id,
  name: z.string(),
  code: z.string(),
  complete: z.boolean(),
  parts: z.array(z.object({ name: z.string(), state: z.enum(kitPartStates), holder: z.string().nullable() })),
});
export type DeskKit = z.infer<typeof deskKit>;

/** An article that is counted instead of tagged, as the scan of its barcode leaves it. */
export const deskSupply = z.object({
  id,
  name: z.string(),
  unit: z.string(),
  /** Over all places, after the scan. */
  stock: z.number().int(),
  /** Whether it is time to buy more. */
  low: z.boolean(),
  /** How many were issued; null when the stock was only shown. */
  quantity: z.number().int().nullable(),
  /** From where they were taken, or where the most of it lies. */
  place: z.string().nullable(),
  movementId: id.nullable(),
});
export type DeskSupply = z.infer<typeof deskSupply>;

/** The open incident by which a scanned asset is lost or stolen. */
export const deskIncident = z.object({ id, number: z.number().int() });
export type DeskIncident = z.infer<typeof deskIncident>;

/** Somebody who asked at the door of a secure place. */
export const deskVisit = z.object({
  /** Null when nobody has the badge. */
  person: reference.nullable(),
  place: z.string(),
  verdict: z.enum(doorVerdicts),
  by: z.enum(entrances).nullable(),
  /** How many are inside now. */
  inside: z.number().int(),
});

export const deskResult = z.object({
  outcome: z.enum(deskOutcomes),
  sound: z.enum(deskSounds),
  /** What was read, as it was understood. */
  code: z.string(),
  asset: assetRow.nullable(),
  kit: deskKit.nullable(),
  /** What went out with the asset, or should have come back with it. */
  accessories: z.array(z.string()),
  /** The purchase order whose receiving the window opens. */
  orderId: id.nullable(),
  /** The stocktake that the window goes on counting in. */
  stocktakeId: id.nullable(),
  /** How many of an article the next scan issues, when a card said so. */
  quantity: supplyQuantity.nullable(),
  supply: deskSupply.nullable(),
  incident: deskIncident.nullable(),
  visit: deskVisit.nullable(),
  /** What somebody should know of the asset as it now stands, as codes with facts; nothing was refused for it. */
  notes: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.string()) })),
  /** Who had it, or where it stood, before the scan; null when nothing changed hands. */
  from: z.string().nullable(),
  /** Several assets carry the code, e.g. the same serial from two manufacturers. */
  candidates: z.array(assetRow),
  subject: deskSubject.nullable(),
  /** Why it was refused or must be confirmed, as a code with facts. */
  reason: z.object({ code: z.string(), facts: z.record(z.string(), z.string()) }).nullable(),
  dueOn: day.nullable(),
  undoable: z.boolean(),
  /** Only the physical keys gave the code: scanner and computer use different keyboard layouts. */
  layoutMismatch: z.boolean(),
  /** Whom or where the session had been about, when it ended by itself before this scan. */
  timedOut: z.string().nullable(),
  at: instant,
});
export type DeskResult = z.infer<typeof deskResult>;

/** Longer than any symbol holds (a QR code of version 40 has 7,089 digits), so that rubbish gets an answer too. */
const longestScan = 16_384;

/** Two scanners at one workstation are two sessions. */
export const deskSessionNames = ['A', 'B'] as const;
export const deskSession = z.enum(deskSessionNames);
export type DeskSessionName = z.infer<typeof deskSession>;

export const deskContract = {
  state: query('asset.view')
    .input(z.object({ session: deskSession }))
    .output(
      z.object({
        subject: deskSubject.nullable(),
        /** What the next scanned asset is declared to be. */
        declaring: z.enum(['lost', 'stolen']).nullable(),
        /** Whether the CHECK-IN card said that everything comes back. */
        returning: z.boolean(),
        /** Set while badges ask to enter the subject, a secure place, or the place is still to be scanned. */
        door: z.object({ inside: z.number().int() }).nullable(),
        recent: z.array(deskResult),
        loanDays: z.number().int(),
        /** When the session ends by itself unless something is scanned; null when it is about nothing. */
        endsAt: instant.nullable(),
        /** What was handed to the subject in this session and still waits for a signature. */
        toSign: z.array(id),
      }),
    ),
  /** A scan: both strings of a keyboard wedge (what the layout made of it, and what the keys were on a US board). */
  scan: command('asset.view')
    .input(
      z.object({
        session: deskSession,
        text: z.string().min(1).max(longestScan),
        usText: z.string().max(longestScan).optional(),
        dueOn: day.nullable().default(null),
        /** How many of an article are issued by this scan. */
        quantity: supplyQuantity.default(1),
        /** Go on although an alarm or a question stood in the way. */
        confirmed: z.boolean().default(false),
      }),
    )
    .output(deskResult),
  /** The operator picked one of several assets, or asks again with confirmation. */
  choose: command('asset.view')
    .input(
      z.object({
        session: deskSession,
        assetId: id,
        dueOn: day.nullable().default(null),
        confirmed: z.boolean().default(false),
      }),
    )
    .output(deskResult),
  /** What came back is put where the desk proposed it. */
  putAway: command('asset.move')
    .input(z.object({ session: deskSession, assetId: id, placeId: id }))
    .output(deskResult),
  setSubject: command('asset.view')
    .input(
      z.object({
        session: deskSession,
        subject: z.object({ kind: z.enum(['person', 'place']), id }).nullable(),
        /** Badges that are scanned next ask to enter the place. */
        atDoor: z.boolean().default(false),
      }),
    )
    .output(z.object({ subject: deskSubject.nullable() }))
    .errors({ PLACE_NOT_SECURE: { data: z.object({ place: z.string() }) } }),
  /** Asks where, then writes a PDF with all command cards on A4 sheets. */
  saveCommandCards: job('label.print')
    .input(z.object({ language: z.enum(['en', 'de']).default('en') }))
    .output(z.object({ path: z.string().nullable() })),
  undo: command('asset.view')
    .input(z.object({ session: deskSession }))
    .output(deskResult)
    .errors({
      NOTHING_TO_UNDO: {},
      UNDO_REFUSED: { data: z.object({ reason: z.string(), tag: z.string() }) },
      MOVEMENT_UNDONE: {},
      MOVEMENT_NOT_LAST: { data: z.object({ name: z.string() }) },
    }),
};
