import * as z from 'zod';
import { supplyErrors } from '#shared/features/supplies/contract.ts';
import { supplyQuantity } from '#shared/features/supplies/model.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { cursor, day, id, line, money, page, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import {
  meterReading,
  meters,
  order,
  orderResults,
  orderRow,
  orderStates,
  plan,
  planDetails,
  planRow,
  reading,
  taskOutcomes,
} from './model.ts';

const version = z.number().int();
const inState = { WORK_ORDER_STATE: { data: z.object({ state: z.enum(orderStates) }) } } as const;
const startErrors = {
  ASSET_GONE: { data: z.object({ tag: z.string(), status: z.string() }) },
  UNDER_MAINTENANCE: { data: z.object({ tag: z.string(), number: z.number().int() }) },
} as const;
const ruleErrors = {
  RULE_UNREADABLE: { data: z.object({ rule: z.string() }) },
  RULE_NEVER: { data: z.object({ rule: z.string() }) },
} as const;
const meterErrors = {
  METER_BACKWARDS: { data: z.object({ value: z.number(), last: z.number(), readOn: day }) },
  DAY_AHEAD: { data: z.object({ day }) },
} as const;

export const orderFilter = z.object({
  states: z.array(z.enum(orderStates)).max(orderStates.length).optional(),
  /** Those that should have been done before today. */
  overdue: z.boolean().optional(),
  assigneeId: id.optional(),
  assetId: id.optional(),
  planId: id.optional(),
  /** Planned for one of these days, both included. */
  from: day.optional(),
  to: day.optional(),
  search: line(100).optional(),
});
export type OrderFilter = z.infer<typeof orderFilter>;

/** A day of the calendar: how many are planned for it, and the first of them. */
export const calendarDay = z.object({
  day,
  orders: z.number().int(),
  shown: z.array(orderRow),
  /** How many work orders will be raised for that day later on. */
  expected: z.number().int(),
});
export type CalendarDay = z.infer<typeof calendarDay>;

export const maintenanceContract = {
  listPlans: query('asset.view')
    .input(z.object({ search: line(100).optional(), assetId: id.optional() }))
    .output(z.array(planRow)),
  getPlan: query('asset.view').input(z.object({ id })).output(plan),
  /** The days on which a plan would fall, before it is saved. */
  preview: query('asset.view')
    .input(z.object({ rule: line(300), startsOn: day }))
    .output(z.object({ days: z.array(day) }))
    .errors(ruleErrors),
  savePlan: command('maintenance.plan')
    .input(z.object({ id: id.nullable(), version: version.nullable(), plan: planDetails }))
    .output(z.object({ id }))
    .errors({ ...ruleErrors, NAME_TAKEN: { data: z.object({ name: z.string() }) } }),
  /** While it is paused no order is raised; what falls into that time does not come later. */
  pausePlan: command('maintenance.plan').input(z.object({ id, version, paused: z.boolean() })),
  archivePlan: command('maintenance.plan').input(z.object({ id, version })),
  /** Raises what is due by now; once more changes nothing. */
  generate: command('maintenance.work').output(z.object({ raised: z.number().int() })),
  counts: query('asset.view').output(
    z.object({
      overdue: z.number().int(),
      today: z.number().int(),
      open: z.number().int(),
      inWork: z.number().int(),
      mine: z.number().int(),
    }),
  ),
  listOrders: query('asset.view')
    .input(orderFilter.extend({ cursor: cursor.optional(), limit: z.number().int().min(1).max(500).default(100) }))
    .output(page(orderRow)),
  getOrder: query('asset.view').input(z.object({ id })).output(order),
  /** What is to be done on the asset that was scanned. */
  findByScan: query('asset.view')
    .input(z.object({ code: requiredLine(200) }))
    .output(z.object({ asset: z.object({ id, tag: z.string(), name: z.string() }), orders: z.array(orderRow) }))
    .errors({ SCANNED_UNKNOWN: { data: z.object({ code: z.string() }) } }),
  /** Something that no plan foresaw. */
  createOrder: command('maintenance.work')
    .input(
      z.object({
        assetId: id,
        title: requiredLine(160),
        plannedOn: day,
        assigneeId: id.nullable(),
        outOfService: z.boolean(),
      }),
    )
    .output(z.object({ id, number: z.number().int() }))
    .errors({ ASSET_CLOSED: { data: z.object({ tag: z.string() }) } }),
  listTechnicians: query('asset.view').output(z.array(reference)),
  assign: command('maintenance.work')
    .input(z.object({ ids: z.array(id).min(1).max(500), operatorId: id.nullable() }))
    .errors(inState),
  replan: command('maintenance.work')
    .input(z.object({ id, version, plannedOn: day }))
    .errors({ ...inState, DAY_PAST: { data: z.object({ day }) } }),
  /** The asset is on the bench: from now on nobody gets it, when the order says so. */
  start: command('maintenance.work')
    .input(z.object({ id, version }))
    .errors({ ...inState, ...startErrors }),
  /** At the bench: the label of the asset begins the work, the barcode of a consumable takes one of it. */
  scan: command('maintenance.work')
    .input(z.object({ id, code: requiredLine(200) }))
    .output(z.object({ did: z.enum(['started', 'here', 'part']), name: z.string() }))
    .errors({
      ...inState,
      ...startErrors,
      ...supplyErrors,
      SCANNED_UNKNOWN: { data: z.object({ code: z.string() }) },
      OTHER_ASSET: { data: z.object({ tag: z.string(), expected: z.string() }) },
    }),
  noteTask: command('maintenance.work')
    .input(
      z.object({
        orderId: id,
        position: z.number().int().min(0),
        /** Null takes back what was noted. A measured value is judged by its limits. */
        outcome: z.enum(taskOutcomes).nullable(),
        value: z.number().min(-1e9).max(1e9).nullable(),
        note: line(300).nullable(),
      }),
    )
    .errors(inState),
  takePart: command('maintenance.work')
    .input(z.object({ orderId: id, articleId: id, placeId: id.nullable(), quantity: supplyQuantity }))
    .errors({ ...inState, ...supplyErrors }),
  /** Puts a part back where it was taken from. */
  returnPart: command('maintenance.work')
    .input(z.object({ partId: id }))
    .errors({
      ...inState,
      ...supplyErrors,
      MOVEMENT_UNDONE: {},
      MOVEMENT_NOT_LAST: { data: z.object({ name: z.string() }) },
    }),
  complete: command('maintenance.work')
    .input(
      z.object({
        id,
        version,
        result: z.enum(orderResults),
        minutes: z.number().int().min(0).max(100_000).nullable(),
        cost: money.nullable(),
        finding: text(4000).nullable(),
        reading: reading.nullable(),
        doneOn: day,
      }),
    )
    .errors({
      ...inState,
      ...meterErrors,
      TASKS_OPEN: { data: z.object({ count: z.number().int(), titles: z.string() }) },
      FINDING_NEEDED: {},
    }),
  skip: command('maintenance.work')
    .input(z.object({ id, version, reason: requiredLine(300) }))
    .errors(inState),
  calendar: query('asset.view')
    .input(z.object({ from: day, to: day, assigneeId: id.optional(), perDay: z.number().int().min(1).max(50) }))
    .output(z.array(calendarDay)),
  /** Asks where, then writes the open orders as a calendar that other programs read (RFC 5545). */
  saveCalendar: job('asset.view')
    .input(z.object({ assigneeId: id.nullable(), language: z.enum(['en', 'de']) }))
    .output(z.object({ path: z.string().nullable(), orders: z.number().int() })),
  recordReading: command('maintenance.work')
    .input(z.object({ assetId: id, meter: z.enum(meters), value: reading, readOn: day, replaced: z.boolean() }))
    .output(z.object({ raised: z.number().int() }))
    .errors(meterErrors),
  listReadings: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(meterReading)),
};
