import { sql } from 'kysely';
import type { ArticleFilter, articleSort } from '#shared/features/supplies/contract.ts';
import type {
  Article,
  ArticleRow,
  RecipientKind,
  ReorderProposal,
  SupplyMovement,
} from '#shared/features/supplies/model.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { listPlaces } from '#backend/features/places/index.ts';
import { articleRowOf, getArticleRow, selectArticles, selectHeldMovements, stockOfArticle } from './repository.ts';
import { proposedQuantity } from './rules.ts';

export interface ArticlesQuery extends ArticleFilter {
  sort: (typeof articleSort)[number];
  direction: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
}

const sortExpressions = {
  name: sql<string>`article.name COLLATE NOCASE`,
  code: sql<string>`article.code COLLATE NOCASE`,
  supplier: sql<string>`coalesce(supplier.name, '') COLLATE NOCASE`,
  stock: stockOfArticle,
} as const;

function filtered(db: Db, { search, kind, low, includeArchived }: ArticleFilter) {
  let rows = selectArticles(db);
  if (includeArchived !== true) rows = rows.where('article.archived_at', 'is', null);
  if (kind !== undefined) rows = rows.where('article.kind', '=', kind);
  if (low === true) rows = rows.where(sql<boolean>`article.reorder_level >= ${stockOfArticle}`);
  const wanted = search?.trim() ?? '';
  if (wanted !== '')
    rows = rows.where(
      sql<boolean>`(article.name || char(31) || article.code || char(31) || coalesce(article.supplier_article, '')
        || char(31) || coalesce(supplier.name, '')) LIKE ${containsPattern(wanted)} ESCAPE '\\'`,
    );
  return rows;
}

export async function listArticles({ reader }: Pick<QueryContext, 'reader'>, query: ArticlesQuery) {
  const sortBy = sortExpressions[query.sort];
  const forward = query.direction === 'ascending';
  const after = decodeCursor(query.cursor);
  let page = filtered(reader, query).select(sql<string | number>`${sortBy}`.as('sort_value'));
  if (after !== null)
    page = page.where(
      forward
        ? sql<boolean>`(${sortBy}, article.id) > (${after.value}, ${after.id})`
        : sql<boolean>`(${sortBy}, article.id) < (${after.value}, ${after.id})`,
    );
  const rows = await page
    .orderBy(sortBy, forward ? 'asc' : 'desc')
    .orderBy('article.id', forward ? 'asc' : 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(filtered(reader, query).clearSelect().select('article.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row): ArticleRow => articleRowOf(row)),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

const nameOfHolder = sql<string>`coalesce(person.name, department.name, asset.tag, entry.work)`;

export async function getArticle({ reader }: Pick<QueryContext, 'reader'>, id: number): Promise<Article> {
  const row = await getArticleRow(reader, id);
  const stock = await reader
    .selectFrom('supply_stock')
    .select(['place_id', 'quantity'])
    .where('article_id', '=', id)
    .where('quantity', '>', 0)
    .execute();
  const places = new Map((await listPlaces(reader, { includeArchived: true })).map((place) => [place.id, place]));
  const out = await selectHeldMovements(reader)
    .leftJoin('person', 'person.id', 'entry.person_id')
    .leftJoin('department', 'department.id', 'entry.department_id')
    .leftJoin('asset', 'asset.id', 'entry.asset_id')
    .select('entry.recipient_kind')
    .select(sql<number | null>`coalesce(entry.person_id, entry.department_id, entry.asset_id)`.as('holder_id'))
    .select(nameOfHolder.as('holder'))
    .where('entry.article_id', '=', id)
    .groupBy(['entry.recipient_kind', 'entry.person_id', 'entry.department_id', 'entry.asset_id'])
    .groupBy('entry.work')
    .having(sql<boolean>`"out" > 0`)
    .orderBy('holder')
    .execute();
  return {
    ...articleRowOf(row),
    notes: row.notes,
    version: row.version,
    bins: stock
      .flatMap(({ place_id: placeId, quantity }) => {
        const place = places.get(placeId);
        return place === undefined
          ? []
          : [{ place: { id: placeId, name: place.name, code: place.code, path: place.path }, quantity }];
      })
      .toSorted((one, other) => other.quantity - one.quantity || one.place.id - other.place.id),
    out: out.flatMap(({ recipient_kind: kind, holder_id: holderId, holder: name, out: quantity }) =>
      kind === null ? [] : [{ kind, id: holderId, name, quantity }],
    ),
  };
}

export async function listMovements(
  { reader }: Pick<QueryContext, 'reader'>,
  { articleId, cursor, limit }: { articleId: number; cursor?: string | undefined; limit: number },
) {
  const after = decodeCursor(cursor);
  let page = reader
    .selectFrom('supply_movement as entry')
    .innerJoin('operator', 'operator.id', 'entry.operator_id')
    .leftJoin('place as source', 'source.id', 'entry.from_place_id')
    .leftJoin('place as target', 'target.id', 'entry.to_place_id')
    .leftJoin('person', 'person.id', 'entry.person_id')
    .leftJoin('department', 'department.id', 'entry.department_id')
    .leftJoin('asset', 'asset.id', 'entry.asset_id')
    .selectAll('entry')
    .select(['operator.display_name', 'source.name as from_name', 'target.name as to_name'])
    .select(sql<string | null>`${nameOfHolder}`.as('holder'))
    .select(sql<0 | 1>`EXISTS (SELECT 1 FROM supply_movement AS later WHERE later.reverses_id = entry.id)`.as('undone'))
    .where('entry.article_id', '=', articleId);
  if (after !== null) page = page.where('entry.id', '<', after.id);
  const rows = await page
    .orderBy('entry.id', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom('supply_movement')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('article_id', '=', articleId)
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map(movementOf),
    nextCursor: rows.length > limit && last ? encodeCursor({ value: null, id: last.id }) : null,
    total,
    totalIsExact: true,
  };
}

const placeOf = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

function movementOf(row: {
  id: number;
  at: string;
  kind: SupplyMovement['kind'];
  quantity: number;
  from_place_id: number | null;
  from_name: string | null;
  to_place_id: number | null;
  to_name: string | null;
  recipient_kind: RecipientKind | null;
  person_id: number | null;
  department_id: number | null;
  asset_id: number | null;
  holder: string | null;
  reason: string | null;
  display_name: string;
  undone: 0 | 1;
}): SupplyMovement {
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    quantity: row.quantity,
    from: placeOf(row.from_place_id, row.from_name),
    to: placeOf(row.to_place_id, row.to_name),
    recipient:
      row.recipient_kind === null
        ? null
        : {
            kind: row.recipient_kind,
            id: row.person_id ?? row.department_id ?? row.asset_id,
            name: row.holder ?? '',
          },
    reason: row.reason,
    operator: row.display_name,
    undone: row.undone === 1,
  };
}

const usedWithinDays = 90;

/** What has come down to its reorder level, the emptiest in proportion first. */
export async function listProposals({ reader, now }: Pick<QueryContext, 'reader' | 'now'>): Promise<ReorderProposal[]> {
  const since = new Date(Date.parse(now) - usedWithinDays * 86_400_000).toISOString();
  const rows = await filtered(reader, { low: true })
    .select(
      sql<number>`coalesce((SELECT sum(CASE used.kind WHEN 'issued' THEN used.quantity ELSE -used.quantity END)
        FROM supply_movement AS used WHERE used.article_id = article.id AND used.kind IN ('issued', 'returned')
        AND used.at >= ${since}
        AND NOT EXISTS (SELECT 1 FROM supply_movement AS later WHERE later.reverses_id = used.id)), 0)`.as('used'),
    )
    .execute();
  const emptiness = ({ stock, reorderLevel }: ArticleRow) => stock / Math.max(1, reorderLevel ?? 0);
  return rows
    .map((row) => ({
      ...articleRowOf(row),
      proposed: proposedQuantity(row.stock, row.reorder_level ?? 0, row.reorder_quantity),
      used: row.used,
    }))
    .toSorted((one, other) => emptiness(one) - emptiness(other) || one.name.localeCompare(other.name));
}
