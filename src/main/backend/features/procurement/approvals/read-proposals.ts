import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { mayVote, outcomeOf, standingOf } from '#shared/features/procurement/approval-routing.ts';
import { standsFor } from '#shared/features/procurement/delegation.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Keyset } from '#backend/kernel/db/paging.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { listApprovalsOf, listOpenApprovals, readDelegations, votesOf } from './repository.ts';
import type { StoredApproval } from './repository.ts';

interface Judged {
  approval: StoredApproval;
  /** Which stage is to decide. */
  stage: number;
  mayDecide: boolean;
  remindedAt: string | null;
}

/** Proposals with what they mean for the operator who asks. */
async function judge({ reader, actor, now }: QueryContext, stored: readonly StoredApproval[]): Promise<Judged[]> {
  const standing = standsFor(await readDelegations(reader), actor.operatorId, dayOf(now));
  return stored.map((approval) => {
    const at = standingOf(approval.stages, votesOf(approval.votes)).stage;
    const stage = approval.stages[at];
    const open = approval.state === 'open';
    return {
      approval,
      stage: at,
      mayDecide:
        open &&
        approval.expiresAt >= now &&
        actor.may('request.approve') &&
        stage !== undefined &&
        mayVote(stage, actor.operatorId, standing, approval.involved, approval.votes).allowed,
      remindedAt: open ? (approval.reminders.findLast((reminder) => reminder.stage === at)?.at ?? null) : null,
    };
  });
}

interface ProposalQuery {
  requisitionId?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Open proposals, those that wait for the operator first; or everything that was ever proposed for one need. */
export async function listProposals(query: QueryContext, { requisitionId, cursor, limit }: ProposalQuery) {
  const { reader } = query;
  const ofOne = requisitionId !== undefined;
  const judged = await judge(
    query,
    ofOne ? await listApprovalsOf(reader, requisitionId) : await listOpenApprovals(reader),
  );
  const keyed = judged
    .map((each): Judged & { key: Keyset } => ({
      ...each,
      key: ofOne ? { value: 0, id: -each.approval.id } : { value: Number(!each.mayDecide), id: each.approval.id },
    }))
    .toSorted((one, other) => byKey(one.key, other.key));
  const after = decodeCursor(cursor);
  const rest = after === null ? keyed : keyed.filter(({ key }) => byKey(key, after) > 0);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const names = await readNames(query);
  const rows: Proposal[] = [];
  for (const { approval, stage, mayDecide, remindedAt } of shown) {
    const stages = stagesOf(approval, names);
    rows.push({ ...(await factsOf(query, approval)), stage, stages, mayDecide, remindedAt });
  }
  return {
    rows,
    nextCursor: last !== undefined && rest.length > shown.length ? encodeCursor(last.key) : null,
    total: keyed.length,
    totalIsExact: true,
  };
}

function byKey(one: Keyset, other: Keyset): number {
  return Number(one.value) - Number(other.value) || one.id - other.id;
}

/** What waits for the operator, and of what he was reminded. */
export async function proposalsToDecide(query: QueryContext) {
  const mine = (await judge(query, await listOpenApprovals(query.reader))).filter(({ mayDecide }) => mayDecide);
  const reminded = [];
  for (const { approval, remindedAt } of mine) {
    if (remindedAt === null) continue;
    const { id, number } = await getRequisition(query.reader, approval.requisitionId);
    reminded.push({ approvalId: approval.id, requisitionId: id, number, remindedAt, expiresAt: approval.expiresAt });
  }
  return { count: mine.length, reminded };
}

async function readNames({ reader }: QueryContext): Promise<Map<number, string>> {
  const rows = await reader.selectFrom('operator').select(['id', 'display_name']).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

async function factsOf({ reader }: QueryContext, approval: StoredApproval) {
  const requisition = await getRequisition(reader, approval.requisitionId);
  const { name } = await reader
    .selectFrom('quote')
    .innerJoin('supplier', 'supplier.id', 'quote.supplier_id')
    .select('supplier.name')
    .where('quote.id', '=', approval.quoteId)
    .executeTakeFirstOrThrow();
  const { id, quoteId, reason, putForwardBy, openedAt, expiresAt, state } = approval;
  return {
    id,
    quoteId,
    reason,
    putForwardBy,
    openedAt,
    expiresAt,
    state,
    supplier: name,
    amount: { minor: approval.amountMinor, currency: approval.currency },
    requisition: {
      id: requisition.id,
      number: requisition.number,
      summary: requisition.summary,
      requester: requisition.requester.name,
    },
  };
}

function stagesOf(approval: StoredApproval, names: ReadonlyMap<number, string>): Proposal['stages'] {
  return approval.stages.map((stage, index) => {
    const votes = approval.votes.filter((vote) => vote.stage === index);
    return {
      mode: stage.mode,
      quorum: stage.quorum,
      members: stage.members.map((id) => ({ id, name: names.get(id) ?? '' })),
      outcome: outcomeOf(stage, votes),
      votes: votes.map(({ member, decider, verdict, comment, at }) => ({
        member,
        decidedBy: decider,
        verdict,
        comment,
        at,
      })),
    };
  });
}
