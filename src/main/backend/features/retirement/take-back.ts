import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';

/**
 * It is not retired after all. What was released stays so: whoever gets it next gets it as something that is new.
 *
 * @throws Failure NOT_RETIRING, ASSET_FROZEN.
 */
export async function takeBack(
  command: CommandContext,
  { assetId, reason }: { assetId: number; reason: string },
): Promise<void> {
  const { tag, status } = await getAssetRow(command.tx, assetId, false);
  if (status !== 'retiring') throw new Failure('NOT_RETIRING', { tag });
  await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'assets.statusChanged',
    change: { status: 'in_stock' },
    from: status,
    to: 'in_stock',
    how: 'manual',
    reason: reason.trim(),
  });
}
