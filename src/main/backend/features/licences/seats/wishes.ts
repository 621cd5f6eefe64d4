import type { Wish } from '#shared/features/licences/seat.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getProduct } from '#backend/features/software/index.ts';
import { allocate } from './allocate.ts';

/** Who waits for a seat, the longest first. */
export async function listWishes(db: Db, { productId }: { productId?: number | undefined }): Promise<Wish[]> {
  let rows = db
    .selectFrom('licence_wish as wish')
    .innerJoin('software_product as product', 'product.id', 'wish.product_id')
    .innerJoin('person', 'person.id', 'wish.person_id')
    .selectAll('wish')
    .select(['product.name as product', 'person.name as person'])
    .where('wish.ended_at', 'is', null);
  if (productId !== undefined) rows = rows.where('wish.product_id', '=', productId);
  const found = await rows.orderBy('wish.id').execute();
  return found.map((row) => ({
    id: row.id,
    product: { id: row.product_id, name: row.product },
    person: { id: row.person_id, name: row.person },
    reason: row.reason,
    wishedAt: row.wished_at,
  }));
}

/** Puts somebody on the waiting list. @throws Failure ALREADY_WISHED */
export async function addWish(
  command: CommandContext,
  { productId, personId, reason }: { productId: number; personId: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const { name: product } = await getProduct(tx, productId);
  const { name } = await getPerson(tx, personId);
  const same = (await listWishes(tx, { productId })).some(({ person }) => person.id === personId);
  if (same) throw new Failure('ALREADY_WISHED', { name });
  await tx
    .insertInto('licence_wish')
    .values({
      product_id: productId,
      person_id: personId,
      reason,
      wished_at: now,
      wished_by: actor.operatorId,
      allocation_id: null,
      ended_at: null,
    })
    .execute();
  await command.record({
    event: 'licences.wished',
    subject: `software_product:${productId}`,
    data: { product, name },
    reason: reason === '' ? null : reason,
  });
  command.changed('licences');
}

/** @throws Failure as allocate does. */
export async function answerWish(command: CommandContext, { id, give }: { id: number; give: boolean }): Promise<void> {
  const wish = (await listWishes(command.tx, {})).find((each) => each.id === id);
  if (!wish) throw notFound('licence_wish', id);
  if (give) {
    await allocate(command, {
      productId: wish.product.id,
      entitlementId: null,
      holder: { kind: 'person', id: wish.person.id },
      seats: 1,
      project: '',
      until: null,
      overrideReason: null,
    });
    return;
  }
  await command.tx.updateTable('licence_wish').set({ ended_at: command.now }).where('id', '=', id).execute();
  await command.record({
    event: 'licences.wishEnded',
    subject: `software_product:${wish.product.id}`,
    data: { product: wish.product.name, name: wish.person.name },
  });
  command.changed('licences');
}
