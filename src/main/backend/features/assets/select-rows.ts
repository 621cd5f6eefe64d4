import { sql } from 'kysely';
import type { Asset, AssetRow } from '#shared/features/assets/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { prepareQuery } from '#backend/kernel/db/prepared-query.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { depreciationOf } from './depreciation-columns.ts';
import { findByIdentifier, listIdentifiers } from './identifiers.ts';
import { valuesOfAsset } from './fields.ts';
import './tables.ts';

/** Rare kinds of custodians are looked up only where there is one; a list pays for no further join. */
const custodianName = sql<string | null>`coalesce(person.name, keeper.name,
  (SELECT name FROM department WHERE id = custody.department_id),
  (SELECT tag FROM asset AS holder WHERE holder.id = custody.holder_asset_id))`;

/** Assets with what a list shows of them: names of what they point at and the present custodian. */
export function selectAssetRows(db: Db) {
  return db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('model', 'model.id', 'asset.model_id')
    .leftJoin('manufacturer', 'manufacturer.id', 'asset.manufacturer_id')
    .leftJoin('place', 'place.id', 'asset.place_id')
    .leftJoin('department', 'department.id', 'asset.department_id')
    .leftJoin('custody', (join) => join.onRef('custody.asset_id', '=', 'asset.id').on('custody.ended_at', 'is', null))
    .leftJoin('person', 'person.id', 'custody.person_id')
    .leftJoin('place as keeper', 'keeper.id', 'custody.place_id')
    .select([
      'asset.id',
      'asset.tag',
      'asset.name',
      'asset.serial',
      'asset.status',
      'asset.condition',
      'asset.category_id',
      'category.name as category_name',
      'category.family',
      'manufacturer.name as manufacturer_name',
      'model.name as model_name',
      'custody.custodian_kind',
      'custody.person_id as custodian_person_id',
      'custody.place_id as custodian_place_id',
      'custody.department_id as custodian_team_id',
      'custody.holder_asset_id as custodian_asset_id',
      custodianName.as('custodian_name'),
      'custody.due_on',
      'asset.place_id',
      'place.name as place_name',
      'department.name as department_name',
      'asset.purchased_on',
      'asset.warranty_until',
      'asset.cost_minor',
      'asset.cost_currency',
      'asset.last_seen_at',
    ]);
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectAssetRows>['execute']>>[number];

export function assetRowOf(row: SelectedRow, seesCost: boolean): AssetRow {
  return {
    id: row.id,
    tag: row.tag,
    name: row.name,
    serial: row.serial,
    status: row.status,
    condition: row.condition,
    category: { id: row.category_id, name: row.category_name },
    family: row.family,
    manufacturer: row.manufacturer_name,
    model: row.model_name,
    custodian: custodianOf(row),
    place: row.place_id !== null && row.place_name !== null ? { id: row.place_id, name: row.place_name } : null,
    department: row.department_name,
    dueOn: row.due_on,
    purchasedOn: row.purchased_on,
    warrantyUntil: row.warranty_until,
    cost:
      seesCost && row.cost_minor !== null && row.cost_currency !== null
        ? { minor: row.cost_minor, currency: row.cost_currency }
        : null,
    lastSeenAt: row.last_seen_at,
  };
}

function custodianOf(row: SelectedRow): AssetRow['custodian'] {
  const id = row.custodian_person_id ?? row.custodian_place_id ?? row.custodian_team_id ?? row.custodian_asset_id;
  if (row.custodian_kind === null || id === null || row.custodian_name === null) return null;
  return { kind: row.custodian_kind, id, name: row.custodian_name };
}

const rowById = prepareQuery((db, { id }: { id: number }) => selectAssetRows(db).where('asset.id', '=', id));
const rowByTag = prepareQuery((db, { tag }: { tag: string }) => selectAssetRows(db).where('asset.tag', '=', tag));
const rowsBySerial = prepareQuery((db, { serial }: { serial: string }) =>
  selectAssetRows(db).where('asset.serial', '=', serial).orderBy('asset.id').limit(20),
);

export async function getAssetRow(db: Db, id: number, seesCost: boolean): Promise<AssetRow> {
  const row = await rowById.first(db, { id });
  if (!row) throw notFound('asset', id);
  return assetRowOf(row, seesCost);
}

export async function getAsset(db: Db, id: number, seesCost: boolean): Promise<Asset> {
  const row = await selectAssetRows(db)
    .leftJoin('supplier', 'supplier.id', 'asset.supplier_id')
    .leftJoin('cost_centre', 'cost_centre.id', 'asset.cost_centre_id')
    .select([
      'asset.model_id',
      'model.number as model_number',
      'asset.manufacturer_id',
      'asset.supplier_id',
      'supplier.name as supplier_name',
      'asset.order_number',
      'asset.end_of_life_on',
      'asset.department_id',
      'asset.cost_centre_id',
      'cost_centre.name as cost_centre_name',
      'asset.notes',
      'asset.depreciation_method',
      'asset.depreciation_months',
      'asset.residual_basis_points',
      'asset.residual_minor',
      'asset.residual_currency',
      'asset.extras',
      'custody.started_at',
      'asset.created_at',
      'asset.updated_at',
      'asset.version',
    ])
    .where('asset.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('asset', id);
  return {
    ...assetRowOf(row, seesCost),
    modelId: row.model_id,
    modelNumber: row.model_number,
    manufacturerId: row.manufacturer_id,
    supplier:
      row.supplier_id !== null && row.supplier_name !== null ? { id: row.supplier_id, name: row.supplier_name } : null,
    orderNumber: row.order_number,
    endOfLifeOn: row.end_of_life_on,
    departmentId: row.department_id,
    costCentre:
      row.cost_centre_id !== null && row.cost_centre_name !== null
        ? { id: row.cost_centre_id, name: row.cost_centre_name }
        : null,
    notes: row.notes,
    extras: JSON.parse(row.extras) as Record<string, string>,
    identifiers: await listIdentifiers(db, row.id),
    fields: await valuesOfAsset(db, id, seesCost),
    depreciation: seesCost ? depreciationOf(row) : null,
    heldSince: row.started_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}

/** Exact tag first, else every asset with exactly that serial, else the one with that MAC address, IMEI or EPC. */
export async function findByCode(db: Db, code: string, seesCost: boolean): Promise<AssetRow[]> {
  const byTag = await rowByTag.first(db, { tag: code });
  if (byTag) return [assetRowOf(byTag, seesCost)];
  const bySerial = await rowsBySerial.all(db, { serial: code });
  if (bySerial.length > 0) return bySerial.map((row) => assetRowOf(row, seesCost));
  const owner = await findByIdentifier(db, code);
  return owner === null ? [] : [await getAssetRow(db, owner, seesCost)];
}
