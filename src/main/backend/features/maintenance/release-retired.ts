import type { Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { LeavingAsset, RunningCost } from '#backend/features/retirement/index.ts';
import { skipOrder } from './orders/skip.ts';
import './tables.ts';

async function listToDo(db: Db, assetId: number) {
  return db
    .selectFrom('work_order')
    .select(['id', 'number', 'title', 'version'])
    .where('asset_id', '=', assetId)
    .where('state', 'in', ['open', 'in_work'])
    .orderBy('number')
    .execute();
}

/** Work orders that nobody does any more once an asset is out of service. */
export async function heldByMaintenance(db: Db, { id }: LeavingAsset): Promise<Released[]> {
  return [{ kind: 'work_order', what: (await listToDo(db, id)).map(({ number, title }) => `${number} · ${title}`) }];
}

/** What is to be done about an asset that leaves is not done; its plans raise nothing for what is on its way out. */
export async function releaseFromMaintenance(command: CommandContext, { id, tag }: LeavingAsset): Promise<void> {
  for (const order of await listToDo(command.tx, id))
    await skipOrder(command, { id: order.id, version: order.version, reason: tag });
}

/** What the work on each asset has cost so far. */
export async function costsOfWork(db: Db): Promise<RunningCost[]> {
  const rows = await db
    .selectFrom('work_order')
    .select(['asset_id', 'cost_currency'])
    .select((eb) => eb.fn.sum<number>('cost_minor').as('minor'))
    .where('cost_minor', 'is not', null)
    .groupBy(['asset_id', 'cost_currency'])
    .execute();
  return rows.flatMap(({ asset_id: assetId, cost_currency: currency, minor }) =>
    currency === null ? [] : [{ assetId, currency, minor: Number(minor) }],
  );
}
