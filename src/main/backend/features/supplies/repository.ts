import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { ArticleDetails, ArticleRow, RecipientRef } from '#shared/features/supplies/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { BinStock } from './rules.ts';
import { isLow } from './rules.ts';
import type { SupplyMovementTable } from './tables.ts';

export const stockOfArticle = sql<number>`coalesce((SELECT sum(quantity) FROM supply_stock WHERE article_id = article.id), 0)`;

/** Articles with what a list shows of them. */
export function selectArticles(db: Db) {
  return db
    .selectFrom('supply_article as article')
    .leftJoin('supplier', 'supplier.id', 'article.supplier_id')
    .selectAll('article')
    .select('supplier.name as supplier_name')
    .select(stockOfArticle.as('stock'))
    .select(
      sql<number>`(SELECT count(*) FROM supply_stock WHERE article_id = article.id AND quantity > 0)`.as('places'),
    );
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectArticles>['executeTakeFirstOrThrow']>>;

export function articleRowOf(row: Selected): ArticleRow {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    unit: row.unit,
    code: row.code,
    reorderLevel: row.reorder_level,
    reorderQuantity: row.reorder_quantity,
    supplier: row.supplier_id === null ? null : { id: row.supplier_id, name: row.supplier_name ?? '' },
    supplierArticle: row.supplier_article,
    stock: row.stock,
    places: row.places,
    low: row.archived_at === null && isLow(row.stock, row.reorder_level),
    archived: row.archived_at !== null,
  };
}

/** An article as it is needed to move some of it. @throws Failure NOT_FOUND */
export async function getArticleRow(db: Db, id: number): Promise<Selected> {
  const row = await selectArticles(db).where('article.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('article', id);
  return row;
}

export async function getArticleSummary(db: Db, id: number): Promise<ArticleRow> {
  return articleRowOf(await getArticleRow(db, id));
}

const articleByCode = prepareQuery((db, { code }: { code: string }) =>
  db.selectFrom('supply_article').select(['id', 'name']).where('code', '=', code).where('archived_at', 'is', null),
);

/** The article whose barcode was read. */
export function findArticleByCode(db: Db, code: string): Promise<{ id: number; name: string } | undefined> {
  return articleByCode.first(db, { code });
}

/** As above, and also what was archived: its code is not given again. */
export async function findCodeHolder(db: Db, code: string): Promise<{ id: number; name: string } | undefined> {
  return db.selectFrom('supply_article').select(['id', 'name']).where('code', '=', code).executeTakeFirst();
}

export async function listBins(db: Db, articleId: number): Promise<BinStock[]> {
  return db
    .selectFrom('supply_stock')
    .select(['place_id as placeId', 'quantity'])
    .where('article_id', '=', articleId)
    .where('quantity', '>', 0)
    .execute();
}

export async function stockAt(db: Db, articleId: number, placeId: number): Promise<number> {
  const row = await db
    .selectFrom('supply_stock')
    .select('quantity')
    .where('article_id', '=', articleId)
    .where('place_id', '=', placeId)
    .executeTakeFirst();
  return row?.quantity ?? 0;
}

/** Issued less returned, of what was not taken back again. */
const outstanding = sql<number>`sum(CASE entry.kind WHEN 'issued' THEN entry.quantity ELSE -entry.quantity END)`;

export function selectHeldMovements(db: Db) {
  return db
    .selectFrom('supply_movement as entry')
    .where('entry.kind', 'in', ['issued', 'returned'])
    .where('entry.recipient_kind', 'is not', null)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM supply_movement AS later WHERE later.reverses_id = entry.id)`)
    .select(outstanding.as('out'));
}

/** How many of an article somebody was given and has not brought back. */
export async function countOut(db: Db, articleId: number, recipient: RecipientRef): Promise<number> {
  const columns = columnsOfRecipient(recipient);
  const row = await selectHeldMovements(db)
    .where('entry.article_id', '=', articleId)
    .where('entry.recipient_kind', '=', recipient.kind)
    .where(sql<boolean>`entry.person_id IS ${columns.person_id}`)
    .where(sql<boolean>`entry.department_id IS ${columns.department_id}`)
    .where(sql<boolean>`entry.asset_id IS ${columns.asset_id}`)
    .where(sql<boolean>`entry.work IS ${columns.work}`)
    .executeTakeFirst();
  return row?.out ?? 0;
}

export const noRecipient = {
  recipient_kind: null,
  person_id: null,
  department_id: null,
  asset_id: null,
  work: null,
} as const;

export function columnsOfRecipient(recipient: RecipientRef) {
  return {
    recipient_kind: recipient.kind,
    person_id: recipient.kind === 'person' ? recipient.id : null,
    department_id: recipient.kind === 'team' ? recipient.id : null,
    asset_id: recipient.kind === 'asset' ? recipient.id : null,
    work: recipient.kind === 'work' ? recipient.name : null,
  };
}

export async function getMovement(db: Db, id: number) {
  const row = await db
    .selectFrom('supply_movement as entry')
    .selectAll('entry')
    .select(
      sql<number | null>`(SELECT later.id FROM supply_movement AS later WHERE later.reverses_id = entry.id)`.as(
        'reversed_by',
      ),
    )
    .where('entry.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('supplyMovement', id);
  return row;
}

/** The article's newest movement that is neither a reversal nor reversed. */
export async function findLastStanding(db: Db, articleId: number): Promise<number | null> {
  const row = await db
    .selectFrom('supply_movement as entry')
    .select('entry.id')
    .where('entry.article_id', '=', articleId)
    .where('entry.kind', '<>', 'reversed')
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM supply_movement AS later WHERE later.reverses_id = entry.id)`)
    .orderBy('entry.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertMovement(tx: Transaction<Schema>, row: Insertable<SupplyMovementTable>): Promise<number> {
  const { id } = await tx.insertInto('supply_movement').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

const columnsOfArticle = (details: ArticleDetails & { code: string }) => ({
  kind: details.kind,
  name: details.name,
  unit: details.unit,
  code: details.code,
  reorder_level: details.reorderLevel,
  reorder_quantity: details.reorderQuantity,
  supplier_id: details.supplierId,
  supplier_article: details.supplierArticle,
  notes: details.notes,
});

export async function insertArticle(
  tx: Transaction<Schema>,
  id: number,
  details: ArticleDetails & { code: string },
): Promise<void> {
  await tx
    .insertInto('supply_article')
    .values({ id, ...columnsOfArticle(details) })
    .execute();
}

/** @returns whether the row still had the version that was edited. */
export async function updateArticleRow(
  tx: Transaction<Schema>,
  id: number,
  version: number,
  details: ArticleDetails & { code: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supply_article')
    .set({ ...columnsOfArticle(details), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function archiveArticleRow(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx.updateTable('supply_article').set({ archived_at: at }).where('id', '=', id).execute();
}
