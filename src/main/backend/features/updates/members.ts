import { sql } from 'kysely';
import type { CampaignMember } from '#shared/features/updates/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { compareVersions } from '#domains/versions/index.ts';
import { categoriesBelow } from '#backend/features/assets/index.ts';
import { placesWithin } from '#backend/features/places/index.ts';
import { readVersionSeen } from '#backend/features/software/index.ts';
import { isInstalled } from './read-compliance.ts';
import { memberStateOf, waveOf } from './rules.ts';
import type { WaveRule } from './rules.ts';
import './tables.ts';

/** Installations of a product as they were seen. */
export async function listSeenOf(db: Db, productId: number) {
  return db
    .selectFrom('installation')
    .innerJoin('asset', 'asset.id', 'installation.asset_id')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .select(['installation.id', 'installation.name', 'installation.publisher', 'installation.software_version'])
    .select(['installation.rule_id', 'installation.seen_on', 'asset.id as asset_id', 'asset.tag'])
    .select(['asset.name as asset_name', 'asset.department_id', 'asset.place_id', 'place.name as place'])
    .where('installation.product_id', '=', productId)
    .where(isInstalled)
    .orderBy('asset.tag')
    .orderBy('installation.id')
    .execute();
}

export async function getCampaignRow(db: Db, id: number) {
  return db
    .selectFrom('update_campaign as campaign')
    .innerJoin('software_product as product', 'product.id', 'campaign.product_id')
    .innerJoin('software_release as release', 'release.id', 'campaign.release_id')
    .innerJoin('tracked_product as tracked', 'tracked.product_id', 'campaign.product_id')
    .selectAll('campaign')
    .select(['product.name as product_name', 'release.number as release_number', 'tracked.scheme'])
    .where('campaign.id', '=', id)
    .executeTakeFirst();
}
export type CampaignOfDb = NonNullable<Awaited<ReturnType<typeof getCampaignRow>>>;

export async function listWaves(db: Db, campaignId: number) {
  return db
    .selectFrom('update_wave as wave')
    .leftJoin('department', 'department.id', 'wave.department_id')
    .leftJoin('place', 'place.id', 'wave.place_id')
    .selectAll('wave')
    .select(['department.name as department', 'place.name as place'])
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute();
}
export type WaveOfDb = Awaited<ReturnType<typeof listWaves>>[number];

async function idsOf(db: Db, ids: ReturnType<typeof placesWithin>): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM ${ids}`.execute(rawExecutor(db));
  return new Set(rows.map(({ id }) => id));
}

async function rulesOfWaves(db: Db, waves: readonly WaveOfDb[]): Promise<WaveRule[]> {
  const rules: WaveRule[] = [];
  for (const wave of waves)
    rules.push({
      position: wave.position,
      departmentId: wave.department_id,
      placeIds: wave.place_id === null ? null : await idsOf(db, placesWithin(wave.place_id)),
      percent: wave.percent,
    });
  return rules;
}

async function exceptionsOf(db: Db, campaignId: number) {
  const rows = await db
    .selectFrom('update_exception as exception')
    .innerJoin('operator', 'operator.id', 'exception.added_by')
    .select(['exception.id', 'exception.asset_id', 'exception.reason', 'exception.until', 'operator.display_name'])
    .where('campaign_id', '=', campaignId)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map(({ asset_id: assetId, display_name: by, ...exception }) => [assetId, { ...exception, by }]));
}

/** Of several installations on one asset the oldest counts: it is done when all are. */
function oldestFirst(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return null;
  return Math.min(one, other);
}

/**
 * The assets of a campaign as they are now: all that have the product and lie in its scope, also those that have come
 * since; each with its wave and state, by tag.
 */
export async function readMembers(db: Db, campaign: CampaignOfDb, today: Day): Promise<CampaignMember[]> {
  const waves = await listWaves(db, campaign.id);
  const rules = await rulesOfWaves(db, waves);
  const exceptions = await exceptionsOf(db, campaign.id);
  const versionOf = await readVersionSeen(db);
  const scope = await scopeOf(db, campaign);
  const lastDue =
    waves
      .map(({ due_on: dueOn }) => dueOn)
      .toSorted()
      .at(-1) ?? today;
  const orders = new Map<number, number | null>();
  const members = new Map<number, CampaignMember>();
  for (const seen of await listSeenOf(db, campaign.product_id)) {
    if (!scope(seen)) continue;
    const id = seen.asset_id;
    const installed = versionOf(seen);
    const own = installed === null ? null : compareVersions(campaign.scheme, installed, campaign.release_number);
    const known = orders.get(id);
    const order = known === undefined ? own : oldestFirst(known, own);
    if (known !== undefined && order === known) continue;
    orders.set(id, order);
    const wave = waveOf({ id, departmentId: seen.department_id, placeId: seen.place_id }, rules);
    const exception = exceptions.get(id) ?? null;
    const dueOn = waves.find(({ position }) => position === wave)?.due_on ?? lastDue;
    members.set(id, {
      id,
      asset: { id, tag: seen.tag, name: seen.asset_name },
      place: seen.place,
      installed,
      seenOn: seen.seen_on,
      state: memberStateOf(order, dueOn, exception?.until ?? null, today),
      wave,
      exception,
    });
  }
  return [...members.values()];
}

async function scopeOf(db: Db, campaign: CampaignOfDb) {
  const { category_id: categoryId, department_id: departmentId, place_id: placeId } = campaign;
  const places = placeId === null ? null : await idsOf(db, placesWithin(placeId));
  const inCategory =
    categoryId === null
      ? null
      : new Set(
          (
            await sql<{ id: number }>`SELECT asset.id FROM asset JOIN installation ON installation.asset_id = asset.id
              WHERE installation.product_id = ${campaign.product_id}
                AND asset.category_id IN ${categoriesBelow([categoryId])}`.execute(rawExecutor(db))
          ).rows.map(({ id }) => id),
        );
  return (seen: { asset_id: number; department_id: number | null; place_id: number | null }) =>
    (departmentId === null || seen.department_id === departmentId) &&
    (places === null || (seen.place_id !== null && places.has(seen.place_id))) &&
    (inCategory === null || inCategory.has(seen.asset_id));
}
