import type { Meter } from '#shared/features/maintenance/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Reading } from '../rules.ts';
import '../tables.ts';

/** Readings of one meter, oldest first. */
export async function listReadingsOf(db: Db, assetId: number, meter: Meter): Promise<Reading[]> {
  const rows = await db
    .selectFrom('meter_reading')
    .select(['value', 'read_on', 'replaced'])
    .where('asset_id', '=', assetId)
    .where('meter', '=', meter)
    .orderBy('read_on')
    .orderBy('id')
    .execute();
  return rows.map(({ value, read_on: readOn, replaced }) => ({ value, readOn, replaced: replaced === 1 }));
}
