import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import { varianceResults } from '#shared/features/stocktakes/model.ts';
import type { StocktakeState } from '#shared/features/stocktakes/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { StocktakeLineTable } from './tables.ts';

const rowsPerInsert = 200;

export async function getStocktakeRow(db: Db, id: number) {
  const row = await db.selectFrom('stocktake').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('stocktake', id);
  return row;
}

/** @throws Failure STOCKTAKE_STATE unless it is in one of the states. */
export async function getStocktakeIn(db: Db, id: number, ...states: StocktakeState[]) {
  const row = await getStocktakeRow(db, id);
  if (!states.includes(row.state)) throw new Failure('STOCKTAKE_STATE', { state: row.state });
  return row;
}

/** @throws Failure STOCKTAKE_STATE unless it is being worked through, and here: what is only counted here is decided elsewhere. */
export async function getReconciling(db: Db, id: number) {
  const row = await getStocktakeIn(db, id, 'reconciling');
  if (row.origin === 'file') throw new Failure('STOCKTAKE_STATE', { state: row.state });
  return row;
}

/** @returns the identifiers, in the order of the rows. */
export async function insertLines(
  tx: Transaction<Schema>,
  rows: readonly Insertable<StocktakeLineTable>[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const inserted = await tx
      .insertInto('stocktake_line')
      .values(rows.slice(start, start + rowsPerInsert))
      .returning('id')
      .execute();
    ids.push(...inserted.map((row) => row.id));
  }
  return ids;
}

export async function listSightings(db: Db, lineId: number) {
  return db
    .selectFrom('stocktake_sighting')
    .innerJoin('stocktake_session', 'stocktake_session.id', 'stocktake_sighting.session_id')
    .select([
      'stocktake_session.key as session',
      'stocktake_sighting.number',
      'stocktake_sighting.place_id as placeId',
      'stocktake_sighting.at',
    ])
    .where('line_id', '=', lineId)
    .execute();
}

/** How far the variances have been worked through. */
export async function countOpen(db: Db, id: number) {
  const agreed = sql`(line.approved_by IS NOT NULL OR line.excused_by IS NOT NULL OR stocktake.second_person = 0)`;
  return db
    .selectFrom('stocktake_line as line')
    .innerJoin('stocktake', 'stocktake.id', 'line.stocktake_id')
    .select([
      sql<number>`count(*)`.as('variances'),
      sql<number>`count(*) FILTER (WHERE line.decision IS NULL)`.as('undecided'),
      sql<number>`count(*) FILTER (WHERE line.decision IS NOT NULL AND NOT ${agreed})`.as('unapproved'),
      sql<number>`count(*) FILTER (WHERE line.outcome IS NOT NULL)`.as('applied'),
    ])
    .where('line.stocktake_id', '=', id)
    .where('line.result', 'in', varianceResults)
    .executeTakeFirstOrThrow();
}
