import type { Insertable } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { isOpen } from '../rules.ts';
import type { WorkOrderTable } from '../tables.ts';

/** @throws Failure NOT_FOUND */
export async function getOrderRow(db: Db, id: number) {
  const row = await db
    .selectFrom('work_order')
    .innerJoin('asset', 'asset.id', 'work_order.asset_id')
    .selectAll('work_order')
    .select(['asset.tag', 'asset.status'])
    .where('work_order.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('work_order', id);
  return row;
}
export type OrderRowOfDb = Awaited<ReturnType<typeof getOrderRow>>;

/** An order that can still be changed. @throws Failure NOT_FOUND, WORK_ORDER_STATE, CHANGED_MEANWHILE. */
export async function getOpenOrder(db: Db, { id, version }: { id: number; version?: number }): Promise<OrderRowOfDb> {
  const row = await getOrderRow(db, id);
  if (!isOpen(row.state)) throw new Failure('WORK_ORDER_STATE', { state: row.state });
  if (version !== undefined && row.version !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'work_order', id });
  return row;
}

export async function updateOrder(
  command: CommandContext,
  { id, version }: { id: number; version: number },
  values: Partial<Insertable<WorkOrderTable>>,
): Promise<void> {
  await command.tx
    .updateTable('work_order')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .execute();
  command.changed('maintenance');
}
