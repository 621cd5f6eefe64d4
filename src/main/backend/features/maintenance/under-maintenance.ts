import { sql } from 'kysely';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Taking } from '#backend/features/custody/index.ts';
import './tables.ts';

/** @throws Failure UNDER_MAINTENANCE when the asset is being worked on. */
export async function refuseUnderMaintenance({ tx }: CommandContext, { assetId, tag }: Taking): Promise<void> {
  const order = await tx
    .selectFrom('work_order')
    .select('number')
    .where('asset_id', '=', assetId)
    .where('state', '=', sql.lit('in_work'))
    .where('out_of_service', '=', sql.lit(1))
    .executeTakeFirst();
  if (order) throw new Failure('UNDER_MAINTENANCE', { tag, number: order.number });
}

/** On which days these assets are being worked on: from when it began until it is planned to end, and at least today. */
export async function daysOnTheBench(db: Db, assetIds: readonly number[], today: Day) {
  const rows = await db
    .selectFrom('work_order')
    .select(['id', 'number', 'title', 'asset_id', 'started_at', 'planned_on'])
    .where('state', '=', sql.lit('in_work'))
    .where('out_of_service', '=', sql.lit(1))
    .where('asset_id', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(assetIds)}))`)
    .execute();
  return rows.map(({ id, number, title, asset_id: assetId, started_at: startedAt, planned_on: plannedOn }) => ({
    id,
    assetId,
    from: (startedAt ?? today).slice(0, 10),
    to: plannedOn < today ? today : plannedOn,
    number,
    purpose: title,
  }));
}
