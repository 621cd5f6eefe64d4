import * as z from 'zod';
import { serial } from '#shared/features/assets/model.ts';
import { identityErrors } from '#shared/features/assets/identity-errors.ts';
import { command, query } from '#shared/rpc/define.ts';
import { id, instant, line, reference, requiredLine } from '#shared/rpc/fields.ts';
import { control, orderInOtherState, separated } from './order-contract.ts';
import { orderStates } from './order.ts';

/** Taken as it is, taken with a defect, sent back. */
export const unitVerdicts = ['pass', 'defect', 'fail'] as const;
export type UnitVerdict = (typeof unitVerdicts)[number];

/** What is looked at, and whether a picture has to prove it. */
export const inspectionPoint = z.object({ text: requiredLine(200), photo: z.boolean() });
export type InspectionPoint = z.infer<typeof inspectionPoint>;

export const checkPoint = z.object({
  text: z.string().max(300),
  ok: z.boolean().nullable(),
  note: line(300),
  /** A picture has to prove it. */
  photo: z.boolean().default(false),
});
export type CheckPoint = z.infer<typeof checkPoint>;

const receivedUnit = z.object({
  id,
  lineId: id,
  serial: z.string().nullable(),
  verdict: z.enum(unitVerdicts),
  note: z.string(),
  assetId: id.nullable(),
  at: instant,
});
export type ReceivedUnit = z.infer<typeof receivedUnit>;

const receiptLine = z.object({
  id,
  name: z.string(),
  manufacturer: z.string().nullable(),
  ordered: z.number().int(),
  /** Of deliveries before this one. */
  accepted: z.number().int(),
});
export type ReceiptLine = z.infer<typeof receiptLine>;

export const receipt = z.object({
  id,
  state: z.enum(['open', 'finished', 'discarded']),
  order: z.object({ id, number: z.string(), supplier: z.string(), state: z.enum(orderStates) }),
  place: reference.nullable(),
  deliveryNote: z.string(),
  lines: z.array(receiptLine),
  units: z.array(receivedUnit),
  checklist: z.array(checkPoint),
  receivedBy: z.string(),
  receivedAt: instant,
  rma: z.string().nullable(),
});
export type Receipt = z.infer<typeof receipt>;

const openOnly = { RECEIPT_CLOSED: {} } as const;

/** Units one after the other, each on the disk before its beep; all become assets together when it is finished. */
export const receivingContract = {
  /** Begins to receive a delivery, or goes on with the one that is open. */
  startReceipt: command('receipt.create')
    .input(z.object({ orderId: id, placeId: id.nullable(), deliveryNote: line(80), control }))
    .output(z.object({ receiptId: id }))
    .errors({ ...orderInOtherState, ...separated }),
  getReceipt: query('asset.view').input(z.object({ id })).output(receipt),
  receiveUnits: command('receipt.create')
    .input(
      z.object({
        receiptId: id,
        lineId: id,
        /** Null is a unit that is only counted. */
        serials: z.array(serial.min(1).nullable()).min(1).max(500),
      }),
    )
    .output(z.array(receivedUnit))
    .errors({
      ...openOnly,
      SERIAL_TAKEN: identityErrors.SERIAL_TAKEN,
      SERIAL_RECEIVED: { data: z.object({ serial: z.string() }) },
      SERIAL_FORMAT: { data: z.object({ serial: z.string() }) },
    }),
  /** Takes back the last unit, or a certain one. */
  takeBackUnit: command('receipt.create')
    .input(z.object({ receiptId: id, unitId: id.nullable() }))
    .output(z.object({ serial: z.string().nullable() }))
    .errors({ ...openOnly, NOTHING_TO_UNDO: {} }),
  judgeUnit: command('receipt.create')
    .input(z.object({ receiptId: id, unitId: id, verdict: z.enum(unitVerdicts), note: line(300) }))
    .errors({ ...openOnly, REASON_MISSING: {} }),
  answerChecklist: command('receipt.create')
    .input(z.object({ receiptId: id, points: z.array(checkPoint).max(100) }))
    .errors(openOnly),
  finishReceipt: command('receipt.create')
    .input(
      z.object({
        receiptId: id,
        /** Said by somebody who has been asked. */
        despiteOverDelivery: z.boolean(),
        labels: z.object({ printerId: id, templateId: z.string().max(60) }).nullable(),
      }),
    )
    .output(
      z.object({
        assets: z.array(z.object({ id, tag: z.string() })),
        rma: z.string().nullable(),
        orderState: z.enum(orderStates),
      }),
    )
    .errors({
      ...openOnly,
      ...orderInOtherState,
      ...identityErrors,
      NOTHING_RECEIVED: {},
      CHECKLIST_OPEN: { data: z.object({ open: z.number().int() }) },
      PHOTO_MISSING: { data: z.object({ point: z.string() }) },
      OVER_DELIVERY: { data: z.object({ name: z.string(), ordered: z.number().int(), received: z.number().int() }) },
      LABEL_DOES_NOT_FIT: {
        data: z.object({
          tag: z.string(),
          problem: z.string(),
          neededMm: z.number(),
          availableMm: z.number(),
          characters: z.string(),
        }),
      },
    }),
  discardReceipt: command('receipt.create')
    .input(z.object({ receiptId: id, reason: requiredLine(500) }))
    .errors(openOnly),
  /** Points of the inspection by category; null holds for all. */
  listChecklists: query('asset.view').output(
    z.array(
      z.object({
        categoryId: id.nullable(),
        category: z.string().nullable(),
        points: z.array(inspectionPoint),
        /** Still as it came with the application. */
        usual: z.boolean(),
      }),
    ),
  ),
  /** Null goes back to what came with the application. */
  saveChecklist: command('settings.edit')
    .input(z.object({ categoryId: id.nullable(), points: z.array(inspectionPoint).max(40).nullable() }))
    .errors({ POINT_TWICE: { data: z.object({ point: z.string() }) } }),
};
