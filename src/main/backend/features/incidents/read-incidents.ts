import { sql } from 'kysely';
import type {
  Incident,
  IncidentKind,
  IncidentRow,
  IncidentState,
  IncidentWork,
} from '#shared/features/incidents/model.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import './tables.ts';

const tags = sql<string>`(SELECT coalesce(group_concat(asset.tag, ', '), '') FROM incident_asset
  JOIN asset ON asset.id = incident_asset.asset_id WHERE incident_asset.incident_id = incident.id)`;
const isClosed = sql<number>`(incident.state = 'closed')`;

function selectIncidents(db: Db) {
  return db
    .selectFrom('incident')
    .innerJoin('operator as opener', 'opener.id', 'incident.opened_by')
    .leftJoin('operator as handler', 'handler.id', 'incident.in_hand_of')
    .leftJoin('operator as closer', 'closer.id', 'incident.closed_by')
    .leftJoin('person', 'person.id', 'incident.person_id')
    .leftJoin('place', 'place.id', 'incident.place_id')
    .leftJoin('stocktake', 'stocktake.id', 'incident.stocktake_id')
    .selectAll('incident')
    .select([
      'opener.display_name as opener',
      'handler.display_name as handler',
      'closer.display_name as closer',
      'person.name as person',
      'place.name as place',
      'stocktake.name as stocktake',
      tags.as('tags'),
      isClosed.as('is_closed'),
    ]);
}

/** The day on which it was declared. */
const openedOn = sql<string>`substr(incident.opened_at, 1, 10)`;

/** Whether something in it should be done by now: a step whose hour is past, or what was learnt. */
export function isUndone(work: IncidentWork, now: string) {
  return work === 'late_steps'
    ? sql<boolean>`EXISTS (SELECT 1 FROM incident_step AS step WHERE step.incident_id = incident.id
        AND step.done_at IS NULL AND step.due_at < ${now})`
    : sql<boolean>`EXISTS (SELECT 1 FROM incident_task AS task WHERE task.incident_id = incident.id
        AND task.done_at IS NULL)`;
}

interface IncidentQuery {
  states?: IncidentState[] | undefined;
  kinds?: IncidentKind[] | undefined;
  search?: string | undefined;
  assetId?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  undone?: IncidentWork | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** What is not closed first, then the newest first. */
export async function listIncidents({ reader, now }: Pick<QueryContext, 'reader' | 'now'>, query: IncidentQuery) {
  const wanted = () => {
    let rows = selectIncidents(reader);
    if (query.states?.length) rows = rows.where('incident.state', 'in', query.states);
    if (query.kinds?.length) rows = rows.where('incident.kind', 'in', query.kinds);
    if (query.assetId !== undefined)
      rows = rows.where(
        sql<boolean>`incident.id IN (SELECT incident_id FROM incident_asset WHERE asset_id = ${query.assetId})`,
      );
    if (query.from !== undefined) rows = rows.where(openedOn, '>=', query.from);
    if (query.to !== undefined) rows = rows.where(openedOn, '<=', query.to);
    if (query.undone !== undefined) rows = rows.where(isUndone(query.undone, now));
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(incident.number || char(31) || incident.description || char(31) || coalesce(person.name, '')
          || char(31) || coalesce(place.name, '') || char(31) || ${tags}), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const found = await (
    after === null
      ? wanted()
      : wanted().where(sql<boolean>`(${isClosed}, -incident.id) > (${Number(after.value)}, ${-after.id})`)
  )
    .orderBy(isClosed)
    .orderBy('incident.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(wanted().clearSelect().select('incident.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row): IncidentRow => ({
      id: row.id,
      number: row.number,
      kind: row.kind,
      state: row.state,
      outcome: row.outcome,
      description: row.description,
      assets: row.tags,
      person: row.person,
      place: row.place,
      openedBy: row.opener,
      openedAt: row.opened_at,
    })),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.is_closed, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function getIncident({ reader }: QueryContext, id: number): Promise<Incident> {
  const row = await selectIncidents(reader).where('incident.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('incident', id);
  return {
    id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    outcome: row.outcome,
    description: row.description,
    person: referenceOf(row.person_id, row.person),
    place: referenceOf(row.place_id, row.place),
    happenedOn: row.happened_on,
    source: row.source,
    stocktake: referenceOf(row.stocktake_id, row.stocktake),
    openedBy: row.opener,
    openedAt: row.opened_at,
    inHandOf: row.handler,
    closedBy: row.closer,
    closedAt: row.closed_at,
    assets: await assetsOf(reader, id),
    timeline: await timelineOf(reader, id),
    version: row.version,
  };
}

async function assetsOf(db: Db, incidentId: number): Promise<Incident['assets']> {
  const rows = await db
    .selectFrom('incident_asset')
    .leftJoin('place', 'place.id', 'incident_asset.found_place_id')
    .select(['asset_id', 'found_at', 'place.name as found_place'])
    .where('incident_id', '=', incidentId)
    .orderBy('asset_id')
    .execute();
  const assets: Incident['assets'] = [];
  for (const { asset_id: assetId, found_at: foundAt, found_place: foundAtPlace } of rows) {
    const { id, tag, name, status, custodian, place } = await getAssetRow(db, assetId, false);
    assets.push({ id, tag, name, status, custodian, place, foundAt, foundAtPlace });
  }
  return assets;
}

async function timelineOf(db: Db, incidentId: number): Promise<Incident['timeline']> {
  const rows = await db
    .selectFrom('incident_entry')
    .innerJoin('operator', 'operator.id', 'incident_entry.operator_id')
    .leftJoin('asset', 'asset.id', 'incident_entry.asset_id')
    .select(['incident_entry.id', 'incident_entry.at', 'incident_entry.kind', 'incident_entry.text'])
    .select(['operator.display_name', 'asset.id as asset_id', 'asset.tag'])
    .where('incident_id', '=', incidentId)
    .orderBy('incident_entry.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    operator: row.display_name,
    asset: referenceOf(row.asset_id, row.tag),
    text: row.text,
  }));
}
