import { sql } from 'kysely';
import type { StocktakeScope } from '#shared/features/stocktakes/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Draw, OpenOfPart } from '#backend/features/stocktakes/index.ts';
import { correctStock } from '../move-stock.ts';
import { getArticleRow, stockAt } from '../repository.ts';
import { differenceOf, nextCountOutcome } from './count-rules.ts';

/** What lies at the places of the scope, article by article in the order of their codes. Supplies have neither department nor category. */
function selectStocks(db: Db, scope: StocktakeScope) {
  let rows = db
    .selectFrom('supply_stock as stock')
    .innerJoin('supply_article as article', 'article.id', 'stock.article_id')
    .where('stock.quantity', '>', 0);
  if (scope.departmentIds.length > 0 || scope.categoryIds.length > 0) rows = rows.where(sql<boolean>`false`);
  if (scope.placeIds.length > 0)
    rows = rows.where(sql<boolean>`stock.place_id IN (
      WITH RECURSIVE inside (id) AS (SELECT value FROM json_each(${JSON.stringify(scope.placeIds)})
        UNION SELECT place.id FROM place JOIN inside ON place.parent_id = inside.id) SELECT id FROM inside)`);
  return rows;
}

export async function countStocks(db: Db, scope: StocktakeScope): Promise<number> {
  const { stocks } = await selectStocks(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('stocks'))
    .executeTakeFirstOrThrow();
  return stocks;
}

/** Freezes what lies at the places of the scope, or of that what the draw says. */
export async function freezeStock(
  { tx }: CommandContext,
  stocktakeId: number,
  scope: StocktakeScope,
  draw: Draw,
): Promise<number> {
  const stocks = await selectStocks(tx, scope)
    .select(['stock.article_id', 'stock.place_id', 'stock.quantity as expected'])
    .orderBy('article.code')
    .orderBy('stock.place_id')
    .execute();
  const drawn = new Set(draw(stocks.length));
  const lines = stocks
    .filter((_, index) => drawn.has(index + 1))
    .map((stock) => ({ ...stock, stocktake_id: stocktakeId }));
  for (let start = 0; start < lines.length; start += 500)
    await tx
      .insertInto('supply_count_line')
      .values(lines.slice(start, start + 500))
      .execute();
  return lines.length;
}

/** How far the lines that differ, or were not counted, have been worked through. */
export async function countOpenCounts(db: Db, stocktakeId: number): Promise<OpenOfPart> {
  const agreed = sql`(line.approved_by IS NOT NULL OR line.excused_by IS NOT NULL OR stocktake.second_person = 0)`;
  return db
    .selectFrom('supply_count_line as line')
    .innerJoin('stocktake', 'stocktake.id', 'line.stocktake_id')
    .select([
      sql<number>`count(*)`.as('variances'),
      sql<number>`count(*) FILTER (WHERE line.decision IS NULL)`.as('undecided'),
      sql<number>`count(*) FILTER (WHERE line.decision IS NOT NULL AND NOT ${agreed})`.as('unapproved'),
      sql<number>`count(*) FILTER (WHERE line.decision IS NOT NULL)`.as('decided'),
    ])
    .where('line.stocktake_id', '=', stocktakeId)
    .where(sql<boolean>`(line.counted IS NULL OR line.counted <> line.booked)`)
    .executeTakeFirstOrThrow();
}

/** Puts what was decided into the books. */
export async function applyCounts(
  command: CommandContext,
  { id, number }: { id: number; number: number },
): Promise<void> {
  const { tx } = command;
  const lines = await tx
    .selectFrom('supply_count_line')
    .selectAll()
    .where('stocktake_id', '=', id)
    .where('decision', 'is not', null)
    .where('outcome', 'is', null)
    .orderBy('id')
    .execute();
  for (const line of lines) {
    if (line.decision === null) continue;
    const { article_id: articleId, place_id: placeId } = line;
    const difference = differenceOf(line);
    const available = await stockAt(tx, articleId, placeId);
    const archived = (await getArticleRow(tx, articleId)).archived_at !== null;
    const outcome = nextCountOutcome(line.decision, difference, { available, archived });
    let movementId: number | null = null;
    if (outcome === 'applied' && difference !== null) {
      const note = line.note ?? `#${number}`;
      const event = 'supplies.corrected';
      ({ movementId } = await correctStock(command, { articleId, placeId, difference, note, kind: 'counted', event }));
    }
    await tx
      .updateTable('supply_count_line')
      .set({ outcome, movement_id: movementId })
      .where('id', '=', line.id)
      .execute();
  }
}
