import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { applyMovement, getAssetRow } from '#backend/features/assets/index.ts';
import { columnOf } from './custodian.ts';
import { askBefore, whenTaken } from './lifecycle.ts';
import { findOpenCustody } from './repository.ts';
import { mayExtend } from './rules.ts';

/**
 * Lets whoever has the asset keep it until a later day; what had no end becomes a loan.
 *
 * @throws Failure ASSET_NOT_HELD, DUE_DAY_PAST, NOT_LATER, RESERVED_FOR_OTHER, ASSET_FROZEN.
 */
export async function extendLoan(
  command: CommandContext,
  {
    assetId,
    dueOn,
    reason,
    despiteReservation,
  }: { assetId: number; dueOn: string; reason: string | null; despiteReservation: boolean },
): Promise<void> {
  const { tx, now } = command;
  const asset = await getAssetRow(tx, assetId, false);
  await askBefore(command, asset);
  const open = await findOpenCustody(tx, assetId);
  if (!open) throw new Failure('ASSET_NOT_HELD', { tag: asset.tag, status: asset.status });
  const verdict = mayExtend(open.due_on, dueOn, dayOf(now));
  if (!verdict.allowed) {
    throw verdict.because === 'DUE_DAY_PAST'
      ? new Failure('DUE_DAY_PAST', { day: dueOn })
      : new Failure('NOT_LATER', { tag: asset.tag, dueOn: open.due_on });
  }
  await tx.updateTable('custody').set({ due_on: dueOn }).where('id', '=', open.id).execute();
  const taken = { custodyId: open.id, assetId, tag: asset.tag, until: dueOn, despiteReservation };
  const custodian = { kind: open.custodian_kind, id: open[columnOf[open.custodian_kind]] ?? 0 };
  for (const react of whenTaken) await react(command, { ...taken, custodian, how: 'extended' });
  const facts = { dueBefore: open.due_on, dueOn };
  if (asset.status === 'in_use') {
    await applyMovement(command, {
      assetId,
      kind: 'status_changed',
      event: 'custody.extended',
      change: { status: 'on_loan' },
      from: asset.status,
      to: 'on_loan',
      how: 'manual',
      reason,
      facts,
    });
    return;
  }
  await command.record({
    event: 'custody.extended',
    subject: `asset:${assetId}`,
    data: { tag: asset.tag, ...facts },
    reason,
  });
  command.changed('assets', 'custody');
}
