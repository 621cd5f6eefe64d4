import { sql } from 'kysely';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findIdentifierOwner } from './identifiers.ts';
import { assetRowOf, getAssetRow, selectAssetRows } from './select-rows.ts';
import { epcHexOf, readTagSchemes, reservedNumbers } from './tags.ts';

async function recordedEpc(db: Db, assetId: number): Promise<string | null> {
  const row = await db
    .selectFrom('asset_identifier')
    .select('value')
    .where('asset_id', '=', assetId)
    .where('kind', '=', 'epc')
    .executeTakeFirst();
  return row?.value ?? null;
}

/** The EPC that an asset has, else the one that the scheme of its category makes of its tag; null when it makes none. */
export async function epcOfAsset(db: Db, assetId: number): Promise<string | null> {
  const recorded = await recordedEpc(db, assetId);
  if (recorded !== null) return recorded;
  const asset = await getAssetRow(db, assetId, false);
  const { schemeOf } = await readTagSchemes(db, '');
  const reserved = await reservedNumbers(db, [asset.tag]);
  return epcHexOf(schemeOf(asset.category.id), asset.tag, reserved.get(asset.tag.toLowerCase())?.number ?? null);
}

/** Assets by the EPC that was recorded for them, all in two statements however many were read. */
export async function findAssetsByEpc(db: Db, codes: readonly string[]): Promise<Map<string, AssetRow>> {
  const owners = await db
    .selectFrom('asset_identifier')
    .select(['asset_id', 'value'])
    .where('kind', '=', 'epc')
    .where(sql<boolean>`value IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`)
    .execute();
  const ids = JSON.stringify(owners.map(({ asset_id }) => asset_id));
  const rows = await selectAssetRows(db)
    .where(sql<boolean>`asset.id IN (SELECT value FROM json_each(${ids}))`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, assetRowOf(row, false)]));
  return new Map(
    owners.flatMap(({ asset_id, value }) => {
      const asset = byId.get(asset_id);
      return asset ? [[value, asset] as const] : [];
    }),
  );
}

/** @throws Failure ASSET_CLOSED, or IDENTIFIER_TAKEN when the EPC is another asset's */
export async function refuseForeignEpc(db: Db, assetId: number, epc: string): Promise<void> {
  const { status, tag } = await getAssetRow(db, assetId, false);
  if (isClosed(status)) throw new Failure('ASSET_CLOSED', { tag });
  const owner = await findIdentifierOwner(db, ['epc'], epc);
  if (owner === null || owner.assetId === assetId) return;
  throw new Failure('IDENTIFIER_TAKEN', {
    identifierKind: 'epc',
    value: epc,
    assetId: owner.assetId,
    tag: owner.tag,
  });
}

/** The tag on the asset was read with this EPC: from now on it is the asset's, instead of the one before. */
export async function recordEpc(command: CommandContext, assetId: number, epc: string): Promise<void> {
  const { tx } = command;
  await refuseForeignEpc(tx, assetId, epc);
  const before = await recordedEpc(tx, assetId);
  if (before !== epc) {
    await tx.deleteFrom('asset_identifier').where('asset_id', '=', assetId).where('kind', '=', 'epc').execute();
    await tx.insertInto('asset_identifier').values({ asset_id: assetId, kind: 'epc', value: epc }).execute();
  }
  const { tag } = await getAssetRow(tx, assetId, false);
  await command.record({
    event: 'assets.epcRecorded',
    subject: `asset:${assetId}`,
    data: { tag, before, after: epc },
  });
  command.changed('assets');
}
