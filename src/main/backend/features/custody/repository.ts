import type { Insertable, Transaction } from 'kysely';
import type { Condition } from '#shared/features/assets/model.ts';
import type { Custody } from '#shared/features/custody/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import type { CustodyTable } from './tables.ts';

export async function insertCustodies(
  tx: Transaction<Schema>,
  rows: readonly Insertable<CustodyTable>[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < rows.length; start += 200) {
    const inserted = await tx
      .insertInto('custody')
      .values(rows.slice(start, start + 200))
      .returning('id')
      .execute();
    ids.push(...inserted.map((row) => row.id));
  }
  return ids;
}

export async function findOpenCustody(db: Db, assetId: number) {
  return db
    .selectFrom('custody')
    .selectAll()
    .where('asset_id', '=', assetId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

export async function getCustody(db: Db, id: number) {
  return db.selectFrom('custody').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function endCustody(
  tx: Transaction<Schema>,
  id: number,
  end: { at: string; condition: Condition; operatorId: number; reversed: boolean },
): Promise<void> {
  await tx
    .updateTable('custody')
    .set({
      ended_at: end.at,
      condition_in: end.condition,
      taken_back_by: end.operatorId,
      reversed: end.reversed ? 1 : 0,
    })
    .where('id', '=', id)
    .execute();
}

/** Takes a return back: the custody goes on as if it had not ended; the journal tells that it had. */
export async function reopenCustody(tx: Transaction<Schema>, id: number): Promise<void> {
  await tx
    .updateTable('custody')
    .set({ ended_at: null, condition_in: null, taken_back_by: null })
    .where('id', '=', id)
    .execute();
}

export async function listChain(db: Db, assetId: number): Promise<Custody[]> {
  const rows = await db
    .selectFrom('custody')
    .leftJoin('person', 'person.id', 'custody.person_id')
    .leftJoin('place', 'place.id', 'custody.place_id')
    .leftJoin('operator as giver', 'giver.id', 'custody.handed_over_by')
    .leftJoin('operator as taker', 'taker.id', 'custody.taken_back_by')
    .selectAll('custody')
    .select([
      'person.name as person_name',
      'place.name as place_name',
      'giver.display_name as giver',
      'taker.display_name as taker',
    ])
    .where('custody.asset_id', '=', assetId)
    .orderBy('custody.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    custodian: {
      kind: row.custodian_kind,
      id: row.person_id ?? row.place_id ?? 0,
      name: row.person_name ?? row.place_name ?? '',
    },
    startedAt: row.started_at,
    dueOn: row.due_on,
    endedAt: row.ended_at,
    conditionOut: row.condition_out,
    conditionIn: row.condition_in,
    handedOverBy: row.giver ?? '',
    takenBackBy: row.taker,
    note: row.note,
    reversed: row.reversed === 1,
  }));
}

export async function listHeldBy(db: Db, { kind, id }: { kind: 'person' | 'place'; id: number }) {
  const rows = await db
    .selectFrom('custody')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'custody.started_at', 'custody.due_on'])
    .where('custody.ended_at', 'is', null)
    .where(kind === 'person' ? 'custody.person_id' : 'custody.place_id', '=', id)
    .orderBy('custody.started_at', 'desc')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    assetId: row.id,
    tag: row.tag,
    name: row.name,
    startedAt: row.started_at,
    dueOn: row.due_on,
  }));
}

export async function countHeldBy(db: Db, { kind, id }: { kind: 'person' | 'place'; id: number }): Promise<number> {
  const { count } = await db
    .selectFrom('custody')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where(kind === 'person' ? 'person_id' : 'place_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}
