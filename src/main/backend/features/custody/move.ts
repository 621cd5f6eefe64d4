import { isClosed } from '#shared/features/assets/status.ts';
import type { Movement } from '#shared/features/assets/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { askBefore } from './lifecycle.ts';
import { endCustody, findOpenCustody } from './repository.ts';
import type { CustodyStep } from './steps.ts';

/**
 * Says that the asset now stands at a place; whoever is answerable stays so. What was seen there, by a stocktake or in
 * somebody's list, is written down even where it should not stand.
 *
 * @throws Failure ALREADY_THERE, ASSET_NOT_AVAILABLE, KEPT_SECURE.
 */
export async function moveAsset(
  command: CommandContext,
  input: { assetId: number; placeId: number; note: string | null; observed?: boolean },
  how: Movement['how'] = 'manual',
): Promise<CustodyStep> {
  const asset = await getAssetRow(command.tx, input.assetId, false);
  const place = await getPlace(command.tx, input.placeId);
  if (isClosed(asset.status)) throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
  if (asset.place?.id === place.id) throw new Failure('ALREADY_THERE', { tag: asset.tag, place: place.path });
  const found = asset.status === 'missing' && asset.custodian === null;
  const seq = await applyMovement(command, {
    assetId: asset.id,
    kind: 'moved',
    event: 'custody.moved',
    change: { placeId: place.id, ...(found ? { status: 'in_stock' as const } : {}) },
    from: asset.place?.name ?? null,
    to: place.path,
    how,
    reason: input.note,
    ...(input.observed === undefined ? {} : { observed: input.observed }),
  });
  return {
    kind: 'moved',
    assetId: asset.id,
    custodyId: null,
    before: { status: asset.status, placeId: asset.place?.id ?? null, condition: asset.condition },
    seq,
  };
}

/** A lost or stolen asset turned up: it is in stock again, and whoever held it no longer does. @throws Failure ASSET_FROZEN */
export async function recoverAsset(
  command: CommandContext,
  assetId: number,
  how: Movement['how'],
): Promise<CustodyStep> {
  const asset = await getAssetRow(command.tx, assetId, false);
  await askBefore(command, asset);
  const custodyId = await releaseCustody(command, assetId);
  const seq = await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'custody.recovered',
    change: { status: 'in_stock' },
    from: asset.status,
    to: 'in_stock',
    how,
  });
  return {
    kind: 'found',
    assetId,
    custodyId,
    before: { status: asset.status, placeId: asset.place?.id ?? null, condition: asset.condition },
    seq,
  };
}

/**
 * Whoever holds an asset no longer does, although nobody took it back: it will not come any more. The entry in the
 * journal is written by whoever asks.
 *
 * @returns the custody that ended; null when nobody had it
 */
export async function releaseCustody({ tx, now, actor }: CommandContext, assetId: number): Promise<number | null> {
  const open = await findOpenCustody(tx, assetId);
  if (!open) return null;
  const { condition } = await getAssetRow(tx, assetId, false);
  await endCustody(tx, open.id, { at: now, condition, operatorId: actor.operatorId, reversed: false });
  return open.id;
}
