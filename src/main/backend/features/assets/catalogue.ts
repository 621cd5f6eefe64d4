import { sql } from 'kysely';
import type { Category, Family, Model, ModelDetails } from '#shared/features/assets/model.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { nextId, withdrawRows } from '#backend/kernel/db/withdraw.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { lastChangeOf, lastSeqOf } from '#backend/kernel/journal/last-change.ts';
import { depreciationOf, depreciationValues } from './depreciation-columns.ts';
import { differenceOf } from './rules.ts';
import { refreshSearch } from './search-index.ts';

export async function listCategories(db: Db): Promise<Category[]> {
  const rows = await db
    .selectFrom('category')
    .select([
      'id',
      'key',
      'family',
      'name',
      'code',
      'parent_id',
      'archived_at',
      'merged_into_id',
      'holds_data',
      'version',
    ])
    .select(
      sql<number>`(SELECT coalesce(sum(count), 0) FROM asset_count WHERE asset_count.category_id = category.id)`.as(
        'asset_count',
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(
    ({
      parent_id: parentId,
      asset_count: assetCount,
      holds_data: holdsData,
      archived_at: archivedAt,
      merged_into_id: mergedIntoId,
      ...row
    }) => ({
      ...row,
      parentId,
      archived: archivedAt !== null,
      mergedIntoId,
      holdsData: holdsData === 1,
      assetCount,
    }),
  );
}

export async function listManufacturers(db: Db): Promise<{ id: number; name: string }[]> {
  return db.selectFrom('manufacturer').select(['id', 'name']).orderBy('name').execute();
}

const depreciationColumns = [
  'model.depreciation_method',
  'model.depreciation_months',
  'model.residual_basis_points',
  'model.residual_minor',
  'model.residual_currency',
] as const;

export async function listModels(db: Db): Promise<Model[]> {
  const rows = await db
    .selectFrom('model')
    .innerJoin('category', 'category.id', 'model.category_id')
    .leftJoin('manufacturer', 'manufacturer.id', 'model.manufacturer_id')
    .select([
      'model.id',
      'model.name',
      'model.number',
      'model.manufacturer_id',
      'model.category_id',
      'model.warranty_months',
      ...depreciationColumns,
      'manufacturer.name as manufacturer',
      'category.name as category',
    ])
    .select(sql<number>`(SELECT count(*) FROM asset WHERE asset.model_id = model.id)`.as('asset_count'))
    .select(
      sql<number>`coalesce((SELECT max(seq) FROM journal WHERE journal.subject = 'model:' || model.id), 0)`.as(
        'version',
      ),
    )
    .orderBy('model.name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    number: row.number,
    manufacturerId: row.manufacturer_id,
    manufacturer: row.manufacturer,
    categoryId: row.category_id,
    category: row.category,
    warrantyMonths: row.warranty_months,
    depreciation: depreciationOf(row),
    assetCount: row.asset_count,
    version: row.version,
  }));
}

export async function createManufacturer(command: CommandContext, { name }: { name: string }): Promise<{ id: number }> {
  const existing = await command.tx.selectFrom('manufacturer').select('id').where('name', '=', name).executeTakeFirst();
  if (existing) throw new Failure('NAME_TAKEN', { name });
  const { id } = await command.tx
    .insertInto('manufacturer')
    .values({ id: newId(command, 'manufacturer'), name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'assets.manufacturerCreated',
    subject: `manufacturer:${id}`,
    data: { after: { name } },
  });
  command.changed('assets');
  return { id };
}

export async function createModel(command: CommandContext, details: ModelDetails): Promise<{ id: number }> {
  const existing = await command.tx
    .selectFrom('model')
    .select('id')
    .where('name', '=', details.name)
    .where(sql<boolean>`coalesce(number, '') = ${details.number ?? ''}`)
    .where(sql<boolean>`coalesce(manufacturer_id, 0) = ${details.manufacturerId ?? 0}`)
    .executeTakeFirst();
  if (existing) throw new Failure('NAME_TAKEN', { name: details.name });
  const { id } = await command.tx
    .insertInto('model')
    .values({
      id: newId(command, 'model'),
      name: details.name,
      number: details.number,
      manufacturer_id: details.manufacturerId,
      category_id: details.categoryId,
      warranty_months: details.warrantyMonths,
      ...depreciationValues(details.depreciation ?? null),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({ event: 'assets.modelCreated', subject: `model:${id}`, data: { after: { ...details } } });
  command.changed('assets');
  return { id };
}

export async function getModel(db: Db, id: number): Promise<ModelDetails> {
  const row = await db.selectFrom('model').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('model', id);
  return {
    name: row.name,
    number: row.number,
    manufacturerId: row.manufacturer_id,
    categoryId: row.category_id,
    warrantyMonths: row.warranty_months,
    depreciation: depreciationOf(row),
  };
}

/**
 * Changes a model; assets keep what it had given them.
 *
 * @param input with the version that an operator has seen; an import has compared the model itself
 * @throws Failure NAME_TAKEN, CHANGED_MEANWHILE
 */
export async function updateModel(
  command: CommandContext,
  { id, version, ...given }: ModelDetails & { id: number; version?: number },
): Promise<void> {
  const { tx } = command;
  const before = await getModel(tx, id);
  const subject = `model:${id}`;
  if (version !== undefined && version !== (await lastSeqOf(tx, subject)))
    throw new Failure('CHANGED_MEANWHILE', { entity: 'model', id, ...(await lastChangeOf(tx, subject)) });
  const details = {
    ...given,
    depreciation: given.depreciation === undefined ? before.depreciation : given.depreciation,
  };
  const difference = differenceOf(before, details);
  if (!difference) return;
  const namesake = await tx
    .selectFrom('model')
    .select('id')
    .where('name', '=', details.name)
    .where(sql<boolean>`coalesce(number, '') = ${details.number ?? ''}`)
    .where(sql<boolean>`coalesce(manufacturer_id, 0) = ${details.manufacturerId ?? 0}`)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (namesake) throw new Failure('NAME_TAKEN', { name: details.name });
  await tx
    .updateTable('model')
    .set({
      name: details.name,
      number: details.number,
      manufacturer_id: details.manufacturerId,
      category_id: details.categoryId,
      warranty_months: details.warrantyMonths,
      ...depreciationValues(details.depreciation ?? null),
    })
    .where('id', '=', id)
    .execute();
  await command.record({ event: 'assets.modelChanged', subject, data: { name: before.name, ...difference } });
  const named = await tx.selectFrom('asset').select('id').where('model_id', '=', id).execute();
  await refreshSearch(
    tx,
    named.map((asset) => asset.id),
  );
  command.changed('assets');
}

export async function createCategory(
  command: CommandContext,
  category: {
    key: string;
    family: Family;
    name: string;
    code: string;
    parentId: number | null;
    holdsData?: boolean | undefined;
  },
): Promise<{ id: number }> {
  const { parentId, holdsData, ...values } = category;
  const holds = holdsData ?? (await parentHoldsData(command.tx, parentId));
  const { id } = await command.tx
    .insertInto('category')
    .values({ id: newId(command, 'category'), ...values, parent_id: parentId, holds_data: holds ? 1 : 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({ event: 'assets.categoryCreated', subject: `category:${id}`, data: { after: category } });
  command.changed('assets');
  return { id };
}

async function parentHoldsData(db: Db, parentId: number | null): Promise<boolean> {
  if (parentId === null) return false;
  const row = await db.selectFrom('category').select('holds_data').where('id', '=', parentId).executeTakeFirst();
  return row?.holds_data === 1;
}

type CatalogueTable = 'category' | 'manufacturer' | 'model';

const newId = ({ backend }: CommandContext, table: CatalogueTable): number =>
  nextId(openInventoryOf(backend).sqlite, table);

/** Takes an entry away that an undone import had added and nothing else uses; the database refuses any other. */
export async function withdrawCatalogueEntry(
  command: CommandContext,
  table: CatalogueTable,
  id: number,
): Promise<void> {
  const { name } = await command.tx.selectFrom(table).select('name').where('id', '=', id).executeTakeFirstOrThrow();
  // Counts of a category that has no assets any more are zero and say nothing.
  const belonging = table === 'category' ? [{ table: 'asset_count', column: 'category_id' }] : [];
  withdrawRows(openInventoryOf(command.backend).sqlite, { table, label: 'name', belonging }, [id], command.now);
  await command.record({ event: 'assets.entryWithdrawn', subject: `${table}:${id}`, data: { before: { name } } });
  command.changed('assets');
}
