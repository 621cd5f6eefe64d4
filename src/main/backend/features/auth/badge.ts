import { timingSafeEqual } from 'node:crypto';
import type { BadgeState, SessionOperator } from '#shared/features/auth/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import type { SignedInOperator } from '#backend/kernel/session.ts';
import { wasteTime } from '#backend/kernel/vault/key-slot.ts';
import { stretch } from '#backend/kernel/vault/stretch.ts';
import { admit, sessionOperatorOf } from './open-database.ts';
import { confirmOperator, recordingFailure } from './confirm.ts';
import { findActiveOperator } from './repository.ts';
import { isGuessablePin } from './rules.ts';
import { isProven } from './proven.ts';
import type { OperatorBadgeTable } from './tables.ts';

/** Wrong PINs after which only the password helps. */
const mostFailures = 5;
const codeOf = (badge: string): string => badge.normalize('NFKC').trim();

async function findBadge(db: Db, badge: string): Promise<(OperatorBadgeTable & { username: string }) | undefined> {
  return db
    .selectFrom('operator_badge')
    .innerJoin('operator', 'operator.id', 'operator_badge.operator_id')
    .selectAll('operator_badge')
    .select('operator.username')
    .where('badge', '=', codeOf(badge))
    .where('operator.active', '=', 1)
    .executeTakeFirst();
}

export async function readBadge(db: Db, operatorId: number): Promise<BadgeState> {
  const found = await db
    .selectFrom('operator_badge')
    .select(['badge', 'set_at', 'failures'])
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  return {
    badge: found?.badge ?? null,
    since: found?.set_at ?? null,
    stopped: found !== undefined && found.failures >= mostFailures,
  };
}

/** @throws Failure WRONG_CREDENTIALS, TRY_LATER, BADGE_TAKEN, PIN_GUESSABLE */
export async function setBadge(
  { backend, session }: Call,
  input: { password: string; badge: string; pin: string },
): Promise<void> {
  if (isGuessablePin(input.pin, codeOf(input.badge))) throw new Failure('PIN_GUESSABLE');
  await confirmOperator(backend, session, input.password);
  const salt = backend.surroundings.randomBytes(16);
  const hash = await stretch(input.pin, salt);
  await inTransaction(backend, actingOperator(session), async (command) => {
    const { tx, actor, now } = command;
    const badge = codeOf(input.badge);
    const taken = await tx
      .selectFrom('operator_badge')
      .select('operator_id')
      .where('badge', '=', badge)
      .where('operator_id', '<>', actor.operatorId)
      .executeTakeFirst();
    if (taken) throw new Failure('BADGE_TAKEN');
    const values = { badge, salt, hash, set_at: now, failures: 0 };
    await tx
      .insertInto('operator_badge')
      .values({ operator_id: actor.operatorId, ...values })
      .onConflict((conflict) => conflict.column('operator_id').doUpdateSet(values))
      .execute();
    await recordOf(command, 'auth.badgeSet', actor);
  });
}

export async function removeBadge(command: CommandContext): Promise<void> {
  const { tx, actor } = command;
  const { numDeletedRows } = await tx
    .deleteFrom('operator_badge')
    .where('operator_id', '=', actor.operatorId)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await recordOf(command, 'auth.badgeRemoved', actor);
}

async function recordOf(
  command: CommandContext,
  event: string,
  { operatorId, username }: { operatorId: number; username: string },
  instead: string | null = null,
): Promise<void> {
  const data = instead === null ? { username } : { username, instead };
  await command.record({ event, subject: `operator:${operatorId}`, data });
  command.changed('auth');
}

/**
 * Gives a desk that is open to whoever shows his badge and knows its PIN. Neither opens the database: the key stays
 * under the passwords, and a PIN is only worth something beside an open desk.
 *
 * @throws Failure WRONG_CREDENTIALS, the same and as slow for a badge that nobody has; PASSWORD_FIRST when the badge
 * does not do: after five wrong PINs, or when the password was not given within the last twelve hours at this desk
 */
export async function switchByBadge(
  { backend, session }: Call,
  { badge, pin }: { badge: string; pin: string },
): Promise<SessionOperator> {
  if (!backend.inventory) throw new Failure('PASSWORD_FIRST');
  const found = await findBadge(openInventoryOf(backend).reader, badge);
  const operator = found && (await findActiveOperator(openInventoryOf(backend).reader, found.username));
  return recordingFailure(backend, session, found?.username ?? '', async () => {
    if (!found || !operator) {
      await wasteTime(pin);
      throw new Failure('WRONG_CREDENTIALS');
    }
    const right = timingSafeEqual(await stretch(pin, found.salt), found.hash);
    const verdict = await inTransaction(backend, actorOf(session, operator), (command) =>
      judgePin(command, operator, right),
    );
    if (verdict !== null) throw verdict;
    const before = session.operator?.username ?? null;
    return sessionOperatorOf(
      await admit(backend, session, operator.username, { event: 'auth.switched', data: { instead: before } }),
    );
  });
}

/** Counts within the transaction, so that guesses made at once are counted one after the other. */
async function judgePin(command: CommandContext, { id, username }: SignedInOperator, right: boolean) {
  const own = command.tx.updateTable('operator_badge').where('operator_id', '=', id);
  const { failures } = await command.tx
    .selectFrom('operator_badge')
    .select('failures')
    .where('operator_id', '=', id)
    .executeTakeFirstOrThrow();
  if (failures >= mostFailures) return new Failure('PASSWORD_FIRST');
  if (!right) {
    await own.set({ failures: failures + 1 }).execute();
    await recordOf(command, 'auth.pinFailed', { operatorId: id, username });
    return new Failure('WRONG_CREDENTIALS');
  }
  if (!isProven(command.backend, id)) return new Failure('PASSWORD_FIRST');
  if (failures === 0) return null;
  await own.set({ failures: 0 }).execute();
  await recordOf(command, 'auth.pinGiven', { operatorId: id, username });
  return null;
}
