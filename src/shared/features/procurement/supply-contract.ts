import * as z from 'zod';
import { expiryStates } from '#shared/features/assets/expiry.ts';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, day, id, instant, line, money, page, reference, requiredLine, text } from '#shared/rpc/fields.ts';
import { price, quantity } from './requisition.ts';
import { seen } from './requisition-contract.ts';

export const contractKinds = ['support', 'maintenance', 'lease', 'subscription', 'framework', 'other'] as const;
export type ContractKind = (typeof contractKinds)[number];

/** How often the price of a line is due. */
export const contractPeriods = ['once', 'month', 'quarter', 'year'] as const;
export type ContractPeriod = (typeof contractPeriods)[number];

const timesAYear: Readonly<Record<ContractPeriod, number>> = { once: 0, month: 12, quarter: 4, year: 1 };

const contractLine = z.object({
  description: requiredLine(200),
  quantity,
  /** In the smallest unit of the contract's currency. */
  unitPriceMinor: price.shape.minor,
  period: z.enum(contractPeriods),
});
export type ContractLine = z.infer<typeof contractLine>;

export const contractDetails = z.object({
  kind: z.enum(contractKinds),
  title: requiredLine(200),
  supplierId: id,
  /** The order that it came from. */
  orderId: id.nullable(),
  /** The supplier's own number. */
  reference: line(80),
  currency: z.string().regex(/^[A-Z]{3}$/),
  startsOn: day,
  /** Null runs until notice is given. */
  endsOn: day.nullable(),
  noticeDays: z.number().int().min(0).max(3650).nullable(),
  autoRenew: z.boolean(),
  terms: text(4000),
  lines: z.array(contractLine).max(100),
});
export type ContractDetails = z.infer<typeof contractDetails>;

/** What the lines cost in a year, and what they cost once. */
export function contractCosts(lines: readonly Pick<ContractLine, 'quantity' | 'unitPriceMinor' | 'period'>[]) {
  const value = (line: (typeof lines)[number]) => line.quantity * line.unitPriceMinor;
  const once = lines.filter(({ period }) => period === 'once');
  return {
    yearlyMinor: lines.reduce((sum, line) => sum + value(line) * timesAYear[line.period], 0),
    onceMinor: once.reduce((sum, line) => sum + value(line), 0),
  };
}

/** `CON-2026-0007`: the numbers of a year have no gaps. The view of what ends prints them alike. */
export function contractNumber(year: number, number: number): string {
  return `CON-${year}-${String(number).padStart(4, '0')}`;
}

export const contractRow = z.object({
  id,
  number: z.string(),
  kind: z.enum(contractKinds),
  title: z.string(),
  supplier: reference,
  reference: z.string(),
  startsOn: day,
  endsOn: day.nullable(),
  noticeDays: z.number().int().nullable(),
  autoRenew: z.boolean(),
  /** The last day on which notice can be given; null when it has no end. */
  decideBy: day.nullable(),
  /** How much its end presses; `ended` also when it was ended by hand, null without an end. */
  expiry: z.enum(expiryStates).nullable(),
  endedOn: day.nullable(),
  /** What it costs in a year. Null for operators who may not see costs. */
  yearly: money.nullable(),
});
export type ContractRow = z.infer<typeof contractRow>;

export const supplyContract = contractRow.extend({
  order: z.object({ id, number: z.string() }).nullable(),
  currency: z.string(),
  once: money.nullable(),
  terms: z.string(),
  lines: z.array(contractLine.extend({ id, unitPriceMinor: z.number().int().nullable() })),
  endReason: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instant,
  version: z.number().int(),
});
export type SupplyContract = z.infer<typeof supplyContract>;

const contractErrors = {
  PERIOD_EMPTY: {},
  CURRENCY_UNKNOWN: { data: z.object({ currency: z.string() }) },
  ORDER_OF_ANOTHER: { data: z.object({ number: z.string(), supplier: z.string() }) },
  RENEWAL_WITHOUT_END: {},
  CONTRACT_ENDED: { data: z.object({ endedOn: day }) },
} as const;

/** The one register of contracts with suppliers; what ends them is read with everything else that ends. */
export const supplyContractContract = {
  listContracts: query('asset.view')
    .input(
      z.object({
        supplierId: id.optional(),
        orderId: id.optional(),
        search: line(200).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(contractRow)),
  getContract: query('asset.view').input(z.object({ id })).output(supplyContract),
  createContract: command('po.create')
    .input(contractDetails)
    .output(z.object({ id, number: z.string() }))
    .errors(contractErrors),
  changeContract: command('po.create').input(contractDetails.extend(seen.shape)).errors(contractErrors),
  /** Notice was given, or both sides agreed: it ends nothing any more and stays as it was. */
  endContract: command('po.create')
    .input(seen.extend({ endedOn: day, reason: requiredLine(500) }))
    .errors(contractErrors),
};
