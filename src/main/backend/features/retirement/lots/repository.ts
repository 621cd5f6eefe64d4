import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import type { RecyclerCertificate } from '#shared/features/retirement/lot.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import type { DisposalLotTable } from './tables.ts';

export async function getLotRow(db: Db, id: number) {
  const row = await db
    .selectFrom('disposal_lot')
    .innerJoin('supplier', 'supplier.id', 'disposal_lot.supplier_id')
    .leftJoin('operator', 'operator.id', 'disposal_lot.handed_over_by')
    .selectAll('disposal_lot')
    .select(['supplier.name as supplier_name', 'operator.display_name as handed_over_name'])
    .where('disposal_lot.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('disposal_lot', id);
  return row;
}

/** @throws Failure LOT_STATE when it is not open. */
export async function getOpenLot(db: Db, id: number) {
  const row = await getLotRow(db, id);
  if (row.state !== 'open') throw new Failure('LOT_STATE', { state: row.state });
  return row;
}

/** @throws Failure CHANGED_MEANWHILE */
export async function updateLot(
  { tx }: CommandContext,
  { id, version }: { id: number; version: number },
  values: Partial<Insertable<DisposalLotTable>>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('disposal_lot')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'disposal_lot', id });
}

export async function listLotAssets(db: Db, lotId: number) {
  return db
    .selectFrom('disposal_lot_asset')
    .innerJoin('asset', 'asset.id', 'disposal_lot_asset.asset_id')
    .innerJoin('operator', 'operator.id', 'disposal_lot_asset.added_by')
    .selectAll('disposal_lot_asset')
    .select(['asset.tag', 'asset.name', 'asset.serial', 'operator.display_name'])
    .select(
      sql<string>`(SELECT json_group_array(serial) FROM medium WHERE medium.asset_id = asset.id AND serial IS NOT NULL)`.as(
        'media',
      ),
    )
    .where('lot_id', '=', lotId)
    .orderBy('disposal_lot_asset.added_at')
    .orderBy('asset.tag')
    .execute();
}

/** Every code by which a recycler may name an asset: its tag, its serial, and the serials of its media. */
export function codesOf({ tag, serial, media }: { tag: string; serial: string | null; media: string }): string[] {
  return [tag, ...(serial === null ? [] : [serial]), ...(JSON.parse(media) as string[])];
}

/** The lot that an asset is in, when it is in one. */
export async function findLotOf(db: Db, assetId: number) {
  return db
    .selectFrom('disposal_lot_asset')
    .innerJoin('disposal_lot', 'disposal_lot.id', 'disposal_lot_asset.lot_id')
    .select(['disposal_lot.id', 'disposal_lot.number', 'disposal_lot.state'])
    .where('asset_id', '=', assetId)
    .executeTakeFirst();
}

/** Certifications of a recycler that nobody withdrew. */
export async function listCertifications(db: Db, supplierId: number): Promise<RecyclerCertificate[]> {
  const rows = await db
    .selectFrom('recycler_certificate')
    .selectAll()
    .where('supplier_id', '=', supplierId)
    .where('withdrawn_at', 'is', null)
    .orderBy('valid_until', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    scheme: row.scheme,
    number: row.number,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }));
}
