import { sql } from 'kysely';
import type { InstallationFilter, InstallationRow, installationSort } from '#shared/features/software/contract.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import './tables.ts';

export interface InstallationsQuery extends InstallationFilter {
  sort: (typeof installationSort)[number];
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

const sortExpressions = {
  product: sql<string>`coalesce(product.name, installation.name) COLLATE NOCASE`,
  tag: sql<string>`asset.tag COLLATE NOCASE`,
  seenOn: sql<string>`installation.seen_on`,
} as const;

function filtered(db: Db, { search, assetId, productId }: InstallationFilter) {
  let rows = db
    .selectFrom('installation')
    .innerJoin('asset', 'asset.id', 'installation.asset_id')
    .leftJoin('software_product as product', 'product.id', 'installation.product_id')
    .leftJoin('manufacturer as publisher', 'publisher.id', 'product.publisher_id');
  if (assetId !== undefined) rows = rows.where('installation.asset_id', '=', assetId);
  if (productId !== undefined) rows = rows.where('installation.product_id', '=', productId);
  const wanted = search?.trim() ?? '';
  if (wanted !== '')
    rows = rows.where(
      sql<boolean>`(coalesce(product.name, '') || char(31) || installation.name || char(31)
        || coalesce(installation.software_version, '') || char(31) || coalesce(publisher.name, installation.publisher, '') || char(31) || asset.tag || char(31) || asset.name)
        LIKE ${containsPattern(wanted)} ESCAPE '\\'`,
    );
  return rows;
}

/** What is installed where, a page at a time. */
export async function listInstallations({ reader }: Pick<QueryContext, 'reader'>, query: InstallationsQuery) {
  const sortBy = sortExpressions[query.sort];
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  let page = filtered(reader, query)
    .select(['installation.id', 'installation.software_version', 'installation.installed_on', 'installation.seen_on'])
    .select(['installation.used_on', 'installation.source', 'product.id as product_id', 'product.name as product_name'])
    .select(['installation.name', 'installation.excluded_because', 'excluded_until', 'removed_on'])
    .select(sql<string | null>`coalesce(publisher.name, installation.publisher)`.as('publisher_name'))
    .select(['asset.id as asset_id', 'asset.tag', 'asset.name as asset_name'])
    .select(sql<string>`${sortBy}`.as('sort_value'));
  if (after !== null)
    page = page.where(
      forward
        ? sql<boolean>`(${sortBy}, installation.id) > (${after.value}, ${after.id})`
        : sql<boolean>`(${sortBy}, installation.id) < (${after.value}, ${after.id})`,
    );
  const found = await page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('installation.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(filtered(reader, query).select('installation.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row): InstallationRow => ({
      id: row.id,
      name: row.name,
      product:
        row.product_id === null || row.product_name === null ? null : { id: row.product_id, name: row.product_name },
      publisher: row.publisher_name,
      excluded: row.excluded_because === null ? null : { because: row.excluded_because, until: row.excluded_until },
      removedOn: row.removed_on,
      asset: { id: row.asset_id, tag: row.tag, name: row.asset_name },
      softwareVersion: row.software_version,
      installedOn: row.installed_on,
      seenOn: row.seen_on,
      usedOn: row.used_on,
      source: row.source,
    })),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}
