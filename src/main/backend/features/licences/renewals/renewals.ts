import type { DecisionMade, Renewal } from '#shared/features/licences/renewal.ts';
import type { TermDetails } from '#shared/features/licences/entitlement.ts';
import { addMonths } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { RenewalDecision } from '#shared/features/licences/renewal.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { listEntitlements } from '../entitlements/read-entitlements.ts';
import { addTerm, findOpen } from '../entitlements/save-entitlement.ts';
import { reckon } from '../reckoning/positions.ts';
import { findReclaimable } from '../reckoning/reclaimable.ts';
import { noticeBy, renewalStateOf } from '../rules.ts';

/** Months back that an end is still asked about. */
const monthsBack = 3;
const unusedDays = 90;

/** The last end of each entitlement that no term follows, by id. */
async function listEnds(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('entitlement_term as term')
    .innerJoin('entitlement', 'entitlement.id', 'term.entitlement_id')
    .select(['entitlement_id', 'term.ends_on'])
    .where('entitlement.ended_on', 'is', null)
    .orderBy('starts_on')
    .execute();
  const ends = new Map<number, string>();
  for (const { entitlement_id: id, ends_on: end } of rows) {
    if (end === null) ends.delete(id);
    else ends.set(id, end);
  }
  return ends;
}

async function listDecisions(db: Db): Promise<Map<number, DecisionMade[]>> {
  const rows = await db
    .selectFrom('licence_decision as decision')
    .leftJoin('operator', 'operator.id', 'decision.decided_by')
    .selectAll('decision')
    .select('operator.display_name')
    .orderBy('decision.id', 'desc')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.entitlement_id)].map(([id, own]) => [
      id,
      own.map((row) => ({
        id: row.id,
        endsOn: row.ends_on,
        decision: row.decision,
        quantity: row.quantity,
        reason: row.reason,
        alternatives: row.alternatives,
        evidence: JSON.parse(row.evidence) as DecisionMade['evidence'],
        decidedAt: row.decided_at,
        decidedBy: row.display_name ?? '',
      })),
    ]),
  );
}

type Reading = Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> };

/** Terms that end within so many months, or have ended a while ago, by the last day of their notice. */
export async function listRenewals(query: Reading, { months }: { months: number }): Promise<Renewal[]> {
  const { reader, now } = query;
  const today = dayOf(now);
  const until = addMonths(today, months);
  const since = addMonths(today, -monthsBack);
  const ends = new Map([...(await listEnds(reader))].filter(([, end]) => end >= since && end <= until));
  const decisions = await listDecisions(reader);
  const rows = await listEntitlements(query, { ids: [...ends.keys()] });
  return rows
    .map((entitlement): Renewal => {
      const endsOn = ends.get(entitlement.id) ?? today;
      const made = decisions.get(entitlement.id) ?? [];
      const decision = made.find((each) => each.endsOn === endsOn) ?? null;
      const { noticeDays, autoRenew } = entitlement;
      const decided = decision !== null && decision.decision !== 'renegotiate';
      return {
        entitlement,
        endsOn,
        noticeBy: noticeBy({ endsOn, noticeDays }),
        state: renewalStateOf({ endsOn, noticeDays, autoRenew, decided }, today),
        decision,
        former: made.filter((each) => each !== decision),
      };
    })
    .toSorted((one, other) => (one.noticeBy < other.noticeBy ? -1 : one.noticeBy > other.noticeBy ? 1 : 0));
}

interface Decision {
  entitlementId: number;
  endsOn: string;
  decision: RenewalDecision;
  reason: string;
  alternatives: string;
  term: TermDetails | null;
}

/**
 * Keeps what was decided about an end, with what was known of use that day. A renewal adds the term that follows; what is
 * cancelled ends on its day and goes on by itself no more.
 *
 * @throws Failure NO_SUCH_END, ENTITLEMENT_ENDED, TERMS_OVERLAP.
 */
export async function decideRenewal(command: CommandContext, decided: Decision): Promise<void> {
  const { tx, now, actor } = command;
  const { entitlementId: id, endsOn, decision, reason, alternatives, term } = decided;
  const row = await findOpen(command, { id });
  if ((await listEnds(tx)).get(id) !== endsOn) throw new Failure('NO_SUCH_END', { day: endsOn });
  const today = dayOf(now);
  const { positions } = await reckon(tx, today, unusedDays);
  const position = positions.find(({ productId, metric }) => productId === row.product_id && metric === row.metric);
  const seats = await findReclaimable(tx, today, { unusedDays, productId: row.product_id });
  const evidence: DecisionMade['evidence'] = {
    entitled: position?.entitled ?? 0,
    demand: position?.demand ?? 0,
    used: position?.used ?? 0,
    allocated: position?.allocated ?? 0,
    reclaimable: seats.reduce((sum, each) => sum + each.seats, 0),
    asOf: today,
  };
  await tx
    .insertInto('licence_decision')
    .values({
      entitlement_id: id,
      ends_on: endsOn,
      decision,
      quantity: term?.quantity ?? null,
      reason,
      alternatives,
      evidence: JSON.stringify(evidence),
      decided_at: now,
      decided_by: actor.operatorId,
    })
    .execute();
  if (term !== null) await addTerm(command, id, term);
  if (decision === 'cancel')
    await tx
      .updateTable('entitlement')
      .set({ auto_renew: 0, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
  await command.record({
    event: 'licences.renewalDecided',
    subject: `entitlement:${id}`,
    data: {
      reference: row.reference,
      endsOn,
      decision,
      quantity: term?.quantity ?? null,
      until: term?.endsOn ?? null,
      ...evidence,
    },
    reason,
  });
  command.changed('licences');
}
