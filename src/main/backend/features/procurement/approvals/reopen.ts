import { leavesTolerance } from '#shared/features/procurement/approval-routing.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { policySetting } from '../settings.ts';
import { setApprovalState } from './decide.ts';
import { findApproved } from './repository.ts';

/**
 * Takes an approval back when what was approved now comes to another amount: the need waits to be put forward again.
 *
 * @param nowMinor in the organisation's currency.
 * @returns whether it did.
 */
export async function reopenBeyondTolerance(
  command: CommandContext,
  requisitionId: number,
  nowMinor: number,
): Promise<boolean> {
  const approved = await findApproved(command.tx, requisitionId);
  const { approvedTolerancePercent } = await readSetting(command.tx, policySetting);
  if (!approved || !leavesTolerance(approved.amountMinor, nowMinor, approvedTolerancePercent)) return false;
  const requisition = await getRequisition(command.tx, requisitionId);
  await setApprovalState(command, approved.id, 'overtaken');
  await updateRequisition(command.tx, requisition, { state: 'submitted' });
  await command.record({
    event: 'procurement.approvalReopened',
    subject: `requisition:${requisitionId}`,
    data: {
      number: requisition.number,
      approval: approved.id,
      before: approved.amountMinor,
      after: nowMinor,
      currency: approved.currency,
    },
  });
  command.changed('procurement');
  return true;
}
