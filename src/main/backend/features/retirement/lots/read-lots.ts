import { sql } from 'kysely';
import { differencesOf } from '#shared/features/retirement/lot.ts';
import type { Lot, LotRow, LotState, ReceivedLine } from '#shared/features/retirement/lot.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { codesOf, getLotRow, listLotAssets } from './repository.ts';

/** Lots, the newest first. */
export async function listLots(db: Db, { states }: { states?: LotState[] | undefined }): Promise<LotRow[]> {
  const rows = await db
    .selectFrom('disposal_lot')
    .innerJoin('supplier', 'supplier.id', 'disposal_lot.supplier_id')
    .select(['disposal_lot.id', 'number', 'state', 'outcome', 'supplier_id', 'supplier.name', 'created_at'])
    .select('handed_over_at')
    .select(
      sql<number>`(SELECT count(*) FROM disposal_lot_asset WHERE disposal_lot_asset.lot_id = disposal_lot.id)`.as(
        'assets',
      ),
    )
    .$if(states !== undefined && states.length > 0, (found) => found.where('state', 'in', states ?? []))
    .orderBy('disposal_lot.id', 'desc')
    .limit(1000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    outcome: row.outcome,
    recycler: { id: row.supplier_id, name: row.name },
    assets: row.assets,
    createdAt: row.created_at,
    handedOverAt: row.handed_over_at,
  }));
}

/** What the recycler of a lot certified, as it came. */
export async function listReceived(db: Db, lotId: number): Promise<(ReceivedLine & { assetId: number | null })[]> {
  const rows = await db.selectFrom('disposal_received').selectAll().where('lot_id', '=', lotId).orderBy('id').execute();
  return rows.map(({ serial, number, result, asset_id: assetId }) => ({ serial, number, result, assetId }));
}

export async function getLot(db: Db, id: number): Promise<Lot> {
  const row = await getLotRow(db, id);
  const assets = await listLotAssets(db, id);
  const received = await listReceived(db, id);
  const differences =
    row.state === 'open'
      ? { missing: [], unknown: [] }
      : differencesOf(
          assets.map((each) => ({ tag: each.tag, codes: codesOf(each) })),
          received,
        );
  return {
    id,
    number: row.number,
    state: row.state,
    outcome: row.outcome,
    recycler: { id: row.supplier_id, name: row.supplier_name },
    createdAt: row.created_at,
    handedOverAt: row.handed_over_at,
    handedOverBy: row.handed_over_name,
    note: row.note,
    currency: row.currency,
    seals: JSON.parse(row.seals) as string[],
    weightGrams: row.weight_grams,
    carrier: row.carrier,
    receiver: row.receiver,
    certification: row.certificate_id === null ? null : await getCertification(db, row.certificate_id),
    assets: assets.map((each) => ({
      asset: { id: each.asset_id, tag: each.tag, name: each.name, serial: each.serial },
      addedAt: each.added_at,
      addedBy: each.display_name,
      weightGrams: each.weight_grams,
      proceedsMinor: each.proceeds_minor,
      costMinor: each.cost_minor,
      certified: received
        .filter(({ assetId }) => assetId === each.asset_id)
        .map(({ number, serial }) => (number === '' ? serial : number)),
    })),
    received: received.map(({ serial, number, result }) => ({ serial, number, result })),
    ...differences,
    settledAt: row.settled_at,
    settlementNote: row.settlement_note,
    version: row.version,
  };
}

async function getCertification(db: Db, id: number): Promise<Lot['certification']> {
  const row = await db.selectFrom('recycler_certificate').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return { id, scheme: row.scheme, number: row.number, validFrom: row.valid_from, validUntil: row.valid_until };
}
