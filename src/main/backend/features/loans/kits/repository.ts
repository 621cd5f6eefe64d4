import { sql } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { custodianId, custodianName } from '#backend/features/custody/index.ts';
import type { CustodianRef } from '#backend/features/custody/index.ts';
import '../tables.ts';

export interface KitRow {
  id: number;
  code: string;
  name: string;
  version: number;
}

export async function listKitRows(db: Db): Promise<KitRow[]> {
  return db
    .selectFrom('kit')
    .select(['id', 'code', 'name', 'version'])
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
}

export async function getKitRow(db: Db, id: number): Promise<KitRow> {
  const row = await db
    .selectFrom('kit')
    .select(['id', 'code', 'name', 'version'])
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('kit', id);
  return row;
}

export async function findKitByCode(db: Db, code: string): Promise<{ id: number } | undefined> {
  return db
    .selectFrom('kit')
    .select('id')
    .where(sql<boolean>`code = ${code} COLLATE NOCASE`)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

/** What belongs to a kit, as it was written down. */
export async function listKitContent(db: Db, kitId: number) {
  return db
    .selectFrom('kit_part')
    .leftJoin('asset', 'asset.id', 'kit_part.asset_id')
    .leftJoin('category', 'category.id', 'kit_part.category_id')
    .select(['kit_part.asset_id', 'kit_part.category_id', 'kit_part.quantity'])
    .select(['asset.tag', 'asset.name', 'category.name as category_name'])
    .where('kit_part.kit_id', '=', kitId)
    .orderBy('kit_part.position')
    .execute();
}

/** A category with everything below it. */
export async function categoriesWithin(db: Db, id: number): Promise<number[]> {
  const rows = await db
    .selectFrom('category')
    .select('id')
    .where(
      sql<boolean>`id IN (WITH RECURSIVE inside (id) AS (SELECT ${id} UNION
        SELECT category.id FROM category JOIN inside ON category.parent_id = inside.id) SELECT id FROM inside)`,
    )
    .execute();
  return rows.map((row) => row.id);
}

/** What of the kit's last loan is still with somebody. */
export async function listKitOut(db: Db, kitId: number) {
  return db
    .selectFrom('kit_loan_item')
    .innerJoin('kit_loan', 'kit_loan.id', 'kit_loan_item.kit_loan_id')
    .innerJoin('custody', 'custody.id', 'kit_loan_item.custody_id')
    .innerJoin('asset', 'asset.id', 'custody.asset_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.status', 'asset.category_id', 'custody.id as custody_id'])
    .select(['custody.started_at', 'custody.due_on', 'custody.custodian_kind', custodianName.as('holder')])
    .select(['custody.person_id'])
    .where('kit_loan.kit_id', '=', kitId)
    .where('custody.ended_at', 'is', null)
    .orderBy('asset.tag')
    .execute();
}

/** Who has a kit, or what of it is not back. */
export async function findKitHolder(db: Db, kitId: number): Promise<CustodianRef | null> {
  const row = await db
    .selectFrom('kit_loan_item')
    .innerJoin('kit_loan', 'kit_loan.id', 'kit_loan_item.kit_loan_id')
    .innerJoin('custody', 'custody.id', 'kit_loan_item.custody_id')
    .select(['custody.custodian_kind as kind', custodianId.as('id')])
    .where('kit_loan.kit_id', '=', kitId)
    .where('custody.ended_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The kit whose loan an asset belonged to when its custody began. */
export async function findKitOfCustody(db: Db, custodyId: number): Promise<{ id: number; name: string } | undefined> {
  return db
    .selectFrom('kit_loan_item')
    .innerJoin('kit_loan', 'kit_loan.id', 'kit_loan_item.kit_loan_id')
    .innerJoin('kit', 'kit.id', 'kit_loan.kit_id')
    .select(['kit.id', 'kit.name'])
    .where('kit_loan_item.custody_id', '=', custodyId)
    .executeTakeFirst();
}
