import * as z from 'zod';
import { cursor, day, id, line, money, page, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { order, orderDetails, orderRow, orderStates, orderVersion } from './order.ts';
import { inOtherState, seen } from './requisition-contract.ts';
import { duties } from './separation.ts';

/** What stands in for a second person, written down in a small team. */
export const control = line(500).nullable();

export const separated = {
  SEPARATION_OF_DUTIES: { data: z.object({ other: z.enum(duties), smallTeam: z.boolean() }) },
} as const;

export const orderInOtherState = { ORDER_STATE: { data: z.object({ state: z.enum(orderStates) }) } } as const;

const beyondApproval = {
  ...orderInOtherState,
  APPROVAL_NEEDED: { data: z.object({ approved: money, total: money }) },
} as const;

export const orderContract = {
  listOrders: query('asset.view')
    .input(
      z.object({
        states: z.array(z.enum(orderStates)).max(orderStates.length).optional(),
        requisitionId: id.optional(),
        search: line(200).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(orderRow)),
  getOrder: query('asset.view').input(z.object({ id })).output(order),
  /** Every revision as a whole, to be held side by side. */
  listOrderVersions: query('asset.cost.view').input(z.object({ id })).output(z.array(orderVersion)),
  /** The order whose printed number was scanned or typed. */
  findOrder: query('asset.view')
    .input(z.object({ code: line(80) }))
    .output(z.object({ id }).nullable()),
  /** Makes the order of an approved requisition from the quote that was approved. */
  createOrder: command('po.create')
    .input(seen.extend({ control }))
    .output(z.object({ id, number: z.string() }))
    .errors({ ...inOtherState, ...separated }),
  changeOrder: command('po.create')
    .input(orderDetails.extend(seen.shape).extend({ reason: line(500) }))
    .errors({
      ...beyondApproval,
      LINE_RECEIVED: { data: z.object({ line: z.number().int(), accepted: z.number().int() }) },
      REASON_MISSING: {},
    }),
  /** Says that this revision went to the supplier. */
  sendOrder: command('po.create')
    .input(seen)
    .errors({ ...beyondApproval, ...inOtherState }),
  confirmOrder: command('po.create')
    .input(seen.extend({ confirmation: requiredLine(80), expectedOn: day.nullable() }))
    .errors({ ...orderInOtherState, NOT_SENT_YET: {} }),
  cancelOrder: command('po.create')
    .input(seen.extend({ reason: requiredLine(500) }))
    .errors(orderInOtherState),
  /** Ends an order, also one of which a part will never come. */
  closeOrder: command('po.create')
    .input(seen.extend({ reason: requiredLine(500) }))
    .errors(orderInOtherState),
};
