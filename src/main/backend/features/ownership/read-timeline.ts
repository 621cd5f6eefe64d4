import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Happening, TimelineEntry } from '#shared/features/ownership/model.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';

interface EntryOfDb {
  key: string;
  at: string;
  kind: Happening;
  what: string;
  outcome: string;
  ref_id: number | null;
}

/** What of a service that runs on the asset is meant as well. */
const ofAssetOrService = (table: string, id: number) => sql`(${sql.ref(`${table}.asset_id`)} = ${id}
  OR ${sql.ref(`${table}.service_id`)} IN (SELECT service_id FROM it_service_asset WHERE asset_id = ${id}))`;

/** One reading of each slice's records, all in the same columns: key, at, kind, what, outcome, ref_id. */
function partsOf(id: number): RawBuilder<unknown>[] {
  return [
    sql`SELECT 'registered' AS key, created_at AS at, 'registered' AS kind, tag AS what, '' AS outcome, NULL AS ref_id
      FROM asset WHERE id = ${id}`,
    sql`SELECT 'bought', purchased_on, 'bought', coalesce(order_number, ''), '', NULL
      FROM asset WHERE id = ${id} AND purchased_on IS NOT NULL`,
    sql`SELECT 'movement:' || id, at, 'status', coalesce(to_text, ''), coalesce(from_text, ''), NULL
      FROM movement WHERE asset_id = ${id} AND kind = 'status_changed'`,
    sql`SELECT 'work_order:' || id, ended_at, 'work', title, coalesce(result, state), id
      FROM work_order WHERE asset_id = ${id} AND ended_at IS NOT NULL`,
    sql`SELECT 'meter_reading:' || id, at, 'reading', CAST(value AS TEXT), meter, NULL
      FROM meter_reading WHERE asset_id = ${id}`,
    sql`SELECT 'ticket:' || id, opened_at, 'ticket', title, state, id FROM ticket WHERE asset_id = ${id}`,
    sql`SELECT 'incident:' || incident.id, incident.opened_at, 'incident', incident.description, incident.kind, incident.id
      FROM incident_asset JOIN incident ON incident.id = incident_asset.incident_id WHERE incident_asset.asset_id = ${id}`,
    sql`SELECT 'journal:' || journal.seq, journal.at, 'version',
        installation.name || ' ' || coalesce(journal.data ->> '$.before.softwareVersion', '–') || ' → ' || coalesce(journal.data ->> '$.after.softwareVersion', '–'), '', NULL
      FROM installation JOIN journal ON journal.subject = 'installation:' || installation.id
        AND journal.event = 'software.installationChanged'
      WHERE installation.asset_id = ${id}
        AND journal.data ->> '$.before.softwareVersion' IS NOT journal.data ->> '$.after.softwareVersion'`,
    sql`SELECT 'exception:' || exception.id, exception.added_at, 'exception', campaign.name, exception.until, campaign.id
      FROM update_exception AS exception JOIN update_campaign AS campaign ON campaign.id = exception.campaign_id
      WHERE exception.asset_id = ${id}`,
    // Good runs come every night and say nothing a list of years would be read for.
    sql`SELECT 'protection_run:' || run.id, run.ended_at, 'backup', item.what, run.outcome, item.id
      FROM protected_item AS item JOIN protection_run AS run ON run.item_id = item.id AND run.outcome <> 'ok'
      WHERE ${ofAssetOrService('item', id)}`,
    sql`SELECT 'restore_test:' || test.id, test.tested_on, 'restore', item.what || ' · ' || test.sample,
        CASE test.passed WHEN 1 THEN 'passed' ELSE 'failed' END, item.id
      FROM protected_item AS item JOIN restore_test AS test ON test.item_id = item.id
      WHERE ${ofAssetOrService('item', id)}`,
    sql`SELECT 'drill:' || drill.id, drill.started_at, 'drill', plan.name, drill.state, drill.id
      FROM recovery_plan AS plan JOIN recovery_drill AS drill ON drill.plan_id = plan.id
      WHERE ${ofAssetOrService('plan', id)}`,
    sql`SELECT 'review:' || id, decided_at, 'review', reason, decision, NULL FROM retirement_review WHERE asset_id = ${id}`,
    sql`SELECT 'retirement:' || id, begun_at, 'retirement', note, reason, NULL FROM retirement WHERE asset_id = ${id}`,
  ];
}

interface TimelineQuery {
  assetId: number;
  kinds?: readonly Happening[] | undefined;
  limit: number;
}

/** What happened to an asset, in maintenance, updates, support, recovery and incidents together; the newest first. */
export async function readTimeline(
  db: Db,
  { assetId, kinds, limit }: TimelineQuery,
): Promise<{ entries: TimelineEntry[]; total: number }> {
  await getAssetRow(db, assetId, false);
  const wanted = JSON.stringify(kinds ?? []);
  const { rows } = await sql<EntryOfDb & { total: number }>`
    SELECT *, count(*) OVER () AS total FROM (${sql.join(partsOf(assetId), sql` UNION ALL `)})
    WHERE ${kinds === undefined || kinds.length === 0 ? 1 : 0} = 1 OR kind IN (SELECT value FROM json_each(${wanted}))
    ORDER BY at DESC, key DESC LIMIT ${limit}`.execute(rawExecutor(db));
  return {
    entries: rows.map(({ key, at, kind, what, outcome, ref_id: refId }) => ({ key, at, kind, what, outcome, refId })),
    total: rows[0]?.total ?? 0,
  };
}
