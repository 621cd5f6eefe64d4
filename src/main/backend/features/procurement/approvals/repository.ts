import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ApprovalRuleRow, ApprovalState } from '#shared/features/procurement/approval-contract.ts';
import type { ApprovalRule, Stage, Vote } from '#shared/features/procurement/approval-routing.ts';
import type { Delegation } from '#shared/features/procurement/delegation.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { listHolders } from '#backend/features/auth/index.ts';
import '../tables.ts';

/** Active operators who hold the right to approve, by name. */
export async function listApprovers(db: Db): Promise<{ id: number; name: string }[]> {
  return listHolders(db, 'request.approve');
}

export async function listApprovalRules(db: Db): Promise<ApprovalRuleRow[]> {
  const rows = await db
    .selectFrom('approval_rule')
    .leftJoin('category', 'category.id', 'approval_rule.category_id')
    .leftJoin('department', 'department.id', 'approval_rule.department_id')
    .selectAll('approval_rule')
    .select(['category.name as category', 'department.name as department'])
    .where('approval_rule.archived_at', 'is', null)
    .orderBy('from_minor')
    .orderBy('approval_rule.id')
    .execute();
  const members = await db
    .selectFrom('approval_rule_member')
    .innerJoin('operator', 'operator.id', 'approval_rule_member.operator_id')
    .select(['rule_id', 'operator.id', 'operator.display_name as name'])
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    categoryId: row.category_id,
    category: row.category,
    departmentId: row.department_id,
    department: row.department,
    fromMinor: row.from_minor,
    upToMinor: row.up_to_minor,
    mode: row.mode,
    quorum: row.quorum,
    members: members.filter((each) => each.rule_id === row.id).map(({ id, name }) => ({ id, name })),
  }));
}

/** The rules as the routing wants them: with members who may still approve. */
export async function readRules(db: Db): Promise<ApprovalRule[]> {
  const approvers = new Set((await listApprovers(db)).map(({ id }) => id));
  return (await listApprovalRules(db)).map((rule) => ({
    ...rule,
    members: rule.members.map(({ id }) => id).filter((id) => approvers.has(id)),
  }));
}

export async function listDelegations(db: Db) {
  return db
    .selectFrom('delegation')
    .innerJoin('operator as giver', 'giver.id', 'delegation.from_operator')
    .innerJoin('operator as taker', 'taker.id', 'delegation.to_operator')
    .selectAll('delegation')
    .select(['giver.display_name as giver', 'taker.display_name as taker'])
    .where('revoked_at', 'is', null)
    .orderBy('starts_on', 'desc')
    .orderBy('delegation.id', 'desc')
    .execute();
}

export async function readDelegations(db: Db): Promise<Delegation[]> {
  return (await listDelegations(db)).map((row) => ({
    fromId: row.from_operator,
    toId: row.to_operator,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));
}

export interface StoredVote extends Vote {
  stage: number;
  member: string;
  decider: string;
  comment: string;
  at: string;
}

/** A proposal with everything that decisions follow from. */
export interface StoredApproval {
  id: number;
  requisitionId: number;
  quoteId: number;
  amountMinor: number;
  currency: string;
  reason: string;
  putForwardBy: string;
  openedAt: string;
  expiresAt: string;
  state: ApprovalState;
  stages: Stage[];
  involved: number[];
  votes: StoredVote[];
  /** When those of a stage were reminded, the first time first. */
  reminders: { stage: number; at: string }[];
}

async function readApprovals(db: Db, condition: RawBuilder<boolean>): Promise<StoredApproval[]> {
  const rows = await db
    .selectFrom('approval')
    .innerJoin('operator', 'operator.id', 'approval.put_forward_by')
    .selectAll('approval')
    .select('operator.display_name')
    .where(condition)
    .orderBy('approval.id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const stages = await readStages(db, condition);
  const votes = await readVotes(db, condition);
  const involved = Map.groupBy(
    await db.selectFrom('approval_involved').selectAll().where(isOf(condition)).execute(),
    (each) => each.approval_id,
  );
  const reminders = Map.groupBy(
    await db.selectFrom('approval_reminder').selectAll().where(isOf(condition)).orderBy('id').execute(),
    (each) => each.approval_id,
  );
  return rows.map((row) => ({
    id: row.id,
    requisitionId: row.requisition_id,
    quoteId: row.quote_id,
    amountMinor: row.amount_minor,
    currency: row.amount_currency,
    reason: row.reason,
    putForwardBy: row.display_name,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    state: row.state,
    stages: stages.get(row.id) ?? [],
    involved: (involved.get(row.id) ?? []).map((each) => each.operator_id),
    votes: votes.get(row.id) ?? [],
    reminders: (reminders.get(row.id) ?? []).map(({ stage, at }) => ({ stage, at })),
  }));
}

/** Whether a row belongs to one of the proposals that fulfil a condition, however many those are. */
function isOf(condition: RawBuilder<boolean>) {
  return sql<boolean>`approval_id IN (SELECT approval.id FROM approval WHERE ${condition})`;
}

async function readStages(db: Db, condition: RawBuilder<boolean>): Promise<Map<number, Stage[]>> {
  const rows = await db.selectFrom('approval_stage').selectAll().where(isOf(condition)).orderBy('position').execute();
  const members = Map.groupBy(
    await db.selectFrom('approval_member').selectAll().where(isOf(condition)).execute(),
    (each) => `${each.approval_id} ${each.stage}`,
  );
  const stages = new Map<number, Stage[]>();
  for (const { approval_id: approvalId, position, rule_id: ruleId, mode, quorum } of rows) {
    const own = (members.get(`${approvalId} ${position}`) ?? []).map((each) => each.operator_id);
    stages.set(approvalId, [...(stages.get(approvalId) ?? []), { ruleId, mode, quorum, members: own }]);
  }
  return stages;
}

async function readVotes(db: Db, condition: RawBuilder<boolean>): Promise<Map<number, StoredVote[]>> {
  const rows = await db
    .selectFrom('approval_vote')
    .innerJoin('operator as member', 'member.id', 'approval_vote.member_id')
    .innerJoin('operator as decider', 'decider.id', 'approval_vote.decided_by')
    .selectAll('approval_vote')
    .select(['member.display_name as member', 'decider.display_name as decider'])
    .where(isOf(condition))
    .orderBy('approval_vote.id')
    .execute();
  const votes = new Map<number, StoredVote[]>();
  for (const { approval_id: approvalId, member_id: memberId, decided_by: decidedBy, ...vote } of rows) {
    const { stage, verdict, member, decider, comment, at } = vote;
    const read = { stage, memberId, decidedBy, verdict, member, decider, comment, at };
    votes.set(approvalId, [...(votes.get(approvalId) ?? []), read]);
  }
  return votes;
}

/** The votes of each stage, as {@link standingOf} asks for them. */
export const votesOf =
  (votes: readonly (Vote & { stage: number })[]) =>
  (stage: number): (Vote & { stage: number })[] =>
    votes.filter((vote) => vote.stage === stage);

export async function listOpenApprovals(db: Db): Promise<StoredApproval[]> {
  return readApprovals(db, sql<boolean>`approval.state = 'open'`);
}

export async function listApprovalsOf(db: Db, requisitionId: number): Promise<StoredApproval[]> {
  return readApprovals(db, sql<boolean>`approval.requisition_id = ${requisitionId}`);
}

/** @throws Failure NOT_FOUND */
export async function getApproval(db: Db, id: number): Promise<StoredApproval> {
  const [approval] = await readApprovals(db, sql<boolean>`approval.id = ${id}`);
  if (!approval) throw notFound('approval', id);
  return approval;
}

/** What a requisition may cost by the approval that holds; null when none does. */
export async function findApproved(
  db: Db,
  requisitionId: number,
): Promise<{ id: number; quoteId: number; amountMinor: number; currency: string } | null> {
  const row = await db
    .selectFrom('approval')
    .select(['id', 'quote_id', 'amount_minor', 'amount_currency'])
    .where('requisition_id', '=', requisitionId)
    .where('state', '=', 'approved')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row
    ? { id: row.id, quoteId: row.quote_id, amountMinor: row.amount_minor, currency: row.amount_currency }
    : null;
}
