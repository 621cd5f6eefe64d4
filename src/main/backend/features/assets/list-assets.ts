import { sql } from 'kysely';
import type { AssetFilter, AssetSort } from '#shared/features/assets/contract.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { containsPattern, prefixExpression, wordsOf } from '#backend/kernel/search/words.ts';
import { placesWithin } from '#backend/features/places/index.ts';
import { assetRowOf, selectAssetRows } from './select-rows.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';

export interface AssetQuery extends AssetFilter {
  sort: AssetSort;
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

/** What the list sorts by; each expression is that of an index. */
const sortExpressions: Readonly<Record<AssetSort, ReturnType<typeof sql<string>>>> = {
  tag: sql`asset.tag`,
  name: sql`asset.name`,
  serial: sql`coalesce(asset.serial, '') COLLATE NOCASE`,
  status: sql`asset.status`,
  category: sql`asset.category_id`,
  purchasedOn: sql`coalesce(asset.purchased_on, '')`,
  warrantyUntil: sql`coalesce(asset.warranty_until, '')`,
  lastSeenAt: sql`coalesce(asset.last_seen_at, '')`,
  updatedAt: sql`asset.updated_at`,
};

export async function listAssets(
  { reader, actor, now }: Pick<QueryContext, 'reader' | 'actor' | 'now'>,
  query: AssetQuery,
) {
  const sortBy = sortExpressions[query.sort];
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  let page = filterAssets(selectAssetRows(reader), query, now).select(sql<string | number>`${sortBy}`.as('sort_value'));
  if (after) {
    page = page.where(
      forward
        ? sql<boolean>`(${sortBy}, asset.id) > (${after.value}, ${after.id})`
        : sql<boolean>`(${sortBy}, asset.id) < (${after.value}, ${after.id})`,
    );
  }
  const rows = await page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('asset.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const seesCost = actor.may('asset.cost.view');
  const total = await countAssets(reader, query, now);
  return {
    rows: shown.map((row) => assetRowOf(row, seesCost)),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function listAssetIds({ reader, now }: QueryContext, filter: AssetFilter): Promise<number[]> {
  const rows = await filterAssets(selectAssetRows(reader), filter, now)
    .clearSelect()
    .select('asset.id')
    .orderBy('asset.tag')
    .execute();
  return rows.map((row) => row.id);
}

async function countAssets(db: Db, filter: AssetFilter, now: string): Promise<number> {
  if (isEmpty(filter)) {
    const { total } = await db
      .selectFrom('asset_count')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), eb.lit(0)).as('total'))
      .executeTakeFirstOrThrow();
    return total;
  }
  const { total } = await db
    .selectFrom(
      filterAssets(selectAssetRows(db), filter, now).clearSelect().select('asset.id').limit(countLimit).as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

type RowsQuery = ReturnType<typeof selectAssetRows>;

/** Narrows to what the filter says; the one place that knows how. */
export function filterAssets(rows: RowsQuery, filter: AssetFilter, now: string): RowsQuery {
  let narrowed = rows;
  const text = filter.search?.trim();
  if (text) narrowed = narrowed.where(matchesText(text));
  if (filter.statuses?.length) narrowed = narrowed.where('asset.status', 'in', filter.statuses);
  if (filter.families?.length) narrowed = narrowed.where('category.family', 'in', filter.families);
  if (filter.categoryIds?.length) narrowed = narrowed.where('asset.category_id', 'in', filter.categoryIds);
  if (filter.placeId !== undefined)
    narrowed = narrowed.where(sql<boolean>`asset.place_id IN ${placesWithin(filter.placeId)}`);
  if (filter.personId !== undefined) narrowed = narrowed.where('custody.person_id', '=', filter.personId);
  if (filter.departmentId !== undefined) narrowed = narrowed.where('asset.department_id', '=', filter.departmentId);
  if (filter.supplierId !== undefined) narrowed = narrowed.where('asset.supplier_id', '=', filter.supplierId);
  if (filter.modelId !== undefined) narrowed = narrowed.where('asset.model_id', '=', filter.modelId);
  if (filter.overdueOnly) narrowed = narrowed.where('custody.due_on', '<', dayOf(now));
  return narrowed;
}

/** Every word begins some word of the asset, or the text stands somewhere in tag, serial or name. */
function matchesText(text: string) {
  const words = prefixExpression(wordsOf(text));
  const byWords = words
    ? sql<boolean>`asset.id IN (SELECT rowid FROM asset_words WHERE asset_words MATCH ${words})`
    : sql<boolean>`0`;
  if (text.length < 3) return byWords;
  return sql<boolean>`(${byWords} OR asset.id IN (SELECT rowid FROM asset_fragments WHERE text LIKE ${containsPattern(text)} ESCAPE '\\'))`;
}

function isEmpty(filter: AssetFilter): boolean {
  return (
    !filter.search?.trim() &&
    !filter.statuses?.length &&
    !filter.families?.length &&
    !filter.categoryIds?.length &&
    filter.placeId === undefined &&
    filter.personId === undefined &&
    filter.departmentId === undefined &&
    filter.supplierId === undefined &&
    filter.modelId === undefined &&
    !filter.overdueOnly
  );
}
