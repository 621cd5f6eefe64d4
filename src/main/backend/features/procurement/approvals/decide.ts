import type { ApprovalState } from '#shared/features/procurement/approval-contract.ts';
import { mayVote, standingOf } from '#shared/features/procurement/approval-routing.ts';
import type { Vote } from '#shared/features/procurement/approval-routing.ts';
import { standsFor } from '#shared/features/procurement/delegation.ts';
import type { RequisitionState } from '#shared/features/procurement/requisition.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { getApproval, readDelegations, votesOf } from './repository.ts';
import type { StoredApproval } from './repository.ts';

/**
 * Casts a vote, one's own or that of somebody one stands for. The last yes approves, the deciding no returns the need
 * to who asked, with its reason.
 *
 * @throws Failure APPROVAL_CLOSED, APPROVAL_EXPIRED, OWN_REQUEST, ALREADY_DECIDED, NOT_AN_APPROVER, REASON_MISSING.
 */
export async function decide(
  command: CommandContext,
  { approvalId, verdict, comment }: { approvalId: number; verdict: Vote['verdict']; comment: string },
): Promise<{ outcome: 'open' | 'approved' | 'rejected' }> {
  const { tx, now, actor } = command;
  const approval = await openApproval(command, approvalId);
  if (approval.expiresAt < now) throw new Failure('APPROVAL_EXPIRED', { expiresAt: approval.expiresAt });
  if (verdict === 'reject' && comment === '') throw new Failure('REASON_MISSING');
  const { stage } = standingOf(approval.stages, votesOf(approval.votes));
  const at = approval.stages[stage];
  if (!at) throw new Failure('APPROVAL_CLOSED', { state: approval.state });
  const standing = standsFor(await readDelegations(tx), actor.operatorId, dayOf(now));
  const vote = mayVote(at, actor.operatorId, standing, approval.involved, approval.votes);
  if (!vote.allowed) throw new Failure(vote.because, { name: actor.username });
  const cast = { stage, memberId: vote.memberId, decidedBy: actor.operatorId, verdict };
  await tx
    .insertInto('approval_vote')
    .values({
      approval_id: approval.id,
      stage,
      member_id: cast.memberId,
      decided_by: cast.decidedBy,
      verdict,
      comment,
      at: now,
    })
    .execute();
  await command.record({
    event: 'procurement.voted',
    subject: `requisition:${approval.requisitionId}`,
    data: { approval: approval.id, stage: stage + 1, verdict, member: cast.memberId },
    reason: comment === '' ? null : comment,
  });
  const { outcome } = standingOf(approval.stages, votesOf([...approval.votes, cast]));
  if (outcome !== 'open') await settle(command, approval, outcome, comment);
  command.changed('procurement');
  return { outcome };
}

/** @throws Failure APPROVAL_CLOSED, APPROVAL_EXPIRED. */
export async function withdrawProposal(
  command: CommandContext,
  { approvalId, reason }: { approvalId: number; reason: string },
): Promise<void> {
  await settle(command, await openApproval(command, approvalId), 'withdrawn', reason);
  command.changed('procurement');
}

async function openApproval({ tx }: CommandContext, id: number): Promise<StoredApproval> {
  const approval = await getApproval(tx, id);
  if (approval.state === 'expired') throw new Failure('APPROVAL_EXPIRED', { expiresAt: approval.expiresAt });
  if (approval.state !== 'open') throw new Failure('APPROVAL_CLOSED', { state: approval.state });
  return approval;
}

const ends = {
  approved: 'procurement.approved',
  rejected: 'procurement.rejected',
  expired: 'procurement.proposalExpired',
  withdrawn: 'procurement.proposalWithdrawn',
} as const;

/** Ends a proposal and leads its requisition on. */
export async function settle(
  command: CommandContext,
  approval: StoredApproval,
  outcome: keyof typeof ends,
  reason: string,
): Promise<void> {
  await setApprovalState(command, approval.id, outcome);
  const requisition = await getRequisition(command.tx, approval.requisitionId);
  const ordered = await command.tx
    .selectFrom('purchase_order')
    .select('id')
    .where('requisition_id', '=', requisition.id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  const next: Record<keyof typeof ends, RequisitionState> = {
    // Approved again at another price, it goes on with the order that there is.
    approved: ordered ? 'ordered' : 'approved',
    rejected: 'returned',
    expired: 'submitted',
    withdrawn: 'submitted',
  };
  await updateRequisition(command.tx, requisition, {
    state: next[outcome],
    return_reason: outcome === 'rejected' ? reason : null,
  });
  await command.record({
    event: ends[outcome],
    subject: `requisition:${requisition.id}`,
    data: { number: requisition.number, approval: approval.id, after: next[outcome] },
    reason: reason === '' ? null : reason,
  });
}

export async function setApprovalState(
  { tx, now }: CommandContext,
  id: number,
  state: Exclude<ApprovalState, 'open'>,
): Promise<void> {
  await tx.updateTable('approval').set({ state, closed_at: now }).where('id', '=', id).execute();
}
