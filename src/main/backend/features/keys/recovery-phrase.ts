import type { PhraseRequest } from '#shared/features/keys/model.ts';
import { HOURS_FOR_PHRASE } from '#shared/features/keys/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { confirmOperator, hasAnotherAdministrator, listOperators, readVault } from '#backend/features/auth/index.ts';
import './tables.ts';

const subject = 'vault';

/** Whether there is another administrator, who then has to confirm. */
export async function needsSecond(db: Db, operatorId: number): Promise<boolean> {
  return hasAnotherAdministrator(await listOperators(db), operatorId);
}

/** What was asked for, is not over, and was not refused or made. */
export async function findRequest(db: Db, now: string): Promise<PhraseRequest | null> {
  const row = await db
    .selectFrom('recovery_phrase_request as request')
    .innerJoin('operator as asker', 'asker.id', 'request.asked_by')
    .leftJoin('operator as second', 'second.id', 'request.decided_by')
    .select(['request.id', 'reason', 'asked_by', 'asked_at', 'expires_at', 'decision'])
    .select(['asker.display_name as asker', 'second.display_name as second'])
    .where('expires_at', '>', now)
    .where('issued_at', 'is', null)
    .where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '=', 'confirmed')]))
    .orderBy('request.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    reason: row.reason,
    askedById: row.asked_by,
    askedBy: row.asker,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    confirmedBy: row.decision === 'confirmed' ? row.second : null,
  };
}

/** Asks for a second administrator's word; one that was asked for before and not decided is withdrawn. @throws Failure NO_SECOND_ADMINISTRATOR */
export async function askForPhrase(command: CommandContext, { reason }: { reason: string }): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  if (!(await needsSecond(tx, actor.operatorId))) throw new Failure('NO_SECOND_ADMINISTRATOR');
  await tx
    .updateTable('recovery_phrase_request')
    .set({ decision: 'withdrawn', decided_by: actor.operatorId, decided_at: now })
    .where('decision', 'is', null)
    .execute();
  const expiresAt = new Date(Date.parse(now) + HOURS_FOR_PHRASE * 3_600_000).toISOString();
  const { id } = await tx
    .insertInto('recovery_phrase_request')
    .values({
      reason,
      asked_by: actor.operatorId,
      asked_at: now,
      expires_at: expiresAt,
      decision: null,
      decided_by: null,
      decided_at: null,
      issued_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.record({ event: 'auth.recoveryPhraseAsked', subject, data: { request: id, expiresAt }, reason });
  command.changed('keys');
  return { id };
}

/**
 * The second administrator's word. Whoever asked may take it back, and never confirms.
 *
 * @throws Failure NOT_FOUND, SECOND_ADMINISTRATOR
 */
export async function decidePhrase(
  command: CommandContext,
  { id, confirmed }: { id: number; confirmed: boolean },
): Promise<void> {
  const { tx, now, actor } = command;
  const request = await findRequest(tx, now);
  if (request?.id !== id || request.confirmedBy !== null) throw notFound('recovery_phrase_request', id);
  const own = request.askedById === actor.operatorId;
  if (confirmed && own) throw new Failure('SECOND_ADMINISTRATOR');
  const decision = confirmed ? 'confirmed' : own ? 'withdrawn' : 'refused';
  await tx
    .updateTable('recovery_phrase_request')
    .set({ decision, decided_by: actor.operatorId, decided_at: now })
    .where('id', '=', id)
    .execute();
  await command.record({
    event: 'auth.recoveryPhraseDecided',
    subject,
    data: { request: id, decision, askedBy: `operator:${request.askedById}` },
  });
  command.changed('keys');
}

/**
 * Makes a new recovery phrase. That it was made stands in the journal before the former one is worth nothing: should it
 * fail between the two, the printed one goes on to hold, and the next attempt says so again.
 *
 * @throws Failure WRONG_CREDENTIALS, TRY_LATER, NOT_CONFIRMED
 */
export async function issuePhrase(
  { backend, session }: Call,
  { password }: { password: string },
): Promise<{ recoveryPhrase: string }> {
  const actor = actingOperator(session);
  await confirmOperator(backend, session, password);
  await inTransaction(backend, actor, async (command) => {
    const { tx, now } = command;
    const request = await findRequest(tx, now);
    const confirmed = request !== null && request.confirmedBy !== null && request.askedById === actor.operatorId;
    if (!confirmed && (await needsSecond(tx, actor.operatorId))) throw new Failure('NOT_CONFIRMED');
    if (confirmed)
      await tx.updateTable('recovery_phrase_request').set({ issued_at: now }).where('id', '=', request.id).execute();
    await command.record({
      event: 'auth.recoveryPhraseIssued',
      subject,
      data: confirmed ? { request: request.id, confirmedBy: request.confirmedBy } : {},
    });
    command.changed('keys');
  });
  return { recoveryPhrase: await readVault(backend).renewPhrase(openInventoryOf(backend).dataKey) };
}
