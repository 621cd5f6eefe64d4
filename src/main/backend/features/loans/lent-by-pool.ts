import type { Db } from '#backend/kernel/db/dialect.ts';
import './tables.ts';

/** Whether an asset belongs to a pool that is still lent from. */
export async function isLentByPool(db: Db, assetId: number): Promise<boolean> {
  const row = await db
    .selectFrom('pool_member')
    .innerJoin('pool', 'pool.id', 'pool_member.pool_id')
    .select('pool.id')
    .where('pool_member.asset_id', '=', assetId)
    .where('pool.archived_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
