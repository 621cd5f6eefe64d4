import { sql } from 'kysely';
import type { AssetFilter, AssetListSort } from '#shared/features/assets/contract.ts';
import type { AssetListRow } from '#shared/features/assets/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Keyset } from '#backend/kernel/db/paging.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import { roughPattern, prefixExpression, wordsOf } from '#backend/kernel/search/words.ts';
import { placesWithin } from '#backend/features/places/index.ts';
import { fieldTextsOf, listFields } from './fields.ts';
import { whereOf } from './filter-where.ts';
import { meantTexts } from './near-words.ts';
import { assetRowOf, selectAssetRows } from './select-rows.ts';
import { isCustomField, pageByField, sortingField } from './sort-by-field.ts';
import { hasIndex, sortExpressions } from './sort-expressions.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';

export interface AssetQuery extends AssetFilter {
  sort: AssetListSort;
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
  fields?: readonly number[] | undefined;
}

export async function listAssets(
  { reader, actor, now }: Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> },
  query: AssetQuery,
) {
  const seesCost = actor.may('asset.cost.view');
  if (query.sort === 'cost' && !seesCost) throw new Failure('FORBIDDEN', { permission: 'asset.cost.view' });
  const after = decodeCursor(query.cursor);
  const narrowing = await narrowingOf(reader, query, now, seesCost);
  const total = await countAssets(reader, query, narrowing);
  const found = await findPage(reader, query, narrowing, { many: total >= countLimit, after, seesCost });
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: await listRows(
      reader,
      shown.map((row) => row.id),
      query.fields ?? [],
      seesCost,
    ),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

interface PagePlace {
  many: boolean;
  after: Keyset | null;
  seesCost: boolean;
}

/** One asset more than the page holds, which tells whether there is another page. */
async function findPage(db: Db, query: AssetQuery, narrowing: Narrowing, { many, after, seesCost }: PagePlace) {
  const forward = query.direction === 'ascending';
  const limit = query.limit + 1;
  if (isCustomField(query.sort)) {
    const field = sortingField(await listFields(db), query.sort, seesCost);
    return pageByField(db, { field, forward, along: many, after, limit }, (rows) =>
      filterAssets(joinCustody(rows, query), query, narrowing, many),
    );
  }
  const sortBy = sortExpressions[query.sort];
  // Many hits: walk along the sort's index and pick; few: find them and sort them.
  const along = many && hasIndex(query.sort);
  let page = filterAssets(joinCustody(assetRows(db), query), query, narrowing, along).select([
    'asset.id',
    sql<string | number>`${sortBy}`.as('sort_value'),
  ]);
  if (after)
    page = page.where(
      forward
        ? sql<boolean>`(${sortBy}, asset.id) > (${after.value}, ${after.id})`
        : sql<boolean>`(${sortBy}, asset.id) < (${after.value}, ${after.id})`,
    );
  return page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('asset.id', forward ? 'asc' : 'desc')
    .limit(limit)
    .execute();
}

/** Everything that a list shows of these assets, in their order. */
async function listRows(
  db: Db,
  ids: readonly number[],
  fieldIds: readonly number[],
  seesCost: boolean,
): Promise<AssetListRow[]> {
  const rows = await selectAssetRows(db)
    .leftJoin('supplier', 'supplier.id', 'asset.supplier_id')
    .leftJoin('cost_centre', 'cost_centre.id', 'asset.cost_centre_id')
    .select([
      'supplier.name as supplier_name',
      'cost_centre.name as cost_centre_name',
      'asset.order_number',
      'asset.end_of_life_on',
      'asset.created_at',
      'asset.updated_at',
    ])
    .where(sql<boolean>`asset.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .execute();
  const fields = await fieldTextsOf(db, ids, fieldIds, seesCost);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return [
      {
        ...assetRowOf(row, seesCost),
        supplier: row.supplier_name,
        costCentre: row.cost_centre_name,
        orderNumber: row.order_number,
        endOfLifeOn: row.end_of_life_on,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        fields: fields.get(id) ?? {},
      },
    ];
  });
}

/** Assets without what a page shows: that is joined to its rows alone. */
const assetRows = (db: Db): RowsQuery => db.selectFrom('asset') as unknown as RowsQuery;

/** With only the custody that a filter asks for. */
function joinCustody(rows: RowsQuery, filter: AssetFilter): RowsQuery {
  const byCustody = filter.personId !== undefined || filter.overdueOnly === true;
  if (!byCustody) return rows;
  return rows.innerJoin('custody', (join) =>
    join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null),
  ) as unknown as RowsQuery;
}

export async function listAssetIds(
  { reader, actor, now }: Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> },
  filter: AssetFilter,
): Promise<number[]> {
  const narrowing = await narrowingOf(reader, filter, now, actor.may('asset.cost.view'));
  const rows = await filterAssets(joinCustody(assetRows(reader), filter), filter, narrowing)
    .select('asset.id')
    .orderBy('asset.tag')
    .execute();
  return rows.map((row) => row.id);
}

async function countAssets(db: Db, filter: AssetFilter, narrowing: Narrowing): Promise<number> {
  const { matched } = narrowing;
  if (matched && isEmpty({ ...filter, search: undefined })) return Math.min(matched.count, countLimit);
  if (isEmpty(filter)) {
    const { total } = await db
      .selectFrom('asset_count')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), eb.lit(0)).as('total'))
      .executeTakeFirstOrThrow();
    return total;
  }
  const { total } = await db
    .selectFrom(
      filterAssets(joinCustody(assetRows(db), filter), filter, narrowing)
        .select('asset.id')
        .limit(countLimit)
        .as('counted'),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** What is found once, before the statements of a page that all need it. */
interface Narrowing {
  now: string;
  matched: TextMatch | null;
  /** The conditions of the filter in SQL. */
  wanted: ReturnType<typeof whereOf> | null;
}

async function narrowingOf(db: Db, filter: AssetFilter, now: string, seesCost: boolean): Promise<Narrowing> {
  const wanted = filter.where === undefined ? null : whereOf(filter.where, await listFields(db), seesCost);
  return { now, matched: await findByText(db, filter.search), wanted };
}

export type RowsQuery = ReturnType<typeof selectAssetRows>;

/** Narrows to what the filter says; the one place that knows how. */
function filterAssets(rows: RowsQuery, filter: AssetFilter, narrowing: Narrowing, alongSort = false): RowsQuery {
  const { matched, wanted, now } = narrowing;
  let narrowed = rows;
  // A plus before a column keeps its index out of the plan.
  const column = (name: string) => (alongSort ? sql<number>`+${sql.ref(name)}` : sql<number>`${sql.ref(name)}`);
  const equals = (name: string, id: number) => sql<boolean>`${column(name)} = ${id}`;
  const among = (name: string, list: readonly (string | number)[]) =>
    sql<boolean>`${column(name)} IN (${sql.join(list)})`;
  if (matched)
    narrowed = narrowed.where(sql<boolean>`${column('asset.id')} IN (SELECT value FROM json_each(${matched.ids}))`);
  if (filter.statuses?.length) narrowed = narrowed.where(among('asset.status', filter.statuses));
  if (filter.families?.length)
    narrowed = narrowed.where(
      sql<boolean>`${column('asset.category_id')} IN (SELECT id FROM category WHERE family IN (${sql.join(filter.families)}))`,
    );
  if (filter.categoryIds?.length) narrowed = narrowed.where(among('asset.category_id', filter.categoryIds));
  if (filter.placeId !== undefined)
    narrowed = narrowed.where(sql<boolean>`${column('asset.place_id')} IN ${placesWithin(filter.placeId)}`);
  if (filter.personId !== undefined) narrowed = narrowed.where(equals('custody.person_id', filter.personId));
  if (filter.departmentId !== undefined) narrowed = narrowed.where(equals('asset.department_id', filter.departmentId));
  if (filter.supplierId !== undefined) narrowed = narrowed.where(equals('asset.supplier_id', filter.supplierId));
  if (filter.modelId !== undefined) narrowed = narrowed.where(equals('asset.model_id', filter.modelId));
  if (wanted) narrowed = narrowed.where(wanted);
  if (filter.overdueOnly) narrowed = narrowed.where('custody.due_on', '<', dayOf(now));
  if (filter.neverSeen)
    narrowed = narrowed.where('asset.last_seen_at', 'is', null).where('asset.status', '<>', 'disposed');
  if (filter.notSeenForDays !== undefined) {
    const since = new Date(Date.parse(now) - filter.notSeenForDays * 86_400_000).toISOString();
    // What was never seen again was last in somebody's hands when it was registered.
    narrowed = narrowed
      .where(sql<boolean>`coalesce(asset.last_seen_at, asset.created_at) < ${since}`)
      .where('asset.status', '<>', 'disposed');
  }
  return narrowed;
}

interface TextMatch {
  count: number;
  /** JSON array. */
  ids: string;
}

/**
 * Assets of which every word begins some word, or that hold the text somewhere in tag, serial or name. Found once for
 * all statements of a page; what the words found already is not held against the text letter by letter. What finds
 * nothing is sought again with one typo put right.
 */
async function findByText(db: Db, search: string | undefined): Promise<TextMatch | null> {
  const text = search?.trim();
  if (!text) return null;
  const exact = await matchText(db, text);
  if (exact.count > 0) return exact;
  for (const meant of await meantTexts(db, text)) {
    const near = await matchText(db, meant);
    if (near.count > 0) return near;
  }
  return exact;
}

async function matchText(db: Db, text: string): Promise<TextMatch> {
  const words = prefixExpression(wordsOf(text));
  const byWords = words ? sql`SELECT rowid FROM asset_words WHERE asset_words MATCH ${words}` : sql`SELECT 0 WHERE 0`;
  const byFragment = sql`SELECT rowid FROM asset_fragments WHERE rowid + 0 NOT IN (${byWords})
    AND text LIKE ${roughPattern(text)} AND instr(lower(text), lower(${text})) > 0`;
  const { rows } = await sql<{ count: number; ids: string }>`SELECT count(*) AS count, json_group_array(rowid) AS ids
    FROM (${text.length < 3 ? byWords : sql`${byWords} UNION ALL ${byFragment}`})`.execute(rawExecutor(db));
  return rows[0] ?? { count: 0, ids: '[]' };
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
    !filter.overdueOnly &&
    !filter.neverSeen &&
    filter.notSeenForDays === undefined &&
    filter.where === undefined
  );
}
