import { sql } from 'kysely';
import { endsService } from '#shared/features/assets/status.ts';
import { mayAllocate } from '#domains/licences/index.ts';
import type { Holder, SeatDetails } from '#shared/features/licences/seat.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getProduct } from '#backend/features/software/index.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { rightsOn } from '../entitlements/read-entitlements.ts';
import { releaseSeats } from './release.ts';

export interface FreeSeats {
  id: number;
  reference: string;
  unlimited: boolean;
  free: number;
}

/** Entitlements of a product that seats can be given of, what belongs to the department first, then what ends last. */
export async function listFreeSeats(
  db: Db,
  productId: number,
  today: string,
  departmentId: number | null = null,
): Promise<FreeSeats[]> {
  const rows = await db
    .selectFrom('entitlement')
    .select(['id', 'reference', 'unlimited', 'department_id', 'kind'])
    .select([
      rightsOn(today).as('rights'),
      sql<number>`(SELECT coalesce(sum(seats), 0) FROM allocation
        WHERE entitlement_id = entitlement.id AND released_at IS NULL)`.as('allocated'),
      sql<string>`(SELECT max(coalesce(ends_on, '9999-12-31')) FROM entitlement_term
        WHERE entitlement_id = entitlement.id)`.as('until'),
    ])
    .where('product_id', '=', productId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .orderBy(sql`department_id IS NOT ${departmentId}`)
    .orderBy('until', 'desc')
    .orderBy('id')
    .execute();
  return rows
    .filter(
      ({ department_id: own, unlimited, until }) =>
        (own === null || own === departmentId) && (unlimited === 0 || until >= today),
    )
    .map((row) => ({
      id: row.id,
      reference: row.reference,
      unlimited: row.unlimited === 1,
      free: row.unlimited === 1 ? 1 : row.rights - row.allocated,
    }));
}

interface KnownHolder {
  name: string;
  departmentId: number | null;
}

/** @throws Failure NOT_FOUND, PERSON_ARCHIVED, ASSET_OUT_OF_SERVICE. */
async function findHolder({ tx }: CommandContext, { kind, id }: Holder): Promise<KnownHolder> {
  if (kind === 'person') {
    const person = await getPerson(tx, id);
    if (person.archived) throw new Failure('PERSON_ARCHIVED', { name: person.name });
    return { name: person.name, departmentId: person.department?.id ?? null };
  }
  if (kind === 'asset') {
    const asset = await tx
      .selectFrom('asset')
      .select(['tag', 'status', 'department_id'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!asset) throw notFound('asset', id);
    if (endsService(asset.status)) throw new Failure('ASSET_OUT_OF_SERVICE', { tag: asset.tag });
    return { name: asset.tag, departmentId: asset.department_id };
  }
  const department = await tx.selectFrom('department').select('name').where('id', '=', id).executeTakeFirst();
  if (!department) throw notFound('department', id);
  return { name: department.name, departmentId: id };
}

/** Seats whose last day is past make room before another is given. */
async function releaseExpired(command: CommandContext, productId: number): Promise<void> {
  const expired = await command.tx
    .selectFrom('allocation')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .select('allocation.id')
    .where('entitlement.product_id', '=', productId)
    .where('released_at', 'is', null)
    .where('until', '<', dayOf(command.now))
    .execute();
  if (expired.length > 0)
    await releaseSeats(
      command,
      expired.map(({ id }) => id),
      'expired',
    );
}

/**
 * Gives seats of a product, of what has some free unless an entitlement is named. More than there are rights only with a
 * reason.
 *
 * @throws Failure NO_FREE_SEAT, ALREADY_ALLOCATED, ASSET_OUT_OF_SERVICE, PERSON_ARCHIVED.
 */
export async function allocate(command: CommandContext, details: SeatDetails): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const { productId, holder, seats, overrideReason } = details;
  const { name: product } = await getProduct(tx, productId);
  const { name, departmentId } = await findHolder(command, holder);
  const column = `${holder.kind}_id` as const;
  const has = await tx
    .selectFrom('allocation')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .select('allocation.id')
    .where('entitlement.product_id', '=', productId)
    .where(`allocation.${column}`, '=', holder.id)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  if (has && holder.kind !== 'department') throw new Failure('ALREADY_ALLOCATED', { name });
  await releaseExpired(command, productId);
  const found = await listFreeSeats(tx, productId, dayOf(now), departmentId);
  const offered = details.entitlementId === null ? found : found.filter(({ id }) => id === details.entitlementId);
  const fits = offered.find(
    ({ free, unlimited }) => unlimited || mayAllocate({ entitled: free, allocated: 0, wanted: seats }).allowed,
  );
  const chosen = fits ?? (overrideReason === null ? undefined : offered[0]);
  if (!chosen) throw new Failure('NO_FREE_SEAT', { product });
  const { id } = await tx
    .insertInto('allocation')
    .values({
      entitlement_id: chosen.id,
      person_id: null,
      asset_id: null,
      department_id: null,
      [column]: holder.id,
      seats,
      project: details.project,
      until: details.until,
      given_at: now,
      given_by: actor.operatorId,
      override_reason: fits === undefined ? overrideReason : null,
      released_at: null,
      released_by: null,
      released_because: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: fits === undefined ? 'licences.seatGivenBeyond' : 'licences.seatGiven',
    subject: `entitlement:${chosen.id}`,
    data: { product, reference: chosen.reference, holder: name, seats, until: details.until, project: details.project },
    reason: fits === undefined ? overrideReason : null,
  });
  if (holder.kind === 'person') await endWish(command, productId, holder.id, id);
  command.changed('licences');
  return { id };
}

/** Whoever waited for it waits no more. */
async function endWish({ tx, now }: CommandContext, productId: number, personId: number, id: number): Promise<void> {
  await tx
    .updateTable('licence_wish')
    .set({ ended_at: now, allocation_id: id })
    .where('product_id', '=', productId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
}
