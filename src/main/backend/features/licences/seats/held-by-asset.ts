import type { Released } from '#shared/features/retirement/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import '../tables.ts';

type Licences = (Released & { kind: 'licence' })[];

function selectProducts(db: Db, assetId: number) {
  return db
    .selectFrom('allocation')
    .innerJoin('entitlement', 'entitlement.id', 'allocation.entitlement_id')
    .innerJoin('software_product as product', 'product.id', 'entitlement.product_id')
    .select('product.name')
    .distinct()
    .where('allocation.asset_id', '=', assetId)
    .orderBy('product.name');
}

/** Licences whose seats an asset gives back with the status of what leaves. */
export async function licencesToRelease(db: Db, { id }: { id: number }): Promise<Licences> {
  const rows = await selectProducts(db, id).where('released_at', 'is', null).execute();
  return [{ kind: 'licence', what: rows.map(({ name }) => name) }];
}

/** Licences that an asset had when it was lost, or still has. */
export async function licencesAffected(db: Db, { id }: { id: number }): Promise<Licences> {
  const rows = await selectProducts(db, id)
    .where((eb) => eb.or([eb('released_at', 'is', null), eb('released_because', '=', 'lost')]))
    .execute();
  return [{ kind: 'licence', what: rows.map(({ name }) => name) }];
}
