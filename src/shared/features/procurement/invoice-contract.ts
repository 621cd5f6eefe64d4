import * as z from 'zod';
import { cursor, day, id, instant, line, money, page, reference, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { control, separated } from './order-contract.ts';
import { price, quantity } from './requisition.ts';
import { invoiceStates } from './three-way-match.ts';

export const invoiceDetails = z.object({
  orderId: id,
  /** The supplier's own number. */
  number: requiredLine(80),
  invoicedOn: day,
  dueOn: day.nullable(),
  freightMinor: price.shape.minor,
  lines: z
    .array(z.object({ orderLineId: id, quantity, unitPriceMinor: price.shape.minor }))
    .min(1)
    .max(100),
});
export type InvoiceDetails = z.infer<typeof invoiceDetails>;

const difference = z.object({
  code: z.enum(['QUANTITY', 'PRICE', 'FREIGHT']),
  /** What the line is about; null for the freight. */
  line: z.string().nullable(),
  /** Units or smallest units of the currency, as the code says. */
  invoiced: z.number().int(),
  expected: z.number().int(),
});

export const invoice = z.object({
  id,
  number: z.string(),
  state: z.enum(invoiceStates),
  supplier: reference,
  order: z.object({ id, number: z.string() }),
  invoicedOn: day,
  dueOn: day.nullable(),
  net: money,
  freightMinor: z.number().int(),
  lines: z.array(
    z.object({
      orderLineId: id,
      name: z.string(),
      quantity: z.number().int(),
      credited: z.number().int(),
      unitPriceMinor: z.number().int(),
      ordered: z.number().int(),
      accepted: z.number().int(),
      orderedPriceMinor: z.number().int(),
    }),
  ),
  /** Held against order and deliveries as they stand now. */
  differences: z.array(difference),
  resolution: z.string().nullable(),
  /** How many files are attached. */
  papers: z.number().int(),
  recordedBy: z.string(),
  recordedAt: instant,
  settledBy: z.string().nullable(),
  version: z.number().int(),
});
export type Invoice = z.infer<typeof invoice>;

const seenInvoice = z.object({ id, version: z.number().int() });
const invoiceErrors = {
  ...separated,
  INVOICE_STATE: { data: z.object({ state: z.enum(invoiceStates) }) },
} as const;

export const invoiceContract = {
  /** Those that wait for somebody first. */
  listInvoices: query('asset.cost.view')
    .input(
      z.object({
        states: z.array(z.enum(invoiceStates)).max(invoiceStates.length).optional(),
        orderId: id.optional(),
        search: line(200).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(invoice)),
  /** Records an invoice and holds it against order and deliveries. */
  recordInvoice: command('invoice.match')
    .input(invoiceDetails.extend({ control }))
    .output(z.object({ id, state: z.enum(invoiceStates) }))
    .errors({
      ...separated,
      INVOICE_TAKEN: { data: z.object({ number: z.string(), supplier: z.string() }) },
      ORDER_NOT_SENT: {},
    }),
  /** Holds it against them again, since more has come or a credit note has arrived. */
  matchAgain: command('invoice.match')
    .input(seenInvoice.extend({ control }))
    .output(z.object({ state: z.enum(invoiceStates) }))
    .errors(invoiceErrors),
  /** A credit note takes units back; then it is matched again. */
  creditInvoice: command('invoice.match')
    .input(
      seenInvoice.extend({
        control,
        lines: z
          .array(z.object({ orderLineId: id, credited: z.number().int().min(0).max(10_000) }))
          .min(1)
          .max(500),
        reason: requiredLine(500),
      }),
    )
    .output(z.object({ state: z.enum(invoiceStates) }))
    .errors({ ...invoiceErrors, CREDIT_TOO_LARGE: { data: z.object({ most: z.number().int() }) } }),
  /** Pays it in spite of its differences, or sends it back; either with a reason. */
  settleInvoice: command('invoice.match')
    .input(seenInvoice.extend({ control, outcome: z.enum(['accepted', 'rejected']), reason: requiredLine(500) }))
    .errors(invoiceErrors),
};
