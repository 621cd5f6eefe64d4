import type { Insertable } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { IncidentEntryTable, IncidentTable } from './tables.ts';

export async function getIncidentRow(db: Db, id: number) {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('incident', id);
  return row;
}

const freezing = prepareQuery((db, { assetId }: { assetId: number }) =>
  db
    .selectFrom('incident_asset')
    .innerJoin('incident', 'incident.id', 'incident_asset.incident_id')
    .select(['incident.id', 'incident.number'])
    .where('incident_asset.asset_id', '=', assetId)
    .where('incident.kind', 'in', ['lost', 'stolen'])
    .where('incident.state', '<>', 'closed'),
);

/** The incident of loss or theft that holds an asset, when there is one: there is never a second. */
export async function findFreezing(db: Db, assetId: number): Promise<{ id: number; number: number } | null> {
  return (await freezing.first(db, { assetId })) ?? null;
}

/** Incidents of any kind that are about an asset and not closed. */
export async function listOpenOf(db: Db, assetId: number): Promise<{ id: number; number: number }[]> {
  return db
    .selectFrom('incident_asset')
    .innerJoin('incident', 'incident.id', 'incident_asset.incident_id')
    .select(['incident.id', 'incident.number'])
    .where('incident_asset.asset_id', '=', assetId)
    .where('incident.state', '<>', 'closed')
    .orderBy('incident.id')
    .execute();
}

export async function listIncidentAssets(db: Db, incidentId: number) {
  return db
    .selectFrom('incident_asset')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('asset_id')
    .execute();
}

/** Changes an incident that nobody else changed since it was seen. @throws Failure CHANGED_MEANWHILE */
export async function updateIncident(
  { tx }: CommandContext,
  { id, version }: { id: number; version: number },
  values: Partial<Insertable<IncidentTable>>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('incident')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'incident', id });
}

type NewEntry = Pick<IncidentEntryTable, 'kind' | 'asset_id' | 'text' | 'journal_seq'>;

/** Writes a line into the timeline of an incident. */
export async function addEntry({ tx, now, actor }: CommandContext, incidentId: number, entry: NewEntry): Promise<void> {
  await tx
    .insertInto('incident_entry')
    .values({ ...entry, incident_id: incidentId, at: now, operator_id: actor.operatorId })
    .execute();
}
