import { sql } from 'kysely';
import type { InstalledFilter } from '#shared/features/updates/contract.ts';
import type { InstalledVersion } from '#shared/features/updates/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { readVersionSeen } from '#backend/features/software/index.ts';
import { isInstalled, keyOfSeen, keysIn } from './read-compliance.ts';
import { Judge, readWatched } from './read-watched.ts';

interface InstalledQuery extends InstalledFilter {
  cursor?: string | undefined;
  limit: number;
}

const within = {
  departmentId: sql`asset.department_id`,
  placeId: sql`asset.place_id`,
  categoryId: sql`asset.category_id`,
} as const;

async function filtered(db: Db, query: InstalledFilter, today: Day) {
  let rows = db
    .selectFrom('tracked_product as tracked')
    .innerJoin('installation', 'installation.product_id', 'tracked.product_id')
    .innerJoin('software_product as product', 'product.id', 'tracked.product_id')
    .innerJoin('asset', 'asset.id', 'installation.asset_id')
    .leftJoin('department', 'department.id', 'asset.department_id')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .where('tracked.archived_at', 'is', null)
    .where(isInstalled);
  if (query.productId !== undefined) rows = rows.where('installation.product_id', '=', query.productId);
  if (query.assetId !== undefined) rows = rows.where('installation.asset_id', '=', query.assetId);
  if (query.kind !== undefined) rows = rows.where('tracked.kind', '=', query.kind);
  for (const name of ['departmentId', 'placeId', 'categoryId'] as const) {
    const wanted = query[name];
    if (wanted !== undefined) rows = rows.where(sql<boolean>`${within[name]} IS ${wanted}`);
  }
  if (query.states?.length) {
    const keys = await keysIn(db, query.states, today);
    rows = rows.where(sql<boolean>`${keyOfSeen} IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`);
  }
  const text = query.search?.trim() ?? '';
  if (text !== '')
    rows = rows.where(
      sql<boolean>`(product.name || char(31) || asset.tag || char(31) || asset.name || char(31)
        || coalesce(installation.software_version, '')) LIKE ${containsPattern(text)} ESCAPE '\\'`,
    );
  return rows;
}

/** What is installed where, held against what should be; by tag. */
export async function listInstalled(db: Db, query: InstalledQuery, today: Day) {
  const watched = await readWatched(db, today);
  const judge = new Judge(watched, today);
  const versionOf = await readVersionSeen(db);
  const after = decodeCursor(query.cursor);
  let page = (await filtered(db, query, today))
    .select(['installation.id', 'installation.name', 'installation.publisher', 'installation.software_version'])
    .select(['installation.rule_id', 'installation.seen_on', 'product.id as product_id'])
    .select(['product.name as product_name', 'tracked.kind', 'asset.id as asset_id', 'asset.tag'])
    .select(['asset.name as asset_name', 'department.name as department', 'place.name as place']);
  if (after !== null) page = page.where(sql<boolean>`(asset.tag, installation.id) > (${after.value}, ${after.id})`);
  const found = await page
    .orderBy('asset.tag')
    .orderBy('installation.id')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const counted = (await filtered(db, query, today)).select('installation.id').limit(countLimit);
  const { total } = await db
    .selectFrom(counted.as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row): InstalledVersion => {
      const installed = versionOf(row);
      const { compliance, release, missing } = judge.verdictOf(row.product_id, installed);
      return {
        id: row.id,
        product: { id: row.product_id, name: row.product_name },
        kind: row.kind,
        asset: { id: row.asset_id, tag: row.tag, name: row.asset_name },
        department: row.department,
        place: row.place,
        installed,
        target: watched.get(row.product_id)?.target?.version ?? null,
        compliance,
        missing: missing.map(({ version }) => version),
        supportedUntil: release?.supportedUntil ?? null,
        seenOn: row.seen_on,
      };
    }),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.tag, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
