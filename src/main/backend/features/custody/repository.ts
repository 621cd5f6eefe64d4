import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { Condition } from '#shared/features/assets/model.ts';
import type { CustodianRef } from './custodian.ts';
import { columnOf } from './custodian.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { CustodyTable } from './tables.ts';

type NewCustody = Omit<Insertable<CustodyTable>, 'id'>;

/** @returns the identifiers, in order. */
export function insertCustodies<Row extends NewCustody & { [Column in keyof Row]: string | number | null }>(
  { backend }: CommandContext,
  rows: readonly Row[],
): number[] {
  return insertRows<Row>(openInventoryOf(backend).sqlite, 'custody', rows);
}

const openCustody = prepareQuery((db, { assetId }: { assetId: number }) =>
  db.selectFrom('custody').selectAll().where('asset_id', '=', assetId).where('ended_at', 'is', null),
);

export async function findOpenCustody(db: Db, assetId: number) {
  return openCustody.first(db, { assetId });
}

/** The newest link of the chain, whether it has ended or not. */
export async function findLastCustody(db: Db, assetId: number) {
  return db
    .selectFrom('custody')
    .select(['id', 'ended_at', 'due_on'])
    .where('asset_id', '=', assetId)
    .where('reversed', '=', 0)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** Says anew in which condition something came back. */
export async function judgeReturn(tx: Transaction<Schema>, id: number, condition: Condition): Promise<void> {
  await tx.updateTable('custody').set({ condition_in: condition }).where('id', '=', id).execute();
}

/** What went out with an asset under a custody. */
export async function listAccessoriesOf(db: Db, custodyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('custody')
    .select(sql<string>`accessory.value`.as('name'))
    .innerJoin(sql<{ value: string }>`json_each(custody.accessories)`.as('accessory'), (join) => join.onTrue())
    .where('custody.id', '=', custodyId)
    .execute();
  return rows.map(({ name }) => name);
}

export async function getCustody(db: Db, id: number) {
  return db.selectFrom('custody').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function endCustody(
  tx: Transaction<Schema>,
  id: number,
  end: {
    at: string;
    condition: Condition;
    operatorId: number;
    reversed: boolean;
    missing?: readonly string[];
    nextStep?: NextStep;
  },
): Promise<void> {
  await tx
    .updateTable('custody')
    .set({
      ended_at: end.at,
      condition_in: end.condition,
      taken_back_by: end.operatorId,
      reversed: end.reversed ? 1 : 0,
      missing: JSON.stringify(end.missing ?? []),
      next_step: end.nextStep ?? null,
    })
    .where('id', '=', id)
    .execute();
}

/** Takes a return back: the custody goes on as if it had not ended; the journal tells that it had. */
export async function reopenCustody(tx: Transaction<Schema>, id: number): Promise<void> {
  await tx
    .updateTable('custody')
    .set({ ended_at: null, condition_in: null, taken_back_by: null, missing: '[]', next_step: null })
    .where('id', '=', id)
    .execute();
}

/** Whether an asset belongs, directly or over others, to the other one. */
export async function isHeldByWay(db: Db, assetId: number, holderId: number): Promise<boolean> {
  const { rows } = await sql`
    WITH RECURSIVE above (id) AS (
      SELECT ${assetId} UNION
      SELECT custody.holder_asset_id FROM custody JOIN above ON custody.asset_id = above.id
      WHERE custody.ended_at IS NULL AND custody.holder_asset_id IS NOT NULL
    ) SELECT id FROM above WHERE id = ${holderId}`.execute(rawExecutor(db));
  return rows.length > 0;
}

/** Which of these custodies still run and nobody has signed for, or refused to. */
export async function unsignedAmong(db: Db, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('custody')
    .select('id')
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .where('handover_id', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function countHeldBy(db: Db, custodian: CustodianRef): Promise<number> {
  const { count } = await db
    .selectFrom('custody')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where(columnOf[custodian.kind], '=', custodian.id)
    .executeTakeFirstOrThrow();
  return count;
}
