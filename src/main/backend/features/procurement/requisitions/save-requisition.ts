import type { RequisitionDetails, RequisitionState } from '#shared/features/procurement/requisition.ts';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getPerson } from '#backend/features/people/index.ts';
import { getRequisition, requisitionValues, updateRequisition, writeRequisitionLines } from './repository.ts';
import { mayActOn, requisitionActs } from './rules.ts';
import type { RequisitionAct } from './rules.ts';

export async function createRequisition(command: CommandContext, details: RequisitionDetails): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  // Said as what it is, and not as a broken reference.
  await getPerson(tx, details.requesterId);
  const year = Number(now.slice(0, 4));
  const number = await takeNumbers(tx, `requisition:${year}`);
  const { id } = await tx
    .insertInto('requisition')
    .values({
      ...requisitionValues(details),
      year,
      number,
      state: 'draft',
      return_reason: null,
      created_by: actor.operatorId,
      created_at: now,
      submitted_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeRequisitionLines(tx, id, details.lines);
  await command.record({
    event: 'procurement.requisitionCreated',
    subject: `requisition:${id}`,
    data: { number: requisitionNumber(year, number), after: details },
  });
  command.changed('procurement');
  return { id };
}

/** @throws Failure REQUISITION_STATE, FORBIDDEN, CHANGED_MEANWHILE. */
export async function changeRequisition(
  command: CommandContext,
  { id, version, ...details }: RequisitionDetails & Seen,
): Promise<void> {
  const before = await getRequisition(command.tx, id);
  refuseUnless(command, before, 'word');
  await getPerson(command.tx, details.requesterId);
  await updateRequisition(command.tx, { id, version }, requisitionValues(details));
  await writeRequisitionLines(command.tx, id, details.lines);
  await command.record({
    event: 'procurement.requisitionChanged',
    subject: `requisition:${id}`,
    data: { number: before.number, after: details },
  });
  command.changed('procurement');
}

export async function submitRequisition(command: CommandContext, seen: Seen): Promise<void> {
  await lead(command, seen, 'submit', 'procurement.requisitionSubmitted', null);
}

export async function returnRequisition(command: CommandContext, seen: Seen & { reason: string }): Promise<void> {
  await lead(command, seen, 'return', 'procurement.requisitionReturned', seen.reason);
}

export async function cancelRequisition(command: CommandContext, seen: Seen & { reason: string }): Promise<void> {
  await lead(command, seen, 'cancel', 'procurement.requisitionCancelled', seen.reason);
}

/** @throws Failure REQUISITION_STATE, FORBIDDEN, CHANGED_MEANWHILE. */
async function lead(
  command: CommandContext,
  { id, version }: Seen,
  act: 'submit' | 'return' | 'cancel',
  event: string,
  reason: string | null,
): Promise<void> {
  const before = await getRequisition(command.tx, id);
  refuseUnless(command, before, act);
  const { to } = requisitionActs[act];
  await updateRequisition(
    command.tx,
    { id, version },
    { state: to, return_reason: reason, ...(to === 'submitted' ? { submitted_at: command.now } : {}) },
  );
  await command.record({
    event,
    subject: `requisition:${id}`,
    data: { number: before.number, before: before.state, after: to },
    reason,
  });
  command.changed('procurement');
}

/** @throws Failure REQUISITION_STATE, FORBIDDEN. */
export function refuseUnless(
  { actor }: CommandContext,
  requisition: { state: RequisitionState; createdById: number },
  act: RequisitionAct,
): void {
  const verdict = mayActOn(requisition, act, { operatorId: actor.operatorId, buys: actor.may('po.create') });
  if (verdict.allowed) return;
  throw verdict.because === 'FORBIDDEN'
    ? new Failure('FORBIDDEN', { permission: 'po.create' })
    : new Failure('REQUISITION_STATE', { state: requisition.state });
}
