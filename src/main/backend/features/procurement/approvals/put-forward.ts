import type { Transaction } from 'kysely';
import type { Quote } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { routeOf } from '#shared/features/procurement/approval-routing.ts';
import type { Stage } from '#shared/features/procurement/approval-routing.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { categoriesAbove } from '#backend/features/assets/index.ts';
import { comparisonOf } from '../quotes/compare-quotes.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { policySetting } from '../settings.ts';
import { listApprovers, readRules } from './repository.ts';

/**
 * Puts a quote forward: who has to decide follows from amount, categories and department, and is kept with it.
 *
 * @throws Failure REQUISITION_STATE, CHANGED_MEANWHILE, QUOTE_EXPIRED, MUST_NOT_MET, NO_APPROVER.
 */
export async function putForward(
  command: CommandContext,
  input: { id: number; version: number; quoteId: number; reason: string },
): Promise<{ approvalId: number }> {
  const { tx, now } = command;
  const requisition = await getRequisition(tx, input.id);
  if (requisition.state !== 'submitted') throw new Failure('REQUISITION_STATE', { state: requisition.state });
  const quote = await competingQuote(command, input);
  const involved = await listInvolved(command, requisition);
  const policy = await readSetting(tx, policySetting);
  const categoryIds = [...new Set(requisition.lines.map(({ category }) => category.id))];
  const stages = routeOf(
    await readRules(tx),
    {
      amountMinor: quote.totalOwn.minor,
      categoryIds,
      above: await categoriesAbove(tx, categoryIds),
      departmentId: requisition.departmentId,
    },
    involved,
    policy.secondApproverFromMinor,
  );
  await refuseWithoutDeciders(tx, stages, involved);
  const approvalId = await insertApproval(command, {
    requisition_id: requisition.id,
    quote_id: quote.id,
    amount_minor: quote.totalOwn.minor,
    amount_currency: quote.totalOwn.currency,
    reason: input.reason,
    expires_at: `${addDays(dayOf(now), policy.approvalDays)}T23:59:59.999Z`,
  });
  await insertStages(tx, approvalId, stages, involved);
  await updateRequisition(tx, input, { state: 'in_approval', return_reason: null });
  await command.record({
    event: 'procurement.proposed',
    subject: `requisition:${requisition.id}`,
    data: {
      number: requisition.number,
      approval: approvalId,
      quote: quote.id,
      supplier: quote.supplier.name,
      amount: `${quote.totalOwn.minor} ${quote.totalOwn.currency}`,
      stages: stages.map(({ mode, members, quorum }) => ({ mode, members: [...members], quorum })),
    },
    reason: input.reason,
  });
  command.changed('procurement');
  return { approvalId };
}

/** Only what could win may be chosen; that the choice is not the winner is told by its reason. */
async function competingQuote(
  { tx, now }: CommandContext,
  { id, quoteId }: { id: number; quoteId: number },
): Promise<Quote> {
  const { quotes, scores } = await comparisonOf(tx, id, now);
  const quote = quotes.find((each) => each.id === quoteId);
  if (!quote) throw notFound('quote', quoteId);
  const excluded = scores.find((score) => score.quoteId === quoteId)?.excluded ?? null;
  const supplier = quote.supplier.name;
  if (excluded === 'EXPIRED') throw new Failure('QUOTE_EXPIRED', { supplier, validUntil: quote.validUntil });
  if (excluded === 'MUST_NOT_MET') throw new Failure('MUST_NOT_MET', { supplier });
  return quote;
}

/** Who needs it, wrote it down or puts it forward: none of them decides. */
async function listInvolved({ tx, actor }: CommandContext, requisition: Requisition): Promise<number[]> {
  const requester = await tx
    .selectFrom('person')
    .innerJoin('operator', 'operator.username', 'person.username')
    .select('operator.id')
    .where('person.id', '=', requisition.requester.id)
    .execute();
  return [...new Set([requisition.createdById, actor.operatorId, ...requester.map(({ id }) => id)])];
}

/** A proposal that nobody can decide is told at once, and not after it has expired. */
async function refuseWithoutDeciders(
  tx: Transaction<Schema>,
  stages: readonly Stage[],
  involved: readonly number[],
): Promise<void> {
  const seated = new Set(stages.flatMap(({ members }) => members));
  const free = (await listApprovers(tx)).filter(({ id }) => !involved.includes(id) && !seated.has(id));
  if (stages.filter(({ mode }) => mode === 'anyone').length > free.length) throw new Failure('NO_APPROVER');
}

async function insertApproval(
  { tx, now, actor }: CommandContext,
  values: {
    requisition_id: number;
    quote_id: number;
    amount_minor: number;
    amount_currency: string;
    reason: string;
    expires_at: string;
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('approval')
    .values({ ...values, put_forward_by: actor.operatorId, opened_at: now, state: 'open', closed_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function insertStages(
  tx: Transaction<Schema>,
  approvalId: number,
  stages: readonly Stage[],
  involved: readonly number[],
): Promise<void> {
  await tx
    .insertInto('approval_stage')
    .values(
      stages.map(({ ruleId, mode, quorum }, position) => ({
        approval_id: approvalId,
        position,
        rule_id: ruleId,
        mode,
        quorum,
      })),
    )
    .execute();
  const members = stages.flatMap((stage, position) =>
    stage.members.map((member) => ({ approval_id: approvalId, stage: position, operator_id: member })),
  );
  if (members.length > 0) await tx.insertInto('approval_member').values(members).execute();
  await tx
    .insertInto('approval_involved')
    .values(involved.map((each) => ({ approval_id: approvalId, operator_id: each })))
    .execute();
}
