import * as z from 'zod';
import { assetStatuses } from '#shared/features/assets/status.ts';
import { custodian } from '#shared/features/assets/model.ts';
import { command, query } from '#shared/rpc/define.ts';
import { day, id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';
import { kitContract } from './kit-contract.ts';

export const reservationStates = ['booked', 'fulfilled', 'cancelled'] as const;

/** What was asked for: this very asset, or any of a pool or of a model. */
export const wantedKinds = ['asset', 'pool', 'model'] as const;
export type WantedKind = (typeof wantedKinds)[number];

export const poolMember = z.object({
  assetId: id,
  tag: z.string(),
  name: z.string(),
  status: z.enum(assetStatuses),
  custodian: z.string().nullable(),
  dueOn: day.nullable(),
});

export const pool = z.object({
  id,
  name: z.string(),
  /** Days after which what is lent from it is due, unless somebody says otherwise. */
  loanDays: z.number().int(),
  members: z.array(poolMember),
  version: z.number().int(),
});
export type Pool = z.infer<typeof pool>;

export const reservation = z.object({
  id,
  asset: z.object({ id, tag: z.string(), name: z.string() }),
  wanted: z.enum(wantedKinds),
  /** The name of the pool or model that was asked for. */
  wantedName: z.string().nullable(),
  holder: custodian,
  from: day,
  to: day,
  purpose: z.string().nullable(),
  state: z.enum(reservationStates),
  createdAt: instant,
  createdBy: z.string(),
  version: z.number().int(),
});
export type Reservation = z.infer<typeof reservation>;

/** A stretch of time in which an asset is not free. Days are inclusive; without an end it is out until it comes back. */
export const occupation = z.object({
  kind: z.enum(['reservation', 'loan', 'maintenance']),
  id,
  assetId: id,
  from: day,
  to: day.nullable(),
  who: z.string(),
  purpose: z.string().nullable(),
  overdue: z.boolean(),
});
export type Occupation = z.infer<typeof occupation>;

export const calendarAsset = z.object({
  id,
  tag: z.string(),
  name: z.string(),
  status: z.enum(assetStatuses),
  pool: reference.nullable(),
});
export type CalendarAsset = z.infer<typeof calendarAsset>;

const period = { from: day, to: day };

/** Facts of a stretch of time that is taken. */
const takenBy = z.object({ tag: z.string(), holder: z.string(), from: day, to: day });

export const reservationErrors = {
  PERIOD_BACKWARDS: {},
  PERIOD_PAST: { data: z.object({ day }) },
  PERIOD_TOO_LONG: { data: z.object({ days: z.number() }) },
  CUSTODIAN_GONE: { data: z.object({ name: z.string(), endsOn: day.nullable() }) },
  ASSET_NOT_AVAILABLE: { data: z.object({ tag: z.string(), status: z.enum(assetStatuses) }) },
  /** Somebody else reserved it for a part of the time; `freeFrom` is the first day from which so long a time is free. */
  RESERVED_THEN: { data: takenBy.extend({ freeFrom: day.nullable() }) },
  /** Somebody has it for a part of the time. */
  ASSET_OUT_THEN: {
    data: z.object({ tag: z.string(), holder: z.string(), dueOn: day.nullable(), freeFrom: day.nullable() }),
  },
  /** It is being worked on for a part of the time. */
  UNDER_MAINTENANCE: { data: z.object({ tag: z.string(), number: z.number().int() }) },
  /** None of the pool or model is free for the whole time. */
  NONE_FREE: { data: z.object({ name: z.string(), freeFrom: day.nullable() }) },
  RESERVATION_ENDED: {},
} as const;

/** Exactly one of several ways to say something. */
const oneOf = (...given: readonly (number | null)[]) => given.filter((each) => each !== null).length === 1;

export const loansContract = {
  ...kitContract,
  listPools: query('asset.view').output(z.array(pool)),
  savePool: command('asset.edit')
    .input(
      z.object({
        id: id.nullable(),
        name: requiredLine(80),
        loanDays: z.number().int().min(1).max(365),
        assetIds: z.array(id).max(2000),
        version: z.number().int().nullable(),
      }),
    )
    .output(z.object({ id }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      IN_OTHER_POOL: { data: z.object({ tag: z.string(), name: z.string() }) },
    }),
  archivePool: command('asset.edit')
    .input(z.object({ id }))
    .errors({ POOL_RESERVED: { data: z.object({ name: z.string(), count: z.number() }) } }),
  /** Keeps an asset, or one of a pool or model, for a person or department from one day to another, both included. */
  reserve: command('asset.reserve')
    .input(
      z
        .object({
          assetId: id.nullable().default(null),
          poolId: id.nullable().default(null),
          modelId: id.nullable().default(null),
          forPersonId: id.nullable().default(null),
          forDepartmentId: id.nullable().default(null),
          ...period,
          purpose: line(200).nullable().default(null),
        })
        .refine(({ assetId, poolId, modelId }) => oneOf(assetId, poolId, modelId))
        .refine(({ forPersonId, forDepartmentId }) => oneOf(forPersonId, forDepartmentId)),
    )
    .output(z.object({ id, assetId: id, tag: z.string() }))
    .errors(reservationErrors),
  changeReservation: command('asset.reserve')
    .input(z.object({ id, ...period, purpose: line(200).nullable(), version: z.number().int() }))
    .errors(reservationErrors),
  cancelReservation: command('asset.reserve')
    .input(z.object({ id, reason: line(500).nullable().default(null) }))
    .errors({ RESERVATION_ENDED: {} }),
  /** Reservations that are still to come or to be fetched; of an asset or a person when one is named. */
  listReservations: query('asset.view')
    .input(z.object({ assetId: id.nullable().default(null), personId: id.nullable().default(null) }))
    .output(z.array(reservation)),
  /** What is taken when, from one day to another: of a pool, or of everything that is lent or reserved in that time. */
  calendar: query('asset.view')
    .input(z.object({ ...period, poolId: id.nullable().default(null) }))
    .output(z.object({ assets: z.array(calendarAsset), occupations: z.array(occupation) })),
  /** What a hand-over would mean for reservations: whom it fulfils, and whose it would take away. */
  outlook: query('asset.view')
    .input(
      z.object({ assetId: id, custodian: custodian.pick({ kind: true, id: true }).nullable(), dueOn: day.nullable() }),
    )
    .output(
      z.object({
        fulfils: z.object({ to: day, purpose: z.string().nullable() }).nullable(),
        takesFrom: takenBy.nullable(),
        /** The day until which it would usually be lent. */
        proposedDueOn: day.nullable(),
      }),
    ),
};
