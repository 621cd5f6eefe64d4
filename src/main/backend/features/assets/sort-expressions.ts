import { sql } from 'kysely';
import { assetSort } from '#shared/features/assets/contract.ts';
import type { AssetFactSort } from '#shared/features/assets/contract.ts';

type Expression = ReturnType<typeof sql<string>>;

const nameOf = (table: string, column: string): Expression =>
  sql<string>`coalesce((SELECT name FROM ${sql.table(table)} AS named WHERE named.id = ${sql.ref(`asset.${column}`)}), '') COLLATE NOCASE`;

/** What the list sorts by. The first ones are those of an index; for the others every asset is read and sorted. */
export const sortExpressions: Readonly<Record<AssetFactSort, Expression>> = {
  tag: sql`asset.tag`,
  name: sql`asset.name`,
  serial: sql`coalesce(asset.serial, '') COLLATE NOCASE`,
  status: sql`asset.status`,
  category: sql`asset.category_id`,
  purchasedOn: sql`coalesce(asset.purchased_on, '')`,
  warrantyUntil: sql`coalesce(asset.warranty_until, '')`,
  lastSeenAt: sql`coalesce(asset.last_seen_at, '')`,
  updatedAt: sql`asset.updated_at`,
  condition: sql`asset.condition`,
  manufacturer: nameOf('manufacturer', 'manufacturer_id'),
  model: nameOf('model', 'model_id'),
  custodian: sql`coalesce((SELECT coalesce(holder.name, keeper.name) FROM custody AS held
    LEFT JOIN person AS holder ON holder.id = held.person_id LEFT JOIN place AS keeper ON keeper.id = held.place_id
    WHERE held.asset_id = asset.id AND held.ended_at IS NULL), '') COLLATE NOCASE`,
  dueOn: sql`coalesce((SELECT held.due_on FROM custody AS held WHERE held.asset_id = asset.id AND held.ended_at IS NULL), '')`,
  place: nameOf('place', 'place_id'),
  department: nameOf('department', 'department_id'),
  costCentre: nameOf('cost_centre', 'cost_centre_id'),
  supplier: nameOf('supplier', 'supplier_id'),
  orderNumber: sql`coalesce(asset.order_number, '') COLLATE NOCASE`,
  cost: sql`coalesce(asset.cost_minor, -1)`,
  endOfLifeOn: sql`coalesce(asset.end_of_life_on, '')`,
  createdAt: sql`asset.created_at`,
};

const indexed: ReadonlySet<string> = new Set(assetSort);

/** Whether a page is found by walking along an index. */
export function hasIndex(sort: AssetFactSort): boolean {
  return indexed.has(sort);
}
