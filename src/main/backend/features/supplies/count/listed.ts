import type { CountedQuantity } from '#shared/features/stocktakes/model.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getStocktakeIn, joinSession } from '#backend/features/stocktakes/index.ts';
import type { PartScan } from '#backend/features/stocktakes/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import '../tables.ts';

interface ListedArticle {
  code: string;
  name: string;
  unit: string;
}

/** What another workstation may meet: every article in use, since what nobody expects there is counted as well. */
export async function listArticlesFor(db: Db): Promise<ListedArticle[]> {
  return db
    .selectFrom('supply_article')
    .select(['code', 'name', 'unit'])
    .where('archived_at', 'is', null)
    .orderBy('code')
    .execute();
}

/** Keeps what the codes of another workstation's list mean. */
export async function keepListed(
  { tx }: CommandContext,
  stocktakeId: number,
  articles: readonly ListedArticle[],
): Promise<void> {
  for (let start = 0; start < articles.length; start += 200)
    await tx
      .insertInto('supply_listed')
      .values(articles.slice(start, start + 200).map((article) => ({ stocktake_id: stocktakeId, ...article })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function findListed(db: Db, stocktakeId: number, code: string): Promise<ListedArticle | undefined> {
  return db
    .selectFrom('supply_listed')
    .select(['code', 'name', 'unit'])
    .where('stocktake_id', '=', stocktakeId)
    .where('code', '=', code)
    .executeTakeFirst();
}

/** One more of what another workstation's list counts by quantity. */
export async function countListedScan(
  command: CommandContext,
  { stocktakeId, sessionId, placeId, code }: PartScan,
): Promise<CountedQuantity | null> {
  const article = await findListed(command.tx, stocktakeId, code);
  if (article === undefined) return null;
  const before = await command.tx
    .selectFrom('supply_listed_count')
    .select('quantity')
    .where('session_id', '=', sessionId)
    .where('code', '=', code)
    .where('place_id', '=', placeId)
    .executeTakeFirst();
  const counted = (before?.quantity ?? 0) + 1;
  await keepListedCount(command, { stocktakeId, sessionId, placeId, quantity: counted, article });
  return { ...article, id: null, counted, booked: null };
}

/**
 * So many of another workstation's article lie there.
 *
 * @throws Failure STOCKTAKE_STATE, NOT_FOUND.
 */
export async function countListed(
  command: CommandContext,
  { stocktakeId, code, placeId, quantity }: { stocktakeId: number; code: string; placeId: number; quantity: number },
): Promise<void> {
  await getStocktakeIn(command.tx, stocktakeId, 'counting');
  const article = await findListed(command.tx, stocktakeId, code);
  if (article === undefined) throw notFound('article', stocktakeId);
  const { id: sessionId } = await joinSession(command, stocktakeId, 'A');
  await keepListedCount(command, { stocktakeId, sessionId, placeId, quantity, article });
}

async function keepListedCount(
  command: CommandContext,
  count: { stocktakeId: number; sessionId: number; placeId: number; quantity: number; article: ListedArticle },
): Promise<void> {
  const { tx, now } = command;
  const { stocktakeId, sessionId, placeId, quantity, article } = count;
  const place = await getPlace(tx, placeId);
  await tx
    .insertInto('supply_listed_count')
    .values({
      stocktake_id: stocktakeId,
      session_id: sessionId,
      code: article.code,
      place_id: placeId,
      quantity,
      at: now,
    })
    .onConflict((conflict) => conflict.columns(['session_id', 'code', 'place_id']).doUpdateSet({ quantity, at: now }))
    .execute();
  await command.record({
    event: 'supplies.counted',
    subject: `stocktake:${stocktakeId}`,
    data: { article: article.name, code: article.code, place: place.path, counted: quantity },
  });
  command.changed('supplies');
}

/** What was counted of another workstation's list, as it goes back to it. */
export async function listedCountsOf(db: Db, stocktakeId: number) {
  return db
    .selectFrom('supply_listed_count as counted')
    .innerJoin('stocktake_session as session', 'session.id', 'counted.session_id')
    .innerJoin('place', 'place.id', 'counted.place_id')
    .select(['session.key as session', 'counted.code', 'place.code as place', 'counted.quantity', 'counted.at'])
    .where('counted.stocktake_id', '=', stocktakeId)
    .orderBy('counted.at')
    .orderBy('counted.code')
    .execute();
}
