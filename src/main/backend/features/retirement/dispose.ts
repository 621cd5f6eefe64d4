import type { DisposalOutcome } from '#shared/features/retirement/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { whenDisposed } from './lifecycle.ts';
import { findOpenRetirement } from './repository.ts';
import './tables.ts';

interface Disposal {
  assetIds: readonly number[];
  outcome: DisposalOutcome;
  note: string;
}

/**
 * Says that assets have left: given back, ended, or destroyed here.
 *
 * @throws Failure NOT_RETIRING, MEDIA_UNKNOWN, MEDIA_NOT_SANITISED, ASSET_FROZEN.
 */
export async function dispose(command: CommandContext, { assetIds, outcome, note }: Disposal): Promise<void> {
  for (const assetId of new Set(assetIds)) await disposeOne(command, assetId, outcome, note.trim());
  command.changed('retirement', 'assets');
}

/** The one way to the end of an asset. The status follows first: a record that has ended leads nowhere any more. */
export async function disposeOne(
  command: CommandContext,
  assetId: number,
  outcome: DisposalOutcome,
  note: string,
  facts: Record<string, string | number | null> = {},
): Promise<void> {
  const { tx, now, actor } = command;
  const { tag, status } = await getAssetRow(tx, assetId, false);
  const open = await findOpenRetirement(tx, assetId);
  if (status !== 'retiring' || open === undefined) throw new Failure('NOT_RETIRING', { tag });
  await applyMovement(command, {
    assetId,
    kind: 'status_changed',
    event: 'retirement.disposed',
    // It stands nowhere here any more; its movements tell where it stood last.
    change: { status: 'disposed', placeId: null },
    from: status,
    to: 'disposed',
    how: actor.source === 'cli' ? 'cli' : 'manual',
    reason: note,
    facts: { number: open.number, outcome, ...facts },
  });
  await tx
    .updateTable('retirement')
    .set({ ended_at: now, ended_by: actor.operatorId, ended: 'disposed', outcome, end_note: note })
    .where('id', '=', open.id)
    .execute();
  for (const follow of whenDisposed) await follow(command, { id: assetId, tag });
}
