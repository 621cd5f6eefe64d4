import { certificationOn } from '#shared/features/retirement/lot.ts';
import type { HandOver } from '#shared/features/retirement/lot.ts';
import { isSignature } from '#shared/features/custody/signature.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { certifyAsset, certifyLot } from '../certificates/issue.ts';
import { disposeOne } from '../dispose.ts';
import { getOpenLot, listCertifications, listLotAssets, updateLot } from './repository.ts';

/**
 * A lot leaves the house: to somebody who is certified today, signed for, with each asset that is proved to be clean.
 * What left is certified at once, asset by asset and as a whole.
 *
 * @throws Failure LOT_STATE, LOT_EMPTY, SIGNATURE_MISSING, RECYCLER_NOT_CERTIFIED, NOT_RETIRING, MEDIA_UNKNOWN, MEDIA_NOT_SANITISED, ASSET_FROZEN, CHANGED_MEANWHILE.
 */
export async function handOverLot(
  command: CommandContext,
  { id, version, carrier, receiver, signature }: HandOver & { id: number; version: number },
): Promise<void> {
  const { tx, now, actor } = command;
  const lot = await getOpenLot(tx, id);
  const assets = await listLotAssets(tx, id);
  if (assets.length === 0) throw new Failure('LOT_EMPTY');
  if (!isSignature(signature)) throw new Failure('SIGNATURE_MISSING');
  const verdict = certificationOn(await listCertifications(tx, lot.supplier_id), lot.outcome, dayOf(now));
  if (!verdict.allowed)
    throw new Failure('RECYCLER_NOT_CERTIFIED', { recycler: lot.supplier_name, expired: verdict.expired });
  await updateLot(
    command,
    { id, version },
    {
      state: 'handed_over',
      carrier,
      receiver,
      signature: JSON.stringify(signature),
      certificate_id: verdict.certificate?.id ?? null,
      handed_over_at: now,
      handed_over_by: actor.operatorId,
    },
  );
  await command.record({
    event: 'retirement.lotHandedOver',
    subject: `disposal_lot:${id}`,
    data: { number: lot.number, recycler: lot.supplier_name, receiver, carrier, assets: assets.length },
  });
  for (const { asset_id: assetId } of assets) {
    await disposeOne(command, assetId, lot.outcome, lot.note, { lot: lot.number, recycler: lot.supplier_name });
    await certifyAsset(command, assetId, 'sanitisation', id);
    await certifyAsset(command, assetId, 'disposal', id);
  }
  await certifyLot(command, id);
  command.changed('retirement', 'assets');
}
