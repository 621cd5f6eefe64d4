import type { Proposal } from '#shared/features/procurement/approval-contract.ts';
import { mayVote, outcomeOf, standingOf } from '#shared/features/procurement/approval-routing.ts';
import { standsFor } from '#shared/features/procurement/delegation.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { policySetting } from '../settings.ts';
import { listApprovalsOf, listOpenApprovals, readDelegations } from './repository.ts';
import type { StoredApproval } from './repository.ts';

const millisecondsADay = 86_400_000;

/** Open proposals, those that wait for the operator first; or everything that was ever proposed for one need. */
export async function listProposals(
  query: QueryContext,
  { requisitionId }: { requisitionId?: number | undefined },
): Promise<Proposal[]> {
  const { reader, actor, now } = query;
  const stored =
    requisitionId === undefined ? await listOpenApprovals(reader) : await listApprovalsOf(reader, requisitionId);
  const { reminderDays } = await readSetting(reader, policySetting);
  const standing = standsFor(await readDelegations(reader), actor.operatorId, dayOf(now));
  const names = await readNames(query);
  const proposals: Proposal[] = [];
  for (const approval of stored) {
    const at = standingOf(approval.stages, (stage) => approval.votes.filter((vote) => vote.stage === stage)).stage;
    const stage = approval.stages[at];
    const waiting = Date.parse(now) - Date.parse(approval.openedAt);
    proposals.push({
      ...(await factsOf(query, approval)),
      overdue: approval.state === 'open' && approval.expiresAt < now,
      reminded: approval.state === 'open' && waiting > reminderDays * millisecondsADay,
      stage: at,
      stages: stagesOf(approval, names),
      mayDecide:
        approval.state === 'open' &&
        approval.expiresAt >= now &&
        actor.may('request.approve') &&
        stage !== undefined &&
        mayVote(stage, actor.operatorId, standing, approval.involved, approval.votes).allowed,
    });
  }
  if (requisitionId !== undefined) return proposals;
  return proposals.toSorted((one, other) => Number(other.mayDecide) - Number(one.mayDecide) || one.id - other.id);
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
