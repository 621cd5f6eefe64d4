import type { ReleaseReason } from '#shared/features/licences/seat.ts';
import { endsService } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import '../tables.ts';

/** Takes seats back, each with its entry; one that is back already stays as it is. @returns how many were. */
export async function releaseSeats(
  command: CommandContext,
  ids: readonly number[],
  because: ReleaseReason,
): Promise<number> {
  const { tx, now, actor } = command;
  let count = 0;
  for (const id of new Set(ids)) {
    const row = await tx
      .selectFrom('allocation')
      .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
      .innerJoin('software_product as product', 'product.id', 'entitlement.product_id')
      .leftJoin('person', 'person.id', 'allocation.person_id')
      .leftJoin('asset', 'asset.id', 'allocation.asset_id')
      .leftJoin('department', 'department.id', 'allocation.department_id')
      .select(['released_at', 'entitlement_id', 'product.name as product', 'entitlement.reference'])
      .select(['person.name as person', 'asset.tag', 'department.name as department'])
      .where('allocation.id', '=', id)
      .executeTakeFirst();
    if (!row) throw notFound('allocation', id);
    if (row.released_at !== null) continue;
    await tx
      .updateTable('allocation')
      .set({ released_at: now, released_by: actor.operatorId, released_because: because })
      .where('id', '=', id)
      .execute();
    // What was announced has happened.
    await tx
      .updateTable('licence_harvest')
      .set({ outcome: 'taken_back', ended_at: now })
      .where('allocation_id', '=', id)
      .where('outcome', 'is', null)
      .execute();
    await command.record({
      event: 'licences.seatReleased',
      subject: `entitlement:${row.entitlement_id}`,
      data: {
        product: row.product,
        reference: row.reference,
        holder: row.person ?? row.tag ?? row.department ?? '',
        because,
      },
    });
    count += 1;
  }
  command.changed('licences');
  return count;
}

async function seatsOf(command: CommandContext, column: 'asset_id' | 'person_id', id: number): Promise<number[]> {
  const rows = await command.tx
    .selectFrom('allocation')
    .select('id')
    .where(column, '=', id)
    .where('released_at', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

/** What is lost, stolen or on its way out has no seat any more. */
export async function releaseSeatsOfAsset(
  command: CommandContext,
  { id }: { id: number },
  status: AssetStatus,
): Promise<void> {
  if (!endsService(status)) return;
  const seats = await seatsOf(command, 'asset_id', id);
  if (seats.length > 0)
    await releaseSeats(command, seats, status === 'lost' || status === 'stolen' ? 'lost' : 'retired');
}

/** Whoever has left has no seat any more. */
export async function releaseSeatsOfPerson(command: CommandContext, personId: number): Promise<void> {
  const { tx, now } = command;
  const seats = await seatsOf(command, 'person_id', personId);
  if (seats.length > 0) await releaseSeats(command, seats, 'left');
  const { numUpdatedRows } = await tx
    .updateTable('licence_wish')
    .set({ ended_at: now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) command.changed('licences');
}
