import type { DisposalOutcome } from '#shared/features/retirement/model.ts';
import { tagOfLink } from '#shared/primitives/scanned-code.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findByCode } from '#backend/features/assets/index.ts';
import { getSupplier } from '#backend/features/suppliers/index.ts';
import { findOpenRetirement } from '../repository.ts';
import { refuseUnsanitised } from '../sanitisation/gate.ts';
import { findMediumBySerial } from '../sanitisation/repository.ts';
import { findLotOf, getOpenLot, listLotAssets, updateLot } from './repository.ts';

interface NewLot {
  supplierId: number;
  outcome: Exclude<DisposalOutcome, 'ended'>;
  currency: string;
  note: string;
}

/** Begins a lot for somebody who will take it away. */
export async function createLot(
  command: CommandContext,
  { supplierId, outcome, currency, note }: NewLot,
): Promise<{ id: number; number: number }> {
  const { tx, now, actor } = command;
  const { name } = await getSupplier(tx, supplierId);
  const number = await takeNumbers(tx, 'disposal_lot');
  const { id } = await tx
    .insertInto('disposal_lot')
    .values({
      number,
      state: 'open',
      outcome,
      supplier_id: supplierId,
      currency,
      note,
      weight_grams: null,
      created_at: now,
      created_by: actor.operatorId,
      carrier: null,
      receiver: null,
      signature: null,
      certificate_id: null,
      handed_over_at: null,
      handed_over_by: null,
      settled_at: null,
      settled_by: null,
      settlement_note: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'retirement.lotBegun',
    subject: `disposal_lot:${id}`,
    data: { number, recycler: name, outcome },
  });
  command.changed('retirement');
  return { id, number };
}

/**
 * Adds what was scanned, a tag or a serial: an asset on its way out of which everything is proved.
 *
 * @throws Failure LOT_STATE, CODE_UNKNOWN, NOT_RETIRING, MEDIA_UNKNOWN, MEDIA_NOT_SANITISED, IN_LOT_ALREADY.
 */
export async function addToLot(
  command: CommandContext,
  { id, code, weightGrams }: { id: number; code: string; weightGrams: number | null },
): Promise<{ assetId: number; tag: string }> {
  const { tx, now, actor } = command;
  const { number } = await getOpenLot(tx, id);
  const [found, ...others] = await findByCode(tx, tagOfLink(code) ?? code, false);
  const medium = found ? undefined : await findMediumBySerial(tx, code);
  const asset = found && others.length === 0 ? found : medium && { id: medium.asset_id, tag: medium.tag };
  if (!asset) throw new Failure('CODE_UNKNOWN', { code });
  const { tag } = asset;
  const other = await findLotOf(tx, asset.id);
  if (other) throw new Failure('IN_LOT_ALREADY', { tag, number: other.number });
  if ((await findOpenRetirement(tx, asset.id)) === undefined) throw new Failure('NOT_RETIRING', { tag });
  await refuseUnsanitised(tx, asset);
  await tx
    .insertInto('disposal_lot_asset')
    .values({
      lot_id: id,
      asset_id: asset.id,
      added_at: now,
      added_by: actor.operatorId,
      weight_grams: weightGrams,
    })
    .execute();
  await command.record({
    event: 'retirement.addedToLot',
    subject: `asset:${asset.id}`,
    data: { tag, lot: number, weightGrams },
  });
  command.changed('retirement');
  return { assetId: asset.id, tag };
}

/** @throws Failure LOT_STATE */
export async function removeFromLot(
  command: CommandContext,
  { id, assetId }: { id: number; assetId: number },
): Promise<void> {
  const { tx } = command;
  const { number } = await getOpenLot(tx, id);
  await tx.deleteFrom('disposal_lot_asset').where('lot_id', '=', id).where('asset_id', '=', assetId).execute();
  await command.record({ event: 'retirement.removedFromLot', subject: `asset:${assetId}`, data: { lot: number } });
  command.changed('retirement');
}

/** What goes back to stock is in no lot any more. */
export async function leaveOpenLot(command: CommandContext, assetId: number): Promise<void> {
  const lot = await findLotOf(command.tx, assetId);
  if (lot?.state === 'open') await removeFromLot(command, { id: lot.id, assetId });
}

interface Packing {
  id: number;
  version: number;
  weightGrams: number | null;
  seals: readonly string[];
  weights: readonly { assetId: number; grams: number | null }[];
}

/** @throws Failure LOT_STATE, SEAL_TWICE, CHANGED_MEANWHILE. */
export async function packLot(
  command: CommandContext,
  { id, version, weightGrams, seals, weights }: Packing,
): Promise<void> {
  const { tx } = command;
  const { number } = await getOpenLot(tx, id);
  const twice = seals.find((seal, index) => seals.indexOf(seal) !== index);
  if (twice !== undefined) throw new Failure('SEAL_TWICE', { seal: twice });
  await updateLot(command, { id, version }, { weight_grams: weightGrams, seals: JSON.stringify(seals) });
  const inLot = new Set((await listLotAssets(tx, id)).map(({ asset_id: assetId }) => assetId));
  for (const { assetId, grams } of weights.filter((each) => inLot.has(each.assetId)))
    await tx
      .updateTable('disposal_lot_asset')
      .set({ weight_grams: grams })
      .where('lot_id', '=', id)
      .where('asset_id', '=', assetId)
      .execute();
  await command.record({
    event: 'retirement.lotPacked',
    subject: `disposal_lot:${id}`,
    data: { number, weightGrams, seals: seals.join(', ') },
  });
  command.changed('retirement');
}
