import { mayTakeUp } from '#shared/features/procurement/separation.ts';
import type { Duty } from '#shared/features/procurement/separation.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

interface Purchase {
  requisitionId: number;
  /** Null before there is an order. */
  orderId: number | null;
}

/** What an operator did in a purchase so far. */
async function dutiesHeld({ tx, actor }: CommandContext, purchase: Purchase): Promise<Duty[]> {
  const self = actor.operatorId;
  const voted = await tx
    .selectFrom('approval_vote')
    .innerJoin('approval', 'approval.id', 'approval_vote.approval_id')
    .select('approval_vote.id')
    .where('approval.requisition_id', '=', purchase.requisitionId)
    .where((eb) => eb.or([eb('decided_by', '=', self), eb('member_id', '=', self)]))
    .executeTakeFirst();
  const held: Duty[] = voted ? ['approve'] : [];
  if (purchase.orderId === null) return held;
  const ordered = await tx
    .selectFrom('purchase_order')
    .select('id')
    .where('id', '=', purchase.orderId)
    .where('created_by', '=', self)
    .executeTakeFirst();
  const received = await tx
    .selectFrom('receipt')
    .select('id')
    .where('order_id', '=', purchase.orderId)
    .where('received_by', '=', self)
    .where('state', '<>', 'discarded')
    .executeTakeFirst();
  const matched = await tx
    .selectFrom('invoice')
    .select('id')
    .where('order_id', '=', purchase.orderId)
    .where((eb) => eb.or([eb('recorded_by', '=', self), eb('settled_by', '=', self)]))
    .executeTakeFirst();
  if (ordered) held.push('order');
  if (received) held.push('receive');
  if (matched) held.push('match');
  return held;
}

/**
 * Takes up a duty, by the exception for small teams with an entry of its own.
 *
 * @throws Failure SEPARATION_OF_DUTIES
 */
export async function takeUpDuty(
  command: CommandContext,
  duty: Exclude<Duty, 'approve'>,
  purchase: Purchase,
  control: string | null,
): Promise<void> {
  const { tx, actor, now } = command;
  const { count } = await tx
    .selectFrom('operator')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  const verdict = mayTakeUp(duty, await dutiesHeld(command, purchase), { activeOperators: count, control });
  if (!verdict.allowed)
    throw new Failure('SEPARATION_OF_DUTIES', { other: verdict.other, smallTeam: verdict.smallTeam });
  if (verdict.joined === null || control === null) return;
  await tx
    .insertInto('duty_exception')
    .values({
      order_id: purchase.orderId,
      requisition_id: purchase.requisitionId,
      operator_id: actor.operatorId,
      duty,
      joined_with: verdict.joined,
      control,
      at: now,
    })
    .execute();
  await command.record({
    event: 'procurement.dutiesJoined',
    subject: purchase.orderId === null ? `requisition:${purchase.requisitionId}` : `purchase_order:${purchase.orderId}`,
    data: { duty, joinedWith: verdict.joined },
    reason: control,
  });
}
