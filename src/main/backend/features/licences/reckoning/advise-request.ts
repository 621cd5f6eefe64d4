import { sql } from 'kysely';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { wordsOf } from '#shared/primitives/text.ts';
import { listFreeSeats } from '../seats/allocate.ts';
import { listWishes } from '../seats/wishes.ts';
import { reckon } from './positions.ts';
import { findReclaimable } from './reclaimable.ts';

/** Products that a request in words may mean; a few, since each is looked into. */
const mostProducts = 5;
const unusedDays = 90;

/** What is there already before licences are bought: free seats, and those that could be taken back. */
export async function adviseRequest(db: Db, { words }: { words: string }, today: Day) {
  const wanted = wordsOf(words).filter((word) => word.length > 2);
  if (wanted.length === 0) return [];
  const products = await db
    .selectFrom('software_product as product')
    .select(['id', 'name', 'title'])
    .where('archived_at', 'is', null)
    .where('free', '=', 0)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM entitlement WHERE entitlement.product_id = product.id AND ended_on IS NULL)`,
    )
    .execute();
  const meant = products
    .map(({ id, name, title }) => {
      const own = new Set(wordsOf(`${name} ${title}`));
      return { id, name, hits: wanted.filter((word) => own.has(word)).length };
    })
    .filter(({ hits }) => hits > 0)
    .toSorted((one, other) => other.hits - one.hits || one.name.localeCompare(other.name))
    .slice(0, mostProducts);
  if (meant.length === 0) return [];
  const { positions } = await reckon(db, today, unusedDays);
  return Promise.all(
    meant.map(async ({ id, name }) => {
      const free = await listFreeSeats(db, id, today);
      const reclaimable = await findReclaimable(db, today, { unusedDays, productId: id });
      return {
        product: { id, name },
        unlimited: free.some((each) => each.unlimited),
        free: free.reduce((sum, each) => sum + (each.unlimited ? 0 : Math.max(0, each.free)), 0),
        reclaimable: reclaimable.reduce((sum, { seats }) => sum + seats, 0),
        waiting: (await listWishes(db, { productId: id })).length,
        shortfall: positions.reduce((sum, position) => sum + (position.productId === id ? position.shortfall : 0), 0),
      };
    }),
  );
}
