import { sql } from 'kysely';
import type { LineResult, StocktakeDetail, StocktakeRow, StocktakeScope } from '#shared/features/stocktakes/model.ts';
import { stocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { openInParts } from './lifecycle.ts';
import { readPlaceTree } from './place-tree.ts';
import { countOpen, getStocktakeRow } from './repository.ts';

type Stored = Awaited<ReturnType<typeof getStocktakeRow>>;

/** While it is counted blind, neither whoever may only count nor whoever does count sees what is expected. */
export async function isHidden({ reader, actor }: QueryContext, row: Stored): Promise<boolean> {
  if (row.blind === 0 || row.state !== 'counting') return false;
  if (!actor.may('stocktake.reconcile') && actor.may('stocktake.count')) return true;
  const own = reader.selectFrom('stocktake_session').select('id').where('stocktake_id', '=', row.id);
  return (await own.where('operator_id', '=', actor.operatorId).executeTakeFirst()) !== undefined;
}

async function rowOf(query: QueryContext, row: Stored): Promise<StocktakeRow> {
  const { reader } = query;
  const planner = await reader
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', row.planned_by)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    state: row.state,
    method: row.method,
    blind: row.blind === 1,
    origin: row.origin,
    scopeText: await scopeTextOf(reader, stocktakeScope.parse(JSON.parse(row.scope))),
    plannedBy: planner.display_name,
    plannedAt: row.planned_at,
    startedAt: row.started_at,
    closedAt: row.closed_at,
    tally: (await isHidden(query, row)) ? null : await tallyOf(query, row.id),
  };
}

/** What a scope names; nothing when it is everything. */
export async function scopeTextOf(reader: Reader, scope: StocktakeScope): Promise<string[]> {
  const named = async (table: 'place' | 'department' | 'category', ids: number[]): Promise<string[]> =>
    ids.length === 0
      ? []
      : (await reader.selectFrom(table).select('name').where('id', 'in', ids).execute()).map((one) => one.name);
  return [
    ...(await named('place', scope.placeIds)),
    ...(await named('department', scope.departmentIds)),
    ...(await named('category', scope.categoryIds)),
  ];
}

async function tallyOf({ reader }: QueryContext, id: number): Promise<StocktakeRow['tally']> {
  const rows = await reader
    .selectFrom('stocktake_line')
    .select((eb) => ['result', eb.fn.countAll<number>().as('count')])
    .where('stocktake_id', '=', id)
    .groupBy('result')
    .execute();
  // Asked for after every scan: each of the two is answered by an index alone.
  const { expected } = await reader
    .selectFrom('stocktake_line')
    .select((eb) => eb.fn.countAll<number>().as('expected'))
    .where('stocktake_id', '=', id)
    .where('expected', '=', 1)
    .executeTakeFirstOrThrow();
  const of = (result: LineResult) => rows.find((row) => row.result === result)?.count ?? 0;
  return {
    expected,
    found: of('found'),
    wrong_place: of('wrong_place'),
    unexpected: of('unexpected'),
    missing: of('missing'),
    no_place: of('no_place'),
    unknown: of('unknown'),
  };
}

export async function listStocktakes(query: QueryContext): Promise<StocktakeRow[]> {
  const rows = await query.reader.selectFrom('stocktake').selectAll().orderBy('number', 'desc').limit(200).execute();
  return Promise.all(rows.map((row) => rowOf(query, row)));
}

export async function getStocktake(query: QueryContext, id: number): Promise<StocktakeDetail> {
  const row = await getStocktakeRow(query.reader, id);
  const sessions = await query.reader
    .selectFrom('stocktake_session')
    .selectAll('stocktake_session')
    .select(
      sql<number>`(SELECT count(*) FROM stocktake_sighting WHERE session_id = stocktake_session.id)`.as('sightings'),
    )
    .where('stocktake_id', '=', id)
    .execute();
  const tree = await readPlaceTree(query.reader);
  const ended = row.counted_at !== null && row.state !== 'cancelled';
  const assets = await countOpen(query.reader, id);
  const parts = await openInParts(query.reader, id);
  return {
    ...(await rowOf(query, row)),
    countedAt: row.counted_at,
    note: row.note,
    open: ended
      ? {
          variances: assets.variances + parts.variances,
          undecided: assets.undecided + parts.undecided,
          unapproved: assets.unapproved + parts.unapproved,
        }
      : null,
    scope: stocktakeScope.parse(JSON.parse(row.scope)),
    sampleSize: row.sample_size,
    seed: row.seed,
    population: row.population,
    secondPerson: row.second_person === 1,
    sessions: sessions.map((one) => ({
      id: one.id,
      operator: one.operator_name,
      desk: one.desk,
      lane: one.lane,
      origin: one.origin,
      place: one.place_id === null ? null : { id: one.place_id, name: tree.pathOf(one.place_id) ?? '' },
      sightings: one.sightings,
      own: one.operator_id === query.actor.operatorId && one.desk === query.actor.desk,
    })),
  };
}
