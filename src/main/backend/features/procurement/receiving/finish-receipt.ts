import type { Receipt, ReceivedUnit } from '#shared/features/procurement/receiving.ts';
import { orderNumber, receivable, unitCosts } from '#shared/features/procurement/order.ts';
import type { OrderState } from '#shared/features/procurement/order.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { registerAssets } from '#backend/features/assets/index.ts';
import type { NewAsset } from '#backend/features/assets/index.ts';
import { fulfil } from '../orders/lead-order.ts';
import { readLines } from '../orders/lines.ts';
import { getOrderIn, updateOrder } from '../orders/repository.ts';
import { papersOf } from '../papers/repository.ts';
import { whenDelivered } from './lifecycle.ts';
import type { Delivered } from './lifecycle.ts';
import { getOpenReceipt, getReceipt } from './repository.ts';
import { overDeliveryOf, stateAfterDelivery } from './rules.ts';

interface FinishInput {
  receiptId: number;
  despiteOverDelivery: boolean;
  labels: Delivered['labels'];
}

/**
 * Ends a delivery: what was taken becomes assets with everything that the order knows, what failed goes back under a
 * number of its own, and the order goes on waiting for the rest.
 *
 * @throws Failure RECEIPT_CLOSED, ORDER_STATE, NOTHING_RECEIVED, CHECKLIST_OPEN, PHOTO_MISSING, OVER_DELIVERY, SERIAL_TAKEN, …
 */
export async function finishReceipt(
  command: CommandContext,
  input: FinishInput,
): Promise<{ assets: { id: number; tag: string }[]; rma: string | null; orderState: OrderState }> {
  const { tx, now } = command;
  const { order_id: orderId } = await getOpenReceipt(tx, input.receiptId);
  const order = await getOrderIn(tx, orderId, ...receivable);
  const receipt = await getReceipt(tx, input.receiptId);
  const photos = await photosOf(tx, receipt.id);
  refuseUnfinished(receipt, photos, input.despiteOverDelivery);
  const taken = receipt.units.filter(({ verdict }) => verdict !== 'fail');
  const failed = receipt.units.length - taken.length;
  const assets = await registerAssets(command, await assetsOf(command, order, receipt, taken), 'scan');
  for (const [index, unit] of taken.entries()) {
    const asset = assets[index];
    if (asset) await tx.updateTable('receipt_unit').set({ asset_id: asset.id }).where('id', '=', unit.id).execute();
  }
  const rma = failed === 0 ? null : await takeReturnNumber(command);
  await tx
    .updateTable('receipt')
    .set({ state: 'finished', finished_at: now, rma })
    .where('id', '=', receipt.id)
    .execute();
  const orderState = await leadOn(command, order);
  await command.record({
    event: 'procurement.received',
    subject: `purchase_order:${order.id}`,
    data: {
      number: orderNumber(order.year, order.number),
      receipt: receipt.id,
      accepted: taken.length,
      defective: taken.filter(({ verdict }) => verdict === 'defect').length,
      failed,
      rma,
      first: assets[0]?.tag ?? null,
      last: assets.at(-1)?.tag ?? null,
      checklist: receipt.checklist.map(({ text, ok, note }) => ({ text, ok, note })),
      photos: photos.map((photo) => ({ ...photo })),
      units: receipt.units.map(({ serial, verdict, note }) => ({ serial, verdict, note })),
    },
  });
  for (const react of whenDelivered)
    await react(command, { assetIds: assets.map(({ id }) => id), labels: input.labels });
  command.changed('procurement');
  return { assets, rma, orderState };
}

interface Photo {
  point: string;
  sha256: string;
}

/** What is attached to the delivery, by the point that it proves; digests tie the pictures to the journal. */
async function photosOf(tx: CommandContext['tx'], id: number): Promise<Photo[]> {
  return papersOf(tx, { kind: 'receipt', id }).select(['paper.point', 'paper.sha256']).execute();
}

function refuseUnfinished(receipt: Receipt, photos: readonly Photo[], despiteOverDelivery: boolean): void {
  if (receipt.units.length === 0) throw new Failure('NOTHING_RECEIVED');
  const open = receipt.checklist.filter(({ ok }) => ok === null).length;
  if (open > 0) throw new Failure('CHECKLIST_OPEN', { open });
  const unproved = receipt.checklist.find(({ text, photo }) => photo && !photos.some(({ point }) => point === text));
  if (unproved) throw new Failure('PHOTO_MISSING', { point: unproved.text });
  const over = overDeliveryOf(receipt.lines, receipt.units);
  if (over !== null && !despiteOverDelivery)
    throw new Failure('OVER_DELIVERY', { name: over.line.name, ordered: over.line.ordered, received: over.received });
}

type OrderRow = Awaited<ReturnType<typeof getOrderIn>>;

/** Each unit with what order, model and need know of it: price with its share of the freight, warranty from today. */
async function assetsOf(
  { tx, now }: CommandContext,
  order: OrderRow,
  receipt: Receipt,
  units: readonly ReceivedUnit[],
): Promise<NewAsset[]> {
  const lines = await readLines(tx, order.id);
  const need = await tx
    .selectFrom('requisition')
    .select(['department_id', 'cost_centre_id'])
    .where('id', '=', order.requisition_id)
    .executeTakeFirstOrThrow();
  const models = await tx.selectFrom('model').select(['id', 'manufacturer_id', 'warranty_months']).execute();
  const today = dayOf(now);
  const counted = new Map(lines.map((line) => [line.id, line.accepted]));
  return units.map((unit): NewAsset => {
    const index = lines.findIndex(({ id }) => id === unit.lineId);
    const line = lines[index];
    if (!line) throw new Error('a unit of no line');
    const before = counted.get(line.id) ?? 0;
    counted.set(line.id, before + 1);
    const [minor = line.unitPriceMinor] = unitCosts(lines, order.freight_minor, index, before, 1);
    const model = models.find(({ id }) => id === line.model?.id);
    const months = order.warranty_months > 0 ? order.warranty_months : (model?.warranty_months ?? 0);
    return {
      tag: null,
      name: null,
      serial: unit.serial,
      categoryId: line.category.id,
      modelId: line.model?.id ?? null,
      manufacturerId: model?.manufacturer_id ?? null,
      condition: unit.verdict === 'defect' ? 'damaged' : 'new',
      supplierId: order.supplier_id,
      orderNumber: orderNumber(order.year, order.number),
      purchasedOn: dayOf(order.sent_at ?? order.created_at),
      cost: { minor, currency: order.currency },
      warrantyUntil: months > 0 ? addMonths(today, months) : null,
      endOfLifeOn: null,
      departmentId: need.department_id,
      costCentreId: need.cost_centre_id,
      notes: unit.note === '' ? null : unit.note,
      placeId: receipt.place?.id ?? null,
    };
  });
}

async function takeReturnNumber({ tx, now }: CommandContext): Promise<string> {
  const year = now.slice(0, 4);
  const number = await takeNumbers(tx, `rma:${year}`);
  return `RMA-${year}-${String(number).padStart(4, '0')}`;
}

async function leadOn(command: CommandContext, order: OrderRow): Promise<OrderState> {
  const lines = await readLines(command.tx, order.id);
  const state = stateAfterDelivery(
    order.state,
    lines.map(({ quantity, accepted }) => ({ ordered: quantity, accepted })),
  );
  if (state !== order.state) await updateOrder(command.tx, order, { state });
  if (state === 'received') await fulfil(command, order.requisition_id);
  return state;
}

/** Forgets what was noted of a delivery. @throws Failure RECEIPT_CLOSED */
export async function discardReceipt(
  command: CommandContext,
  { receiptId, reason }: { receiptId: number; reason: string },
): Promise<void> {
  const row = await getOpenReceipt(command.tx, receiptId);
  await command.tx
    .updateTable('receipt')
    .set({ state: 'discarded', finished_at: command.now })
    .where('id', '=', receiptId)
    .execute();
  await command.record({
    event: 'procurement.receiptDiscarded',
    subject: `purchase_order:${row.order_id}`,
    data: { receipt: receiptId },
    reason,
  });
  command.changed('procurement');
}
