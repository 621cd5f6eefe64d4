import type { TrackingDetails } from '#shared/features/updates/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { isVersion } from '#domains/versions/index.ts';
import { getProduct } from '#backend/features/software/index.ts';
import './tables.ts';

/** How a product is watched. @throws Failure NOT_FOUND when it is not. */
export async function getTracked(db: Db, productId: number) {
  const row = await db
    .selectFrom('tracked_product as tracked')
    .innerJoin('software_product as product', 'product.id', 'tracked.product_id')
    .selectAll('tracked')
    .select('product.name')
    .where('tracked.product_id', '=', productId)
    .where('tracked.archived_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('tracked_product', productId);
  return row;
}

/** @throws Failure VERSION_UNREADABLE, CHANGED_MEANWHILE. */
export async function trackProduct(
  command: CommandContext,
  { version, ...details }: TrackingDetails & { version: number | null },
): Promise<void> {
  const { tx } = command;
  const { productId, kind, scheme, targetId } = details;
  const product = await getProduct(tx, productId);
  const before = await tx
    .selectFrom('tracked_product')
    .selectAll()
    .where('product_id', '=', productId)
    .executeTakeFirst();
  const watched = before !== undefined && before.archived_at === null;
  if ((watched ? before.version : null) !== version)
    throw new Failure('CHANGED_MEANWHILE', { entity: 'tracked_product', id: productId });
  await refuseUnreadable(tx, productId, scheme);
  if (targetId !== null) await refuseForeign(tx, productId, targetId);
  const values = { kind, scheme, target_id: targetId, archived_at: null };
  await tx
    .insertInto('tracked_product')
    .values({ product_id: productId, ...values })
    .onConflict((conflict) =>
      conflict.column('product_id').doUpdateSet({ ...values, version: (before?.version ?? 0) + 1 }),
    )
    .execute();
  await command.record({
    event: watched ? 'updates.trackingChanged' : 'updates.productTracked',
    subject: `software_product:${productId}`,
    data: { name: product.name, kind, scheme, targetId },
  });
  command.changed('updates');
}

/** Every release that is there has to be a version by the scheme. */
async function refuseUnreadable(db: Db, productId: number, scheme: TrackingDetails['scheme']): Promise<void> {
  const releases = await db
    .selectFrom('software_release')
    .select('number')
    .where('product_id', '=', productId)
    .where('archived_at', 'is', null)
    .execute();
  const odd = releases.find(({ number }) => !isVersion(scheme, number));
  if (odd) throw new Failure('VERSION_UNREADABLE', { number: odd.number, scheme });
}

async function refuseForeign(db: Db, productId: number, releaseId: number): Promise<void> {
  const release = await db
    .selectFrom('software_release')
    .select('id')
    .where('id', '=', releaseId)
    .where('product_id', '=', productId)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!release) throw notFound('software_release', releaseId);
}

/** @throws Failure CAMPAIGN_RUNS while a campaign of it is open, CHANGED_MEANWHILE. */
export async function forgetProduct(
  command: CommandContext,
  { productId, version }: { productId: number; version: number },
): Promise<void> {
  const { tx, now } = command;
  const tracked = await getTracked(tx, productId);
  if (tracked.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'tracked_product', id: productId });
  const campaign = await tx
    .selectFrom('update_campaign')
    .select('name')
    .where('product_id', '=', productId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (campaign) throw new Failure('CAMPAIGN_RUNS', { name: campaign.name });
  await tx
    .updateTable('tracked_product')
    .set({ archived_at: now, version: version + 1 })
    .where('product_id', '=', productId)
    .execute();
  await command.record({
    event: 'updates.productForgotten',
    subject: `software_product:${productId}`,
    data: { name: tracked.name },
  });
  command.changed('updates');
}
