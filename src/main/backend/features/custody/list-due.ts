import { sql } from 'kysely';
import type { DueAsset } from '#shared/features/custody/contract.ts';
import { addDays, epochDayOf } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { custodianId, custodianName } from './list-custodies.ts';

/** Loans that are overdue or due within so many days, the longest overdue first. */
export async function listDue(db: Db, today: string, withinDays: number): Promise<DueAsset[]> {
  const before = addDays(today, withinDays);
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .leftJoin('person', 'person.id', 'custody.person_id')
    .select([
      'asset.id',
      'asset.tag',
      'asset.name',
      'custody.custodian_kind',
      custodianId.as('custodian_id'),
      custodianName.as('custodian_name'),
      'person.email',
      'custody.started_at',
      'custody.due_on',
      'custody.purpose',
    ])
    .select(
      // By whoever was at the desk, or by a mail that went out by itself.
      sql<string | null>`(SELECT max(at) FROM (SELECT at FROM custody_reminder WHERE custody_id = custody.id
        UNION ALL SELECT at FROM reminder_mail WHERE kind = 'loan' AND subject = 'custody:' || custody.id
          AND day = custody.due_on AND address = person.email))`.as('reminded_at'),
    )
    .where('custody.ended_at', 'is', null)
    .where('custody.due_on', '<', before)
    .orderBy('custody.due_on')
    .orderBy('custody.id')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    assetId: row.id,
    tag: row.tag,
    name: row.name,
    custodian: { kind: row.custodian_kind, id: row.custodian_id, name: row.custodian_name },
    email: row.email,
    startedAt: row.started_at,
    dueOn: row.due_on ?? today,
    daysOver: epochDayOf(today) - epochDayOf(row.due_on ?? today),
    purpose: row.purpose,
    remindedAt: row.reminded_at,
  }));
}
