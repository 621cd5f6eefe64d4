import type { AccessDecision, AccessReview, Operator } from '#shared/features/auth/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { listOperators } from '../repository.ts';
import { hasAnotherAdministrator } from '../rules.ts';
import '../tables.ts';

const keyOf = ({ operatorId, role }: Pick<AccessDecision, 'operatorId' | 'role'>) => `${operatorId} ${role}`;

/** What a reviewer has to look at: every role of everybody who is let in, but his own where another administrator is there. */
export function accessToReview(operators: readonly Operator[], reviewerId: number) {
  const second = hasAnotherAdministrator(operators, reviewerId);
  return operators
    .filter(({ id, active }) => active && (id !== reviewerId || !second))
    .flatMap(({ id: operatorId, roles }) => roles.map((role) => ({ operatorId, role })));
}

interface Review {
  from: Day;
  to: Day;
  note: string;
  decisions: readonly AccessDecision[];
}

/**
 * Keeps what was decided about every role: a review that leaves one out proves nothing.
 *
 * @throws Failure PERIOD_IS_EMPTY, OWN_ACCESS, ROLES_CHANGED when others hold others roles than were looked at
 */
export async function reviewAccess(
  command: CommandContext,
  { from, to, note, decisions }: Review,
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  if (from > to) throw new Failure('PERIOD_IS_EMPTY');
  const wanted = new Set(accessToReview(await listOperators(tx), actor.operatorId).map(keyOf));
  const given = new Set(decisions.map(keyOf));
  if (
    decisions.some(
      ({ operatorId, role }) => operatorId === actor.operatorId && !wanted.has(keyOf({ operatorId, role })),
    )
  )
    throw new Failure('OWN_ACCESS');
  const complete = [...wanted].every((key) => given.has(key));
  if (!complete || given.size !== wanted.size || given.size < decisions.length) throw new Failure('ROLES_CHANGED');
  const { id } = await tx
    .insertInto('access_review')
    .values({ from_day: from, to_day: to, note, reviewer_id: actor.operatorId, at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const { operatorId, role, decision } of decisions)
    await tx
      .insertInto('access_review_line')
      .values({ review_id: id, operator_id: operatorId, role, decision, done_at: null })
      .execute();
  const withdrawn = decisions.filter(({ decision }) => decision === 'withdraw').map(keyOf);
  await command.record({
    event: 'auth.accessReviewed',
    subject: `access_review:${id}`,
    data: { from, to, looked: decisions.length, withdrawn },
  });
  command.changed('auth');
  return { id };
}

/** Roles that a review withdraws and that an operator does not hold any more are withdrawn now. */
export async function noteWithdrawn({ tx, now }: CommandContext, operatorId: number): Promise<void> {
  await tx
    .updateTable('access_review_line')
    .set({ done_at: now })
    .where('operator_id', '=', operatorId)
    .where('decision', '=', 'withdraw')
    .where('done_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('operator_role')
            .innerJoin('operator', 'operator.id', 'operator_role.operator_id')
            .select('operator.id')
            .whereRef('operator_role.operator_id', '=', 'access_review_line.operator_id')
            .whereRef('operator_role.role', '=', 'access_review_line.role')
            .where('operator.active', '=', 1),
        ),
      ),
    )
    .execute();
}

/** Reviews, the newest first. */
export async function listAccessReviews(db: Db): Promise<AccessReview[]> {
  const reviews = await db
    .selectFrom('access_review as review')
    .innerJoin('operator', 'operator.id', 'review.reviewer_id')
    .selectAll('review')
    .select('operator.display_name as reviewer')
    .orderBy('review.id', 'desc')
    .execute();
  const lines = await db
    .selectFrom('access_review_line as line')
    .innerJoin('operator', 'operator.id', 'line.operator_id')
    .select(['line.review_id', 'line.role', 'line.decision', 'line.done_at', 'operator.display_name as operator'])
    .orderBy('line.id')
    .execute();
  const linesOf = Map.groupBy(lines, ({ review_id: reviewId }) => reviewId);
  return reviews.map(({ id, from_day: from, to_day: to, note, reviewer, at }) => {
    const own = linesOf.get(id) ?? [];
    const withdrawn = own.filter(({ decision }) => decision === 'withdraw');
    return {
      id,
      from,
      to,
      note,
      reviewer,
      at,
      kept: own.length - withdrawn.length,
      withdrawn: withdrawn.length,
      open: withdrawn
        .filter(({ done_at: doneAt }) => doneAt === null)
        .map(({ operator, role }) => ({ operator, role })),
    };
  });
}
