import type { AssetStatus } from '#shared/features/assets/status.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { leaveOpenLot } from './lots/pack.ts';
import { findOpenRetirement } from './repository.ts';
import { refuseUnsanitised } from './sanitisation/gate.ts';
import './tables.ts';

/**
 * Nothing comes on the way out, or to its end, without a record of it, whichever part of the application sets the
 * status; and what goes back to stock is on that way no longer.
 *
 * @throws Failure RETIRES_ELSEWHERE, MEDIA_UNKNOWN, MEDIA_NOT_SANITISED.
 */
export async function followStatus(
  command: CommandContext,
  { id, tag }: { id: number; tag: string },
  to: AssetStatus,
): Promise<void> {
  const open = await findOpenRetirement(command.tx, id);
  if (to === 'retiring' || to === 'disposed') {
    if (open === undefined) throw new Failure('RETIRES_ELSEWHERE', { tag });
    if (to === 'disposed') await refuseUnsanitised(command.tx, { id, tag });
    return;
  }
  if (open === undefined || to !== 'in_stock') return;
  await command.tx
    .updateTable('retirement')
    .set({ ended_at: command.now, ended_by: command.actor.operatorId, ended: 'taken_back' })
    .where('id', '=', open.id)
    .execute();
  await leaveOpenLot(command, id);
  await command.record({
    event: 'retirement.takenBack',
    subject: `asset:${id}`,
    data: { tag, number: open.number },
  });
  command.changed('retirement');
}
