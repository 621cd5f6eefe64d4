import { sql } from 'kysely';
import type { Seat } from '#shared/features/licences/seat.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

/** The last use that is known of a product by a holder, on his devices or on the device itself. */
const usedOn = sql<string | null>`(SELECT max(x) FROM (
  SELECT max(used_on) AS x FROM installation WHERE installation.product_id = entitlement.product_id AND removed_on IS NULL
    AND (installation.asset_id = allocation.asset_id OR installation.asset_id IN (SELECT asset_id FROM custody
      WHERE custody.person_id = allocation.person_id AND ended_at IS NULL))
  UNION ALL SELECT substr(max(started_at), 1, 10) FROM software_session WHERE software_session.product_id = entitlement.product_id
    AND (software_session.person_id = allocation.person_id OR software_session.asset_id = allocation.asset_id)))`;

const installed = sql<number>`EXISTS (SELECT 1 FROM installation
  WHERE (installation.product_id = entitlement.product_id
      OR installation.product_id IN (SELECT part_id FROM software_part WHERE suite_id = entitlement.product_id)
      OR installation.product_id IN (SELECT to_id FROM software_downgrade WHERE software_downgrade.product_id = entitlement.product_id))
    AND removed_on IS NULL AND (installation.asset_id = allocation.asset_id OR installation.asset_id IN (SELECT asset_id
      FROM custody WHERE custody.person_id = allocation.person_id AND ended_at IS NULL)))`;

/** Seats that are given, with what is known of their use. */
export function selectSeats(db: Db) {
  return db
    .selectFrom('allocation')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .innerJoin('software_product as product', 'product.id', 'entitlement.product_id')
    .leftJoin('person', 'person.id', 'allocation.person_id')
    .leftJoin('asset', 'asset.id', 'allocation.asset_id')
    .leftJoin('department', 'department.id', 'allocation.department_id')
    .selectAll('allocation')
    .select(['entitlement.product_id', 'entitlement.reference', 'entitlement.metric', 'entitlement.currency'])
    .select(['product.name as product', 'product.hosting'])
    .select(['person.name as person', 'person.ends_on', 'person.archived_at as person_archived_at'])
    .select(['person.department_id as person_department_id'])
    .select(['asset.tag', 'asset.name as asset', 'asset.status', 'department.name as department'])
    .select([usedOn.as('used_on'), installed.as('installed')])
    .where('allocation.released_at', 'is', null);
}
export type SeatColumns = Awaited<ReturnType<ReturnType<typeof selectSeats>['execute']>>[number];

export function holderOf(row: SeatColumns): Seat['holder'] {
  if (row.person_id !== null) return { kind: 'person', id: row.person_id, name: row.person ?? '' };
  if (row.asset_id !== null) return { kind: 'asset', id: row.asset_id, name: row.tag ?? '' };
  return { kind: 'department', id: row.department_id ?? 0, name: row.department ?? '' };
}

interface SeatQuery {
  productId?: number | undefined;
  personId?: number | undefined;
  assetId?: number | undefined;
}

export async function listSeats(db: Db, { productId, personId, assetId }: SeatQuery): Promise<Seat[]> {
  let rows = selectSeats(db);
  if (productId !== undefined) rows = rows.where('entitlement.product_id', '=', productId);
  if (personId !== undefined) rows = rows.where('allocation.person_id', '=', personId);
  if (assetId !== undefined) rows = rows.where('allocation.asset_id', '=', assetId);
  const found = await rows.orderBy('product.name').orderBy('allocation.id').limit(5_000).execute();
  return found.map((row) => ({
    id: row.id,
    product: { id: row.product_id, name: row.product },
    entitlement: { id: row.entitlement_id, name: row.reference },
    holder: holderOf(row),
    seats: row.seats,
    project: row.project,
    until: row.until,
    givenAt: row.given_at,
    overrideReason: row.override_reason,
    installed: row.installed === 1,
    usedOn: row.used_on,
  }));
}
