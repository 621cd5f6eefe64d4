import { sql } from 'kysely';
import type { CountResult, LineResult, PlaceProgress } from '#shared/features/stocktakes/model.ts';
import { isAlarming } from '#shared/features/assets/status.ts';
import { decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readPlaceTree } from './place-tree.ts';
import { toldBlind } from './rules.ts';
import { isHidden } from './read-stocktakes.ts';
import { getStocktakeRow } from './repository.ts';

interface LineQuery {
  id: number;
  results?: LineResult[] | undefined;
  search?: string | undefined;
  expectedPlaceId?: number | null | undefined;
  decided?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What the decision over a line opened. */
const incidentOf = (column: 'id' | 'number') => sql<number | null>`(SELECT incident.${sql.ref(column)} FROM incident
  JOIN incident_asset ON incident_asset.incident_id = incident.id
  WHERE incident.stocktake_id = line.stocktake_id AND incident_asset.asset_id = line.asset_id)`;

/** @throws Failure COUNTED_BLIND for whoever must not see what is expected. */
export async function listLines(query: QueryContext, input: LineQuery) {
  const { reader } = query;
  if (await isHidden(query, await getStocktakeRow(reader, input.id))) throw new Failure('COUNTED_BLIND');
  let lines = reader
    .selectFrom('stocktake_line as line')
    .leftJoin('asset', 'asset.id', 'line.asset_id')
    .leftJoin('operator as decider', 'decider.id', 'line.decided_by')
    .leftJoin('operator as approver', (join) =>
      join.on((eb) => eb('approver.id', '=', eb.fn.coalesce('line.approved_by', 'line.excused_by'))),
    )
    .where('line.stocktake_id', '=', input.id);
  if (input.results?.length) lines = lines.where('line.result', 'in', input.results);
  if (input.search)
    lines = lines.where(
      sql<boolean>`instr(lower(coalesce(asset.tag, '') || ' ' || coalesce(asset.name, line.label, '') || ' ' || coalesce(line.code, '')), lower(${input.search})) > 0`,
    );
  if (input.expectedPlaceId !== undefined)
    lines = lines.where('line.expected', '=', 1).where('line.expected_place_id', 'is', input.expectedPlaceId);
  if (input.decided !== undefined) lines = lines.where('line.decision', input.decided ? 'is not' : 'is', null);
  const tree = await readPlaceTree(reader);
  const { total } = await lines.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const found = await lines
    .selectAll('line')
    .select(['asset.tag', 'asset.name', 'decider.display_name as decider', 'approver.display_name as approver'])
    .select([incidentOf('id').as('incident_id'), incidentOf('number').as('incident_number')])
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
      tag: row.tag ?? (row.expected === 1 ? row.code : null),
      name: row.name ?? row.label,
      code: row.code,
      expected: row.expected === 1,
      carriedOver: row.carried_over === 1,
      position: row.position,
      expectedPlace: row.expected_place,
      seenPlace: tree.pathOf(row.seen_place_id),
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
      compensatingControl: row.compensating_control,
      outcome: row.outcome,
      incident:
        row.incident_id === null || row.incident_number === null
          ? null
          : { id: row.incident_id, number: row.incident_number },
    })),
    nextCursor: found.length > input.limit && last ? encodeCursor({ value: last.id, id: last.id }) : null,
    total,
    totalIsExact: true,
  };
}

/**
 * What is expected at each place and how much of it was seen, in reading order.
 *
 * @throws Failure COUNTED_BLIND for whoever must not see what is expected.
 */
export async function listPlaceProgress(query: QueryContext, id: number): Promise<PlaceProgress[]> {
  const { reader } = query;
  if (await isHidden(query, await getStocktakeRow(reader, id))) throw new Failure('COUNTED_BLIND');
  const rows = await reader
    .selectFrom('stocktake_line')
    .select([
      'expected_place_id',
      sql<string | null>`max(expected_place)`.as('path'),
      sql<number>`count(*)`.as('expected'),
      sql<number>`count(*) FILTER (WHERE witnesses > 0)`.as('seen'),
    ])
    .where('stocktake_id', '=', id)
    .where('expected', '=', 1)
    .groupBy('expected_place_id')
    .orderBy('path')
    .execute();
  return rows.map(({ expected_place_id, ...row }) => ({ placeId: expected_place_id, ...row }));
}

const recentSightings = 30;

/** The last sightings of this operator at this workstation, as they would be told now. */
export async function listRecent(query: QueryContext, id: number): Promise<CountResult[]> {
  const { reader, actor } = query;
  const stocktake = await getStocktakeRow(reader, id);
  const hidden = await isHidden(query, stocktake);
  const tree = await readPlaceTree(reader);
  const rows = await reader
    .selectFrom('stocktake_sighting as sighting')
    .innerJoin('stocktake_session as session', 'session.id', 'sighting.session_id')
    .innerJoin('stocktake_line as line', 'line.id', 'sighting.line_id')
    .leftJoin('asset', 'asset.id', 'line.asset_id')
    .select([
      'sighting.code',
      'sighting.place_id',
      'sighting.at',
      'line.result',
      'line.expected_place',
      'asset.id',
      'asset.tag',
      'asset.name',
      'asset.status',
    ])
    .where('session.stocktake_id', '=', id)
    .where('session.operator_id', '=', actor.operatorId)
    .where('session.desk', '=', actor.desk)
    .orderBy('sighting.id', 'desc')
    .limit(recentSightings)
    .execute();
  return rows.map((row) => ({
    outcome: hidden ? toldBlind(row.result, stocktake.origin) : row.result,
    code: row.code,
    asset: row.id === null || row.tag === null ? null : { id: row.id, tag: row.tag, name: row.name ?? '' },
    supply: null,
    expectedPlace: hidden ? null : row.expected_place,
    place: { id: row.place_id, name: tree.pathOf(row.place_id) ?? '' },
    alarm: row.status !== null && isAlarming(row.status),
    layoutMismatch: false,
    at: row.at,
  }));
}
