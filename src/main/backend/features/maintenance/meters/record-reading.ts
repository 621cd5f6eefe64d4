import { sql } from 'kysely';
import type { Meter, MeterReading } from '#shared/features/maintenance/model.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { raisePortion } from '../plans/raise-orders.ts';
import { dueByMeter, setDue } from '../plans/schedule.ts';
import { mayRead } from '../rules.ts';
import { listReadingsOf } from './repository.ts';

interface NewReading {
  assetId: number;
  meter: Meter;
  value: number;
  readOn: string;
  replaced: boolean;
}

/**
 * Writes down what a meter shows. What is due by it is reckoned anew, and raised when its time has come.
 *
 * @returns how many orders there are more
 * @throws Failure METER_BACKWARDS, DAY_AHEAD.
 */
export async function recordReading(command: CommandContext, read: NewReading): Promise<{ raised: number }> {
  const { tx, now, actor } = command;
  const { assetId, meter, value, readOn, replaced } = read;
  if (readOn > dayOf(now)) throw new Failure('DAY_AHEAD', { day: readOn });
  const { tag } = await getAssetRow(tx, assetId, false);
  const readings = await listReadingsOf(tx, assetId, meter);
  const before = readings.findLast((one) => one.readOn <= readOn);
  const after = readings.find((one) => one.readOn > readOn);
  if (!mayRead(before, value, replaced)) throw refusal(value, before);
  // What was read later and shows less would have gone backwards from this one.
  if (after !== undefined && !mayRead({ value }, after.value, after.replaced)) throw refusal(value, after);
  await tx
    .insertInto('meter_reading')
    .values({
      asset_id: assetId,
      meter,
      value,
      read_on: readOn,
      replaced: replaced ? 1 : 0,
      operator_id: actor.operatorId,
      at: now,
    })
    .execute();
  await command.record({
    event: 'maintenance.meterRead',
    subject: `asset:${assetId}`,
    data: { tag, meter, value, readOn, replaced },
  });
  command.changed('maintenance');
  await reckonAnew(command, { assetId, meter, replaced });
  return { raised: (await raisePortion(command, assetId)).raised };
}

function refusal(value: number, last: { value: number; readOn: string } | undefined): Failure {
  return new Failure('METER_BACKWARDS', { value, last: last?.value ?? 0, readOn: last?.readOn ?? '' });
}

/** When plans by this meter are due that have no order open; a meter that began anew is counted anew. */
async function reckonAnew(
  command: CommandContext,
  { assetId, meter, replaced }: Pick<NewReading, 'assetId' | 'meter' | 'replaced'>,
): Promise<void> {
  const rows = await command.tx
    .selectFrom('maintenance_schedule as schedule')
    .innerJoin('maintenance_plan as plan', 'plan.id', 'schedule.plan_id')
    .selectAll('plan')
    .select(['schedule.plan_id', 'schedule.asset_id', 'schedule.next_reading'])
    .where('schedule.asset_id', '=', assetId)
    .where('plan.meter', '=', meter)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM work_order WHERE plan_id = plan.id AND asset_id = schedule.asset_id
        AND state IN ('open', 'in_work'))`,
    )
    .execute();
  for (const row of rows)
    await setDue(command, row, await dueByMeter(command.tx, row, assetId, replaced ? null : row.next_reading));
}

/** What the meters of an asset showed, the newest first. */
export async function listReadings(db: Db, assetId: number): Promise<MeterReading[]> {
  const rows = await db
    .selectFrom('meter_reading')
    .innerJoin('operator', 'operator.id', 'meter_reading.operator_id')
    .selectAll('meter_reading')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .orderBy('read_on', 'desc')
    .orderBy('meter_reading.id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    meter: row.meter,
    value: row.value,
    readOn: row.read_on,
    operator: row.display_name,
    replaced: row.replaced === 1,
  }));
}
