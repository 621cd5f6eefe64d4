import type { Condition } from '#shared/features/assets/model.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { judgeReturn, findLastCustody } from './repository.ts';
import type { CustodyStep } from './steps.ts';

/**
 * Says in which condition an asset is that was just scanned. When it has just come back, that is the condition it came
 * back in.
 *
 * @throws Failure ASSET_NOT_AVAILABLE.
 */
export async function noteCondition(
  command: CommandContext,
  { assetId, condition }: { assetId: number; condition: Condition },
): Promise<CustodyStep> {
  const { tx } = command;
  const asset = await getAssetRow(tx, assetId, false);
  if (isClosed(asset.status)) throw new Failure('ASSET_NOT_AVAILABLE', { tag: asset.tag, status: asset.status });
  const last = await findLastCustody(tx, assetId);
  const returned = last?.ended_at === null ? undefined : last;
  if (returned) await judgeReturn(tx, returned.id, condition);
  const seq = await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'custody.conditionNoted',
    change: { condition },
    from: asset.condition,
    to: condition,
    how: 'scan',
  });
  return {
    kind: 'judged',
    assetId,
    custodyId: returned?.id ?? null,
    before: { status: asset.status, placeId: asset.place?.id ?? null, condition: asset.condition },
    seq,
  };
}
