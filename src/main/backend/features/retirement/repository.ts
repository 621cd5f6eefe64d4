import type { Db } from '#backend/kernel/db/dialect.ts';
import './tables.ts';

/** The way out that an asset is on, when it is on one. */
export async function findOpenRetirement(db: Db, assetId: number) {
  return db
    .selectFrom('retirement')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

export async function holdsData(db: Db, assetId: number): Promise<boolean> {
  const row = await db
    .selectFrom('asset_holding_data')
    .select('asset_id')
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
  return row !== undefined;
}
