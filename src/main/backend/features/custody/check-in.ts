import type { Condition, Movement } from '#shared/features/assets/model.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { getPlace } from '#backend/features/places/index.ts';
import { askBefore } from './lifecycle.ts';
import { endCustody, findOpenCustody } from './repository.ts';
import { textsIn } from './list-custodies.ts';
import { mayTakeBack, missingOf, statusAfter } from './rules.ts';
import type { CustodyStep } from './steps.ts';

export interface TakeBack {
  assetId: number;
  placeId: number | null;
  condition: Condition | null;
  note: string | null;
  /** What of the accessories did not come back; the others are there. */
  missing?: readonly string[] | undefined;
  nextStep?: NextStep | undefined;
}

/**
 * Takes an asset back into stock, or on to repair or sanitising: at the given
 * place, else where it stood before it was handed over.
 *
 * @throws Failure ASSET_NOT_HELD, ASSET_FROZEN.
 */
export async function checkIn(
  command: CommandContext,
  input: TakeBack,
  how: Movement['how'] = 'manual',
): Promise<CustodyStep> {
  const { tx, now, actor } = command;
  const asset = await getAssetRow(tx, input.assetId, false);
  await askBefore(command, asset);
  const open = await findOpenCustody(tx, asset.id);
  if (!mayTakeBack({ status: asset.status, hasCustodian: open !== undefined }).allowed) {
    throw new Failure('ASSET_NOT_HELD', { tag: asset.tag, status: asset.status });
  }
  const condition = input.condition ?? asset.condition;
  const { nextStep = 'stock' } = input;
  const missing = missingOf(open ? textsIn(open.accessories) : [], input.missing ?? []);
  if (open)
    await endCustody(tx, open.id, {
      at: now,
      condition,
      operatorId: actor.operatorId,
      reversed: false,
      missing,
      nextStep,
    });
  const placeId = input.placeId ?? open?.from_place_id ?? asset.place?.id ?? null;
  const seq = await applyMovement(command, {
    assetId: asset.id,
    kind: 'checked_in',
    event: 'custody.checkedIn',
    change: { status: statusAfter[nextStep], placeId, condition },
    from: asset.custodian?.name ?? asset.place?.name ?? null,
    to: placeId === null ? null : (await getPlace(tx, placeId)).path,
    how,
    reason: input.note,
    ...(missing.length === 0 ? {} : { facts: { missing: missing.join(', ') } }),
  });
  return {
    kind: 'checked_in',
    assetId: asset.id,
    custodyId: open?.id ?? null,
    before: { status: asset.status, placeId: asset.place?.id ?? null, condition: asset.condition },
    seq,
  };
}
