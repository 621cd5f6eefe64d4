import type { Transaction } from 'kysely';
import type { CheckPoint, ReceivedUnit, UnitVerdict } from '#shared/features/procurement/receiving.ts';
import { orderNumber, receivable } from '#shared/features/procurement/order.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readLines } from '../orders/lines.ts';
import { getOrderIn } from '../orders/repository.ts';
import { takeUpDuty } from '../separation.ts';
import { checklistFor } from './checklists.ts';
import { getOpenReceipt, getReceipt, listUnits } from './repository.ts';
import { serialIn } from './rules.ts';

/** Notes on a delivery are no facts about assets: they are written without a journal entry until it is finished. */
export interface ReceivingNote {
  tx: Transaction<Schema>;
  now: string;
}

/**
 * Begins a delivery with its inspection list, or goes on with the one that is open.
 *
 * @throws Failure ORDER_STATE, SEPARATION_OF_DUTIES.
 */
export async function startReceipt(
  command: CommandContext,
  input: { orderId: number; placeId: number | null; deliveryNote: string; control: string | null },
): Promise<{ receiptId: number }> {
  const { tx, now, actor } = command;
  const order = await getOrderIn(tx, input.orderId, ...receivable);
  const open = await tx
    .selectFrom('receipt')
    .select('id')
    .where('order_id', '=', order.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open) return { receiptId: open.id };
  const purchase = { requisitionId: order.requisition_id, orderId: order.id };
  await takeUpDuty(command, 'receive', purchase, input.control);
  const lines = await readLines(tx, order.id);
  const checklist = await checklistFor(tx, [...new Set(lines.map(({ category }) => category.id))]);
  const { id } = await tx
    .insertInto('receipt')
    .values({
      order_id: order.id,
      place_id: input.placeId ?? order.delivery_place_id,
      delivery_note: input.deliveryNote,
      state: 'open',
      checklist: JSON.stringify(checklist),
      rma: null,
      received_by: actor.operatorId,
      received_at: now,
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'procurement.receiptStarted',
    subject: `purchase_order:${order.id}`,
    data: { number: orderNumber(order.year, order.number), receipt: id, deliveryNote: input.deliveryNote },
  });
  command.changed('procurement');
  return { receiptId: id };
}

/** Writes units down, all or none. @throws Failure RECEIPT_CLOSED, SERIAL_FORMAT, SERIAL_RECEIVED, SERIAL_TAKEN. */
export async function receiveUnits(
  { tx, now }: ReceivingNote,
  input: { receiptId: number; lineId: number; serials: readonly (string | null)[] },
): Promise<ReceivedUnit[]> {
  await getOpenReceipt(tx, input.receiptId);
  const { lines, units } = await getReceipt(tx, input.receiptId);
  const line = lines.find(({ id }) => id === input.lineId);
  if (!line) throw notFound('purchase_order_line', input.lineId);
  const known = new Set(units.map(({ serial }) => serial?.toLowerCase() ?? ''));
  const before = new Set(units.map(({ id }) => id));
  for (const scanned of input.serials) {
    const serial = scanned === null ? null : serialIn(scanned, line.manufacturer);
    if (scanned !== null && serial === null) throw new Failure('SERIAL_FORMAT', { serial: scanned });
    if (serial !== null) {
      if (known.has(serial.toLowerCase())) throw new Failure('SERIAL_RECEIVED', { serial });
      known.add(serial.toLowerCase());
      await refuseRegistered(tx, line.id, serial);
    }
    await tx
      .insertInto('receipt_unit')
      .values({
        receipt_id: input.receiptId,
        line_id: line.id,
        serial,
        verdict: 'pass',
        note: '',
        asset_id: null,
        at: now,
      })
      .execute();
  }
  return (await listUnits(tx, input.receiptId)).filter(({ id }) => !before.has(id));
}

/** The register has the serial already, from the same maker or from one that is not known. */
async function refuseRegistered(tx: Transaction<Schema>, lineId: number, serial: string): Promise<void> {
  const maker = await tx
    .selectFrom('purchase_order_line')
    .leftJoin('model', 'model.id', 'purchase_order_line.model_id')
    .select('model.manufacturer_id')
    .where('purchase_order_line.id', '=', lineId)
    .executeTakeFirstOrThrow();
  const owner = await tx
    .selectFrom('asset')
    .select(['id', 'tag'])
    .where('serial', '=', serial)
    .where('manufacturer_id', maker.manufacturer_id === null ? 'is' : '=', maker.manufacturer_id)
    .executeTakeFirst();
  if (owner) throw new Failure('SERIAL_TAKEN', { serial, assetId: owner.id, tag: owner.tag });
}

/** @throws Failure RECEIPT_CLOSED, NOTHING_TO_UNDO. */
export async function takeBackUnit(
  { tx }: ReceivingNote,
  { receiptId, unitId }: { receiptId: number; unitId: number | null },
): Promise<{ serial: string | null }> {
  await getOpenReceipt(tx, receiptId);
  const units = await listUnits(tx, receiptId);
  const unit = unitId === null ? units.at(-1) : units.find(({ id }) => id === unitId);
  if (!unit) throw new Failure('NOTHING_TO_UNDO');
  await tx.deleteFrom('receipt_unit').where('id', '=', unit.id).execute();
  return { serial: unit.serial };
}

/** A defect and a failure are told by a note. @throws Failure RECEIPT_CLOSED, REASON_MISSING. */
export async function judgeUnit(
  { tx }: ReceivingNote,
  input: { receiptId: number; unitId: number; verdict: UnitVerdict; note: string },
): Promise<void> {
  await getOpenReceipt(tx, input.receiptId);
  if (input.verdict !== 'pass' && input.note === '') throw new Failure('REASON_MISSING');
  const { numUpdatedRows } = await tx
    .updateTable('receipt_unit')
    .set({ verdict: input.verdict, note: input.note })
    .where('id', '=', input.unitId)
    .where('receipt_id', '=', input.receiptId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notFound('receipt_unit', input.unitId);
}

/** Answers to points that the list has; others are passed over. @throws Failure RECEIPT_CLOSED */
export async function answerChecklist(
  { tx }: ReceivingNote,
  { receiptId, points }: { receiptId: number; points: readonly CheckPoint[] },
): Promise<void> {
  await getOpenReceipt(tx, receiptId);
  const { checklist } = await getReceipt(tx, receiptId);
  const answered = checklist.map((point) => {
    const answer = points.find(({ text }) => text === point.text);
    return answer === undefined ? point : { ...point, ok: answer.ok, note: answer.note };
  });
  await tx
    .updateTable('receipt')
    .set({ checklist: JSON.stringify(answered) })
    .where('id', '=', receiptId)
    .execute();
}
