import { sql } from 'kysely';
import type { LineResult, StocktakeDetail, StocktakeRow } from '#shared/features/stocktakes/model.ts';
import { stocktakeScope } from '#shared/features/stocktakes/model.ts';
import { decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { getStocktakeRow } from './repository.ts';

type Stored = Awaited<ReturnType<typeof getStocktakeRow>>;

/** While it is counted blind, neither whoever may only count nor whoever does count sees what is expected. */
async function isHidden({ reader, actor }: QueryContext, row: Stored): Promise<boolean> {
  if (row.blind === 0 || row.state !== 'counting') return false;
  if (!actor.may('stocktake.reconcile') && actor.may('stocktake.count')) return true;
  const own = reader.selectFrom('stocktake_session').select('id').where('stocktake_id', '=', row.id);
  return (await own.where('operator_id', '=', actor.operatorId).executeTakeFirst()) !== undefined;
}

async function rowOf(query: QueryContext, row: Stored): Promise<StocktakeRow> {
  const { reader } = query;
  const scope = stocktakeScope.parse(JSON.parse(row.scope));
  const named = async (table: 'place' | 'department' | 'category', ids: number[]): Promise<string[]> =>
    ids.length === 0
      ? []
      : (await reader.selectFrom(table).select('name').where('id', 'in', ids).execute()).map((one) => one.name);
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
    scopeText: [
      ...(await named('place', scope.placeIds)),
      ...(await named('department', scope.departmentIds)),
      ...(await named('category', scope.categoryIds)),
    ],
    plannedBy: planner.display_name,
    plannedAt: row.planned_at,
    startedAt: row.started_at,
    closedAt: row.closed_at,
    tally: (await isHidden(query, row)) ? null : await tallyOf(query, row.id),
  };
}

async function tallyOf({ reader }: QueryContext, id: number): Promise<StocktakeRow['tally']> {
  const rows = await reader
    .selectFrom('stocktake_line')
    .select((eb) => ['result', eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('expected').as('expected')])
    .where('stocktake_id', '=', id)
    .groupBy('result')
    .execute();
  const of = (result: LineResult) => rows.find((row) => row.result === result)?.count ?? 0;
  return {
    expected: rows.reduce((sum, row) => sum + row.expected, 0),
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
    .leftJoin('place', 'place.id', 'stocktake_session.place_id')
    .selectAll('stocktake_session')
    .select([
      'place.name as place_name',
      sql<number>`(SELECT count(*) FROM stocktake_sighting WHERE session_id = stocktake_session.id)`.as('sightings'),
    ])
    .where('stocktake_id', '=', id)
    .execute();
  return {
    ...(await rowOf(query, row)),
    scope: stocktakeScope.parse(JSON.parse(row.scope)),
    sampleSize: row.sample_size,
    seed: row.seed,
    population: row.population,
    secondPerson: row.second_person === 1,
    sessions: sessions.map((one) => ({
      id: one.id,
      operator: one.operator_name,
      desk: one.desk,
      origin: one.origin,
      place: one.place_id !== null && one.place_name !== null ? { id: one.place_id, name: one.place_name } : null,
      sightings: one.sightings,
      own: one.operator_id === query.actor.operatorId && one.desk === query.actor.desk,
    })),
  };
}

interface LineQuery {
  id: number;
  results?: LineResult[] | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** @throws Failure COUNTED_BLIND for whoever must not see what is expected. */
export async function listLines(query: QueryContext, input: LineQuery) {
  const { reader } = query;
  if (await isHidden(query, await getStocktakeRow(reader, input.id))) throw new Failure('COUNTED_BLIND');
  let lines = reader
    .selectFrom('stocktake_line as line')
    .leftJoin('asset', 'asset.id', 'line.asset_id')
    .leftJoin('place as seen', 'seen.id', 'line.seen_place_id')
    .leftJoin('operator as decider', 'decider.id', 'line.decided_by')
    .leftJoin('operator as approver', 'approver.id', 'line.approved_by')
    .where('line.stocktake_id', '=', input.id);
  if (input.results?.length) lines = lines.where('line.result', 'in', input.results);
  if (input.search)
    lines = lines.where(
      sql<boolean>`instr(lower(coalesce(asset.tag, '') || ' ' || coalesce(asset.name, '') || ' ' || coalesce(line.code, '')), lower(${input.search})) > 0`,
    );
  const { total } = await lines.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const found = await lines
    .selectAll('line')
    .select([
      'asset.tag',
      'asset.name',
      'seen.name as seen_place',
      'decider.display_name as decider',
      'approver.display_name as approver',
    ])
    .where('line.id', '>', decodeCursor(input.cursor)?.id ?? 0)
    .orderBy('line.id')
    .limit(input.limit + 1)
    .execute();
  const shown = found.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      assetId: row.asset_id,
      tag: row.tag,
      name: row.name,
      code: row.code,
      expected: row.expected === 1,
      carriedOver: row.carried_over === 1,
      position: row.position,
      expectedPlace: row.expected_place,
      seenPlace: row.seen_place,
      custodian: row.custodian,
      statusThen: row.status_then,
      result: row.result,
      seenAt: row.seen_at,
      witnesses: row.witnesses,
      cause: row.cause,
      decision: row.decision,
      note: row.note,
      decidedBy: row.decider,
      approvedBy: row.approver,
      outcome: row.outcome,
    })),
    nextCursor: found.length > input.limit && last ? encodeCursor({ value: last.id, id: last.id }) : null,
    total,
    totalIsExact: true,
  };
}
