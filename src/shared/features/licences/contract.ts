import * as z from 'zod';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, line, money, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { entitlement, entitlementDetails, entitlementRow } from './entitlement.ts';
import {
  completeness,
  evidence,
  evidenceRow,
  finding,
  positionDetail,
  positionRow,
  reclaimable,
  reportContent,
  reportRow,
} from './position.ts';
import { decisionDetails, forecastMonth, renewal } from './renewal.ts';
import { advice, policy, policyDetails, seat, seatDetails, seatErrors, wish } from './seat.ts';

const seen = z.object({ id, version: z.number().int() });
const entitlementErrors = {
  SEATS_ARE_ALLOCATED: { data: z.object({ seats: z.number().int() }) },
  TERMS_OVERLAP: { data: z.object({ day: z.string() }) },
  ENTITLEMENT_ENDED: { data: z.object({ reference: z.string() }) },
  PAPER_TAKEN: { data: z.object({ reference: z.string() }) },
} as const;
const unusedDays = z.number().int().min(7).max(3650).default(90);

/** What licences let us use, what we use and what it costs. */
export const licencesContract = {
  /** The licence position of every product on a day, today unless another is asked for. */
  listPositions: query('licence.view')
    .input(z.object({ asOf: day.optional(), unusedDays }))
    .output(z.object({ asOf: day, rows: z.array(positionRow), completeness })),
  /** One product with its arithmetic. */
  getPosition: query('licence.view')
    .input(z.object({ productId: id, asOf: day.optional(), unusedDays }))
    .output(z.array(positionDetail)),
  /** The rows behind a line, those first that come first in the alphabet. */
  listEvidence: query('licence.view')
    .input(
      z.object({
        evidence: evidence.extend({ ids: z.array(id).max(100_000) }),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(z.object({ rows: z.array(evidenceRow), total: z.number().int() })),

  listEntitlements: query('licence.view')
    .input(z.object({ productId: id.optional(), search: line(200).default('') }))
    .output(z.array(entitlementRow)),
  getEntitlement: query('licence.view').input(z.object({ id })).output(entitlement),
  createEntitlement: command('licence.edit')
    .input(entitlementDetails)
    .output(z.object({ id }))
    .errors(entitlementErrors),
  changeEntitlement: command('licence.edit').input(z.intersection(entitlementDetails, seen)).errors(entitlementErrors),
  /** It entitles to nothing from the next day on; its seats are released. */
  endEntitlement: command('licence.edit').input(seen.extend({ endedOn: day, because: requiredLine(200) })),
  /** Seals the key, or the text of a key file; null takes it away. */
  setKey: command('licence.edit').input(
    seen.extend({
      key: text(64 * 1024)
        .trim()
        .min(1)
        .nullable(),
    }),
  ),
  revealKey: command('licence.key.reveal')
    .input(z.object({ id }))
    .output(z.object({ key: z.string() })),
  /** Licences that are registered as assets and don't count yet. */
  listPapers: query('licence.view').output(
    z.array(reference.extend({ tag: z.string(), quantity: z.number().nullable() })),
  ),

  listSeats: query('licence.view')
    .input(z.object({ productId: id.optional(), personId: id.optional(), assetId: id.optional() }))
    .output(z.array(seat)),
  allocate: command('licence.assign').input(seatDetails).output(z.object({ id })).errors(seatErrors),
  release: command('licence.assign').input(z.object({ ids: z.array(id).min(1).max(500) })),
  adviseSeat: query('licence.view')
    .input(z.object({ productId: id, personId: id, project: line(120).default('') }))
    .output(z.array(advice)),
  /** Products that policies grant to somebody and that he has no seat of. */
  proposeSeats: query('licence.view')
    .input(z.object({ personId: id }))
    .output(z.array(z.object({ product: reference, because: advice, free: z.number().int() }))),
  listPolicies: query('licence.view')
    .input(z.object({ productId: id }))
    .output(z.array(policy)),
  addPolicy: command('licence.edit')
    .input(z.object({ productId: id, policy: policyDetails }))
    .errors({ POLICY_KNOWN: { data: z.object({ name: z.string() }) } }),
  endPolicy: command('licence.edit').input(z.object({ id })),
  listWishes: query('licence.view')
    .input(z.object({ productId: id.optional() }))
    .output(z.array(wish)),
  wish: command('licence.assign')
    .input(z.object({ productId: id, personId: id, reason: line(200) }))
    .errors({ ALREADY_WISHED: { data: z.object({ name: z.string() }) } }),
  /** Gives a free seat to who has waited, or ends the waiting. */
  answerWish: command('licence.assign')
    .input(z.object({ id, give: z.boolean() }))
    .errors(seatErrors),

  checkCompliance: query('licence.view')
    .input(z.object({ unusedDays }))
    .output(z.object({ asOf: day, findings: z.array(finding), completeness })),
  freezeReport: command('licence.edit')
    .input(z.object({ unusedDays }))
    .output(z.object({ id, number: z.number().int() })),
  listReports: query('licence.view').output(z.array(reportRow)),
  getReport: query('licence.view')
    .input(z.object({ id }))
    .output(reportRow.extend({ content: reportContent, sound: z.boolean() })),

  /** Seats that could be taken back, those that save the most first. */
  listReclaimable: query('licence.view')
    .input(z.object({ unusedDays, productId: id.optional() }))
    .output(z.object({ rows: z.array(reclaimable), totals: z.array(money) })),
  /** Announces that seats are taken back after so many days, at once for none. */
  harvest: command('licence.assign')
    .input(
      z.object({
        allocationIds: z.array(id).min(1).max(500),
        noticeDays: z.number().int().min(0).max(365),
        unusedDays,
      }),
    )
    .output(z.object({ released: z.number().int(), announced: z.number().int() })),
  /** Takes back what was announced and is due. */
  harvestDue: command('licence.assign').output(z.object({ released: z.number().int() })),
  /** The holder needs it after all. */
  keepSeat: command('licence.assign').input(z.object({ harvestId: id, because: requiredLine(200) })),
  /** What to tell the holders of announced seats, one text for each person. */
  harvestNotices: query('licence.assign').output(
    z.array(
      z.object({
        person: reference,
        email: z.string().nullable(),
        seats: z.array(z.object({ product: z.string(), takesEffectOn: day })),
      }),
    ),
  ),
  /** What is there for a wish in words, before something is bought. */
  adviseRequest: query('request.create')
    .input(z.object({ words: line(500) }))
    .output(
      z.array(
        z.object({
          product: reference,
          free: z.number().int(),
          unlimited: z.boolean(),
          reclaimable: z.number().int(),
          waiting: z.number().int(),
          shortfall: z.number().int(),
        }),
      ),
    ),

  /** Terms that end, by their last day of notice. */
  listRenewals: query('licence.view')
    .input(z.object({ months: z.number().int().min(1).max(60).default(12) }))
    .output(z.array(renewal)),
  decideRenewal: command('licence.edit')
    .input(decisionDetails)
    .errors({
      ...entitlementErrors,
      NO_SUCH_END: { data: z.object({ day: z.string() }) },
    }),
  /** What licences will cost, and what if fewer were renewed. */
  forecast: query('asset.cost.view')
    .input(
      z.object({
        months: z.number().int().min(1).max(60).default(12),
        dropPercent: z.number().min(0).max(100).default(0),
      }),
    )
    .output(z.array(forecastMonth)),
};
