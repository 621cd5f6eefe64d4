import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Supplier, SupplierDetails } from '#shared/features/suppliers/contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { nextId } from '#backend/kernel/db/withdraw.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

function selectSuppliers(db: Db) {
  return db
    .selectFrom('supplier')
    .selectAll()
    .select(sql<number>`(SELECT count(*) FROM asset WHERE asset.supplier_id = supplier.id)`.as('assetCount'))
    .orderBy('name');
}

export async function listSuppliers(db: Db): Promise<Supplier[]> {
  return selectSuppliers(db).execute();
}

/** @throws Failure NOT_FOUND */
export async function getListedSupplier(db: Db, id: number): Promise<Supplier> {
  const row = await selectSuppliers(db).where('supplier.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('supplier', id);
  return row;
}

export async function findSupplierByName(db: Db, name: string): Promise<{ id: number } | undefined> {
  return db.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirst();
}

export async function getSupplier(db: Db, id: number): Promise<SupplierDetails & { id: number; version: number }> {
  const row = await db.selectFrom('supplier').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('supplier', id);
  return row;
}

export async function insertSupplier({ tx, backend }: CommandContext, details: SupplierDetails): Promise<number> {
  const id = nextId(openInventoryOf(backend).sqlite, 'supplier');
  await tx
    .insertInto('supplier')
    .values({ id, ...details })
    .execute();
  return id;
}

/** @returns whether the row still had the version that was edited. */
export async function updateSupplierRow(
  tx: Transaction<Schema>,
  id: number,
  version: number,
  details: SupplierDetails,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supplier')
    .set({ ...details, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
