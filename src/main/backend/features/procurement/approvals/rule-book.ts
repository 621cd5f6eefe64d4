import type { ApprovalRuleDetails, DelegationRow } from '#shared/features/procurement/approval-contract.ts';
import { circleOf } from '#shared/features/procurement/delegation.ts';
import type { ProcurementPolicy } from '#shared/features/procurement/policy.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { policySetting } from '../settings.ts';
import { listApprovers, listDelegations, readDelegations } from './repository.ts';

export async function setPolicy(command: CommandContext, policy: ProcurementPolicy): Promise<void> {
  const before = await readSetting(command.tx, policySetting);
  await writeSetting(command.tx, policySetting, policy);
  await command.record({
    event: 'procurement.policyChanged',
    subject: `setting:${policySetting.key}`,
    data: { before, after: policy },
  });
  command.changed('procurement');
}

async function refuseNonApprovers(command: CommandContext, ids: readonly number[]): Promise<void> {
  const approvers = new Set((await listApprovers(command.tx)).map(({ id }) => id));
  const stranger = ids.find((id) => !approvers.has(id));
  if (stranger === undefined) return;
  const row = await command.tx
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', stranger)
    .executeTakeFirst();
  throw new Failure('NOT_AN_APPROVER', { name: row?.display_name ?? String(stranger) });
}

/** Written anew as a whole; proposals that are open keep the way they were given. */
export async function saveApprovalRule(
  command: CommandContext,
  { id, members, ...details }: ApprovalRuleDetails & { id: number | null },
): Promise<{ id: number }> {
  const { tx } = command;
  if (details.upToMinor !== null && details.upToMinor <= details.fromMinor) throw new Failure('BAND_EMPTY');
  const distinct = [...new Set(members)];
  const quorum = details.mode === 'committee' ? details.quorum : null;
  if (quorum !== null && quorum > distinct.length)
    throw new Failure('QUORUM_TOO_LARGE', { quorum, members: distinct.length });
  await refuseNonApprovers(command, distinct);
  const values = {
    name: details.name,
    category_id: details.categoryId,
    department_id: details.departmentId,
    from_minor: details.fromMinor,
    up_to_minor: details.upToMinor,
    mode: details.mode,
    quorum,
  };
  const ruleId =
    id ??
    (
      await tx
        .insertInto('approval_rule')
        .values({ ...values, archived_at: null })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  if (id !== null) {
    await tx.updateTable('approval_rule').set(values).where('id', '=', id).execute();
    await tx.deleteFrom('approval_rule_member').where('rule_id', '=', id).execute();
  }
  await tx
    .insertInto('approval_rule_member')
    .values(distinct.map((operator, position) => ({ rule_id: ruleId, position, operator_id: operator })))
    .execute();
  await command.record({
    event: 'procurement.approvalRuleSaved',
    subject: `approval_rule:${ruleId}`,
    data: { after: { ...details, members: distinct } },
  });
  command.changed('procurement');
  return { id: ruleId };
}

export async function archiveApprovalRule(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { numUpdatedRows } = await command.tx
    .updateTable('approval_rule')
    .set({ archived_at: command.now })
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notFound('approval_rule', id);
  await command.record({ event: 'procurement.approvalRuleArchived', subject: `approval_rule:${id}`, data: {} });
  command.changed('procurement');
}

export async function delegationRows(db: Db): Promise<DelegationRow[]> {
  return (await listDelegations(db)).map((row) => ({
    id: row.id,
    from: { id: row.from_operator, name: row.giver },
    to: { id: row.to_operator, name: row.taker },
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    reason: row.reason,
  }));
}

/** @throws Failure DELEGATION_CIRCULAR, PERIOD_EMPTY, NOT_AN_APPROVER. */
export async function delegate(
  command: CommandContext,
  input: { toId: number; startsOn: string; endsOn: string; reason: string },
): Promise<{ id: number }> {
  const { tx, actor, now } = command;
  if (input.endsOn < input.startsOn) throw new Failure('PERIOD_EMPTY');
  await refuseNonApprovers(command, [input.toId]);
  const next = { fromId: actor.operatorId, toId: input.toId, startsOn: input.startsOn, endsOn: input.endsOn };
  const circle = circleOf(await readDelegations(tx), next);
  if (circle !== null) throw new Failure('DELEGATION_CIRCULAR', { way: await namesOf(command, circle) });
  const { id } = await tx
    .insertInto('delegation')
    .values({
      from_operator: next.fromId,
      to_operator: next.toId,
      starts_on: next.startsOn,
      ends_on: next.endsOn,
      reason: input.reason,
      created_at: now,
      revoked_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({
    event: 'procurement.delegated',
    subject: `operator:${next.fromId}`,
    data: { delegation: id, to: next.toId, startsOn: next.startsOn, endsOn: next.endsOn },
    reason: input.reason,
  });
  command.changed('procurement');
  return { id };
}

async function namesOf({ tx }: CommandContext, ids: readonly number[]): Promise<string[]> {
  const rows = await tx.selectFrom('operator').select(['id', 'display_name']).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.display_name ?? '');
}

/** One's own only. @throws Failure NOT_FOUND */
export async function revokeDelegation(command: CommandContext, { id }: { id: number }): Promise<void> {
  const { tx, actor, now } = command;
  const { numUpdatedRows } = await tx
    .updateTable('delegation')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('from_operator', '=', actor.operatorId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notFound('delegation', id);
  await command.record({
    event: 'procurement.delegationRevoked',
    subject: `operator:${actor.operatorId}`,
    data: { delegation: id },
  });
  command.changed('procurement');
}
