import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { issueStock, takeBackStock } from '#backend/features/supplies/index.ts';
import { getOpenOrder } from './repository.ts';

interface Taking {
  orderId: number;
  articleId: number;
  placeId: number | null;
  quantity: number;
}

/** A part goes from the stock into the asset. @throws Failure WORK_ORDER_STATE, STOCK_SHORT, ARTICLE_ARCHIVED. */
export async function takePart(
  command: CommandContext,
  { orderId, articleId, placeId, quantity }: Taking,
): Promise<void> {
  const { tx } = command;
  const order = await getOpenOrder(tx, { id: orderId });
  if (order.state !== 'in_work') throw new Failure('WORK_ORDER_STATE', { state: order.state });
  const { movementId } = await issueStock(command, {
    articleId,
    placeId,
    quantity,
    recipient: { kind: 'asset', id: order.asset_id },
    note: `${order.number} · ${order.title}`,
  });
  await tx
    .insertInto('work_order_part')
    .values({ order_id: orderId, movement_id: movementId, returned_at: null })
    .execute();
  await command.record({
    event: 'maintenance.partTaken',
    subject: `work_order:${orderId}`,
    data: { number: order.number, tag: order.tag, articleId, quantity },
  });
  command.changed('maintenance');
}

/** What was not needed goes back to where it was taken from. @throws Failure WORK_ORDER_STATE, PLACE_ARCHIVED. */
export async function returnPart(command: CommandContext, { partId }: { partId: number }): Promise<void> {
  const { tx, now } = command;
  const part = await tx
    .selectFrom('work_order_part as part')
    .innerJoin('supply_movement as movement', 'movement.id', 'part.movement_id')
    .select(['part.order_id', 'movement.article_id', 'movement.quantity', 'movement.from_place_id'])
    .where('part.id', '=', partId)
    .where('part.returned_at', 'is', null)
    .executeTakeFirst();
  if (!part || part.from_place_id === null) throw notFound('work_order_part', partId);
  const order = await getOpenOrder(tx, { id: part.order_id });
  await takeBackStock(command, {
    articleId: part.article_id,
    placeId: part.from_place_id,
    quantity: part.quantity,
    recipient: { kind: 'asset', id: order.asset_id },
    note: `${order.number} · ${order.title}`,
  });
  await tx.updateTable('work_order_part').set({ returned_at: now }).where('id', '=', partId).execute();
  await command.record({
    event: 'maintenance.partReturned',
    subject: `work_order:${part.order_id}`,
    data: { number: order.number, tag: order.tag, articleId: part.article_id, quantity: part.quantity },
  });
  command.changed('maintenance');
}
