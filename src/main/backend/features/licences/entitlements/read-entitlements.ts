import { sql } from 'kysely';
import type { Entitlement, EntitlementRow } from '#shared/features/licences/entitlement.ts';
import type { Day } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import type { EntitlementTermTable } from '../tables.ts';

const allocated = sql<number>`(SELECT coalesce(sum(seats), 0) FROM allocation
  WHERE entitlement_id = entitlement.id AND released_at IS NULL)`;

/** The rights of an entitlement on a day. */
export const rightsOn = (day: Day) => sql<number>`(SELECT coalesce(max(term.quantity), 0) * entitlement.units_per_pack
  FROM entitlement_term AS term WHERE term.entitlement_id = entitlement.id AND term.starts_on <= ${day}
    AND coalesce(term.ends_on, '9999-12-31') >= ${day} AND (entitlement.ended_on IS NULL OR entitlement.ended_on >= ${day}))`;

function selectEntitlements(db: Db, today: Day) {
  return db
    .selectFrom('entitlement')
    .innerJoin('software_product as product', 'product.id', 'entitlement.product_id')
    .leftJoin('department', 'department.id', 'entitlement.department_id')
    .leftJoin('supplier', 'supplier.id', 'entitlement.supplier_id')
    .leftJoin('contract', 'contract.id', 'entitlement.contract_id')
    .leftJoin('place as site', 'site.id', 'entitlement.site_id')
    .leftJoin('software_product as base', 'base.id', 'entitlement.upgrades_from_id')
    .selectAll('entitlement')
    .select(['product.name as product', 'department.name as department', 'supplier.name as supplier'])
    .select(['contract.title as contract', 'site.name as site', 'base.name as base'])
    .select([allocated.as('allocated'), rightsOn(today).as('rights')]);
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectEntitlements>['executeTakeFirstOrThrow']>>;
type Term = Awaited<ReturnType<typeof termsOf>>[number];

/** The last term first. */
async function termsOf(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('entitlement_term')
    .selectAll()
    .where(sql<boolean>`entitlement_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy('starts_on', 'desc')
    .execute();
}

const termFacts = (row: Omit<EntitlementTermTable, 'id'>, seesCost: boolean) => ({
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  quantity: row.quantity,
  costMinor: seesCost ? row.cost_minor : null,
  period: row.period,
});

/** The term that covers a day, else the last one. */
function presentTerm(terms: readonly Term[], today: Day): Term | undefined {
  const covers = ({ starts_on: from, ends_on: until }: Term): boolean =>
    from <= today && (until ?? '9999-12-31') >= today;
  return terms.find(covers) ?? terms[0];
}

export function rowOf(row: Selected, terms: readonly Term[], seesCost: boolean, today: Day): EntitlementRow {
  const term = presentTerm(terms, today);
  if (!term) throw new Error(`entitlement ${row.id} has no term`);
  return {
    id: row.id,
    product: { id: row.product_id, name: row.product },
    reference: row.reference,
    metric: row.metric,
    kind: row.kind,
    unlimited: row.unlimited === 1,
    rights: row.rights,
    allocated: row.allocated,
    term: termFacts(term, seesCost),
    currency: row.currency,
    noticeDays: row.notice_days,
    autoRenew: row.auto_renew === 1,
    department: row.department_id === null ? null : { id: row.department_id, name: row.department ?? '' },
    endedOn: row.ended_on,
  };
}

type Reading = Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> };

/** Those that run before those that were ended, by product. */
export async function listEntitlements(
  { reader, actor, now }: Reading,
  { productId, search = '', ids }: { productId?: number | undefined; search?: string; ids?: readonly number[] },
): Promise<EntitlementRow[]> {
  const today = dayOf(now);
  let rows = selectEntitlements(reader, today);
  if (productId !== undefined) rows = rows.where('entitlement.product_id', '=', productId);
  if (ids !== undefined)
    rows = rows.where(sql<boolean>`entitlement.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  if (search.trim() !== '')
    rows = rows.where(
      sql<boolean>`(product.name || char(31) || entitlement.reference || char(31) || coalesce(supplier.name, '') || char(31)
        || entitlement.order_number) LIKE ${containsPattern(search.trim())} ESCAPE '\\'`,
    );
  const found = await rows
    .orderBy(sql`entitlement.ended_on IS NOT NULL`)
    .orderBy(sql`product.name COLLATE NOCASE`)
    .orderBy('entitlement.id')
    .limit(5_000)
    .execute();
  const terms = Map.groupBy(
    await termsOf(
      reader,
      found.map(({ id }) => id),
    ),
    (term) => term.entitlement_id,
  );
  return found.map((row) => rowOf(row, terms.get(row.id) ?? [], actor.may('asset.cost.view'), today));
}

const named = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

export async function getEntitlement({ reader, actor, now }: Reading, id: number): Promise<Entitlement> {
  const today = dayOf(now);
  const row = await selectEntitlements(reader, today).where('entitlement.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('entitlement', id);
  const terms = await termsOf(reader, [id]);
  const devices = await reader
    .selectFrom('entitlement_device')
    .innerJoin('asset', 'asset.id', 'entitlement_device.asset_id')
    .select(['asset.id', 'asset.tag', 'asset.name'])
    .where('entitlement_id', '=', id)
    .orderBy('asset.tag')
    .execute();
  return {
    id,
    productId: row.product_id,
    product: { id: row.product_id, name: row.product },
    reference: row.reference,
    metric: row.metric,
    kind: row.kind,
    unlimited: row.unlimited === 1,
    unitsPerPack: row.units_per_pack,
    maintenance:
      row.maintenance_from === null || row.maintenance_until === null
        ? null
        : { from: row.maintenance_from, until: row.maintenance_until },
    downgrade: row.downgrade === 1,
    upgradesFromId: row.upgrades_from_id,
    upgradesFrom: named(row.upgrades_from_id, row.base),
    siteId: row.site_id,
    site: named(row.site_id, row.site),
    departmentId: row.department_id,
    department: named(row.department_id, row.department),
    costCentreId: row.cost_centre_id,
    secondaryUse: row.secondary_use,
    installsPerRight: row.installs_per_right,
    coreRule: row.core_rule,
    corePack: row.core_pack,
    noticeDays: row.notice_days,
    autoRenew: row.auto_renew === 1,
    supplierId: row.supplier_id,
    supplier: named(row.supplier_id, row.supplier),
    contractId: row.contract_id,
    contract: named(row.contract_id, row.contract),
    orderNumber: row.order_number,
    purchasedOn: row.purchased_on,
    currency: row.currency,
    terms: row.terms,
    deviceIds: devices.map((device) => device.id),
    devices,
    termsOf: terms.map((term) => termFacts(term, actor.may('asset.cost.view'))),
    rights: row.rights,
    allocated: row.allocated,
    hasKey: row.licence_key !== null,
    assetId: row.asset_id,
    endedOn: row.ended_on,
    endedBecause: row.ended_because,
    createdAt: row.created_at,
    version: row.version,
  };
}

/** Licences that are registered as assets and don't count yet. */
export async function listPapers(db: Db) {
  return db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select(['asset.id', 'asset.tag', 'asset.name'])
    .select(
      sql<number | null>`(SELECT number_value FROM field_value JOIN field ON field.id = field_id
        WHERE asset_id = asset.id AND field.name = 'Quantity' LIMIT 1)`.as('quantity'),
    )
    .where('category.key', '=', 'software-licence')
    .where('asset.status', '<>', 'disposed')
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM entitlement WHERE entitlement.asset_id = asset.id)`)
    .orderBy('asset.tag')
    .limit(500)
    .execute();
}
