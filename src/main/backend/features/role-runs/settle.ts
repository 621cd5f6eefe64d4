import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { allocate, listSeats, releaseSeats } from '#backend/features/licences/index.ts';
import './tables.ts';

type To = { state: 'done' } | { state: 'open' } | { state: 'waived'; reason: string };

/**
 * Settles what is no asset. A licence of a product gets a seat, or gives it back, in the same transaction, so that what is
 * ticked off is so.
 *
 * @throws Failure DONE_BY_SCANNING for an asset, which is done by its hand-over or return; NO_FREE_SEAT and what else
 * refuses a seat.
 */
export async function settleItem(command: CommandContext, { itemId, to }: { itemId: number; to: To }): Promise<void> {
  const { tx, now, actor } = command;
  const item = await tx
    .selectFrom('role_run_item as item')
    .innerJoin('role_run', 'role_run.id', 'item.run_id')
    .select(['item.kind', 'item.name', 'item.action', 'item.product_id', 'item.allocation_id', 'item.done_at'])
    .select(['role_run.person_id', 'role_run.id as run_id'])
    .where('item.id', '=', itemId)
    .executeTakeFirst();
  if (!item) throw notFound('role_run_item', itemId);
  if (to.state === 'done' && item.kind === 'asset') throw new Failure('DONE_BY_SCANNING', { name: item.name });
  const done = to.state === 'done';
  const waived = to.state === 'waived';
  await tx
    .updateTable('role_run_item')
    .set({
      allocation_id: await moveSeat(command, item, done),
      done_at: done ? now : null,
      done_by: done ? actor.operatorId : null,
      waived_at: waived ? now : null,
      waived_by: waived ? actor.operatorId : null,
      waived_because: waived ? to.reason : null,
    })
    .where('id', '=', itemId)
    .execute();
  await command.record({
    event: 'roleRuns.itemSettled',
    subject: `person:${item.person_id}`,
    data: { run: item.run_id, name: item.name, state: to.state },
    reason: waived ? to.reason : null,
  });
  command.changed('roleRuns');
}

interface SeatItem {
  action: 'hand_out' | 'change' | 'collect';
  product_id: number | null;
  allocation_id: number | null;
  done_at: string | null;
  person_id: number;
}

/** Gives or takes the seat that goes with the item; undoing does the opposite. @returns the seat that the item is about. */
async function moveSeat(command: CommandContext, item: SeatItem, done: boolean): Promise<number | null> {
  const { product_id: productId, allocation_id: seatId, person_id: personId } = item;
  const wasDone = item.done_at !== null;
  if (productId === null || done === wasDone) return seatId;
  const gives = (item.action === 'hand_out') === done;
  if (!gives) {
    if (seatId !== null) await releaseSeats(command, [seatId], 'run');
    return done ? seatId : null;
  }
  const held = (await listSeats(command.tx, { personId })).find(({ product }) => product.id === productId);
  if (held) return held.id;
  const { id } = await allocate(command, {
    productId,
    entitlementId: null,
    holder: { kind: 'person', id: personId },
    seats: 1,
    project: '',
    until: null,
    overrideReason: null,
  });
  return id;
}
