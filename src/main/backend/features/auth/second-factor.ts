import { createHash } from 'node:crypto';
import type { SecondFactor } from '#shared/features/auth/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { nextAttemptAllowedAt } from '#backend/kernel/vault/back-off.ts';
import { makeRecoveryCodes, normaliseRecoveryCode } from '#backend/kernel/vault/recovery-phrase.ts';
import { sealedColumns } from '#backend/kernel/vault/sealed-places.ts';
import { openSecret, sealSecret } from '#backend/kernel/vault/secret-box.ts';
import { acceptedStep, makeTotpSecret, totpAddress } from '#backend/kernel/vault/totp.ts';
import type { SecondFactorTable } from './tables.ts';

const hashOf = (code: string): string => createHash('sha256').update(normaliseRecoveryCode(code)).digest('hex');

async function findFactor(db: Db, operatorId: number): Promise<SecondFactorTable | undefined> {
  return db.selectFrom('operator_second_factor').selectAll().where('operator_id', '=', operatorId).executeTakeFirst();
}

/** Whether an operator is asked for a code, since when, and how many of his recovery codes are left. */
export async function readSecondFactor(db: Db, operatorId: number): Promise<SecondFactor> {
  const since = (await findFactor(db, operatorId))?.confirmed_at ?? null;
  const codes = await db
    .selectFrom('operator_recovery_code')
    .select('hash')
    .where('operator_id', '=', operatorId)
    .where('used_at', 'is', null)
    .execute();
  return { since, recoveryCodesLeft: codes.length };
}

/** A new seed, which holds from the first right code on. @throws Failure SECOND_FACTOR_ON */
export async function beginSecondFactor(command: CommandContext): Promise<{ secret: string; address: string }> {
  const { tx, backend, actor, now } = command;
  const { operatorId, username } = actor;
  if ((await readSecondFactor(tx, operatorId)).since !== null) throw new Failure('SECOND_FACTOR_ON');
  const secret = makeTotpSecret(backend.surroundings);
  const { dataKey } = openInventoryOf(backend);
  const seed = sealSecret(dataKey, sealedColumns.secondFactorSeed, [operatorId], secret, backend.surroundings);
  await removeFactor(command, operatorId);
  await tx
    .insertInto('operator_second_factor')
    .values({
      operator_id: operatorId,
      seed,
      begun_at: now,
      confirmed_at: null,
      last_step: null,
      failures: 0,
      last_failure_at: null,
    })
    .execute();
  await command.record({ event: 'auth.secondFactorBegun', subject: `operator:${operatorId}`, data: { username } });
  return { secret, address: totpAddress(secret, username) };
}

/**
 * The first right code turns the second factor on; the recovery codes are shown this once.
 *
 * @throws Failure WRONG_CODE, NOT_FOUND
 */
export async function confirmSecondFactor(
  command: CommandContext,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] }> {
  const { tx, backend, actor, now } = command;
  const factor = await findFactor(tx, actor.operatorId);
  if (!factor || factor.confirmed_at !== null) throw notFound('second_factor', actor.operatorId);
  const step = acceptedStep(seedOf(backend, factor), code, now, null);
  if (step === null) throw new Failure('WRONG_CODE');
  await tx
    .updateTable('operator_second_factor')
    .set({ confirmed_at: now, last_step: step })
    .where('operator_id', '=', actor.operatorId)
    .execute();
  return { recoveryCodes: await giveRecoveryCodes(command, 'auth.secondFactorOn') };
}

/** New codes in place of all that were given before. @throws Failure SECOND_FACTOR_OFF */
export async function renewRecoveryCodes(command: CommandContext): Promise<{ recoveryCodes: string[] }> {
  if ((await readSecondFactor(command.tx, command.actor.operatorId)).since === null)
    throw new Failure('SECOND_FACTOR_OFF');
  return { recoveryCodes: await giveRecoveryCodes(command, 'auth.recoveryCodesRenewed') };
}

async function giveRecoveryCodes(command: CommandContext, event: string): Promise<string[]> {
  const { tx, actor, backend } = command;
  const { operatorId, username } = actor;
  const codes = makeRecoveryCodes(backend.surroundings);
  await tx.deleteFrom('operator_recovery_code').where('operator_id', '=', operatorId).execute();
  await tx
    .insertInto('operator_recovery_code')
    .values(codes.map((code) => ({ operator_id: operatorId, hash: hashOf(code), used_at: null })))
    .execute();
  await command.record({ event, subject: `operator:${operatorId}`, data: { username, codes: codes.length } });
  command.changed('auth');
  return codes;
}

/** Nobody asks this operator for a code any more, by himself or by whoever manages operators. */
export async function turnSecondFactorOff(
  command: CommandContext,
  { operatorId, reason }: { operatorId: number; reason: string | null },
): Promise<void> {
  const operator = await command.tx
    .selectFrom('operator')
    .select('username')
    .where('id', '=', operatorId)
    .executeTakeFirst();
  if (!operator) throw notFound('operator', operatorId);
  if ((await readSecondFactor(command.tx, operatorId)).since === null) throw new Failure('SECOND_FACTOR_OFF');
  await removeFactor(command, operatorId);
  const subject = `operator:${operatorId}`;
  await command.record({ event: 'auth.secondFactorOff', subject, data: { username: operator.username }, reason });
  command.changed('auth');
}

async function removeFactor({ tx }: CommandContext, operatorId: number): Promise<void> {
  await tx.deleteFrom('operator_second_factor').where('operator_id', '=', operatorId).execute();
}

function seedOf(backend: Backend, factor: SecondFactorTable): string {
  return openSecret(
    openInventoryOf(backend).dataKey,
    sealedColumns.secondFactorSeed,
    [factor.operator_id],
    factor.seed,
  );
}

type Verdict = { let: 'in' } | { let: 'out'; failure: Failure };

/**
 * Asks an operator for his second factor before he is let in: a code of his authenticator, or a recovery code.
 * Failures are counted apart from those of the password, in the database, and hold off in the same way.
 *
 * @throws Failure SECOND_FACTOR_REQUIRED when none was given, WRONG_CODE, TRY_LATER {seconds}
 */
export async function askSecondFactor(backend: Backend, actor: Actor, code: string | null): Promise<void> {
  const { reader } = openInventoryOf(backend);
  const factor = await findFactor(reader, actor.operatorId);
  if (!factor || factor.confirmed_at === null) return;
  if (code === null || code.trim() === '') throw new Failure('SECOND_FACTOR_REQUIRED');
  // The count of a wrong code is kept, so it is not thrown inside of the transaction.
  const verdict = await inTransaction(backend, actor, (command) => judgeCode(command, code));
  if (verdict.let === 'out') throw verdict.failure;
}

async function judgeCode(command: CommandContext, code: string): Promise<Verdict> {
  const { tx, backend, actor, now } = command;
  const { operatorId, username } = actor;
  const subject = `operator:${operatorId}`;
  const factor = await findFactor(tx, operatorId);
  if (!factor) return { let: 'in' };
  const allowedAt = nextAttemptAllowedAt(factor.failures, factor.last_failure_at, now);
  if (allowedAt > now) {
    const seconds = Math.ceil((Date.parse(allowedAt) - Date.parse(now)) / 1000);
    return { let: 'out', failure: new Failure('TRY_LATER', { seconds }) };
  }
  const own = tx.updateTable('operator_second_factor').where('operator_id', '=', operatorId);
  const step = acceptedStep(seedOf(backend, factor), code, now, factor.last_step);
  const by = step !== null ? 'authenticator' : (await spendRecoveryCode(command, code)) ? 'recovery code' : null;
  if (by === null) {
    await own.set({ failures: factor.failures + 1, last_failure_at: now }).execute();
    await command.record({ event: 'auth.secondFactorFailed', subject, data: { username } });
    return { let: 'out', failure: new Failure('WRONG_CODE') };
  }
  await own.set({ failures: 0, last_failure_at: null, ...(step === null ? {} : { last_step: step }) }).execute();
  await command.record({ event: 'auth.secondFactorGiven', subject, data: { username, by } });
  return { let: 'in' };
}

async function spendRecoveryCode({ tx, actor, now }: CommandContext, code: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('operator_recovery_code')
    .set({ used_at: now })
    .where('operator_id', '=', actor.operatorId)
    .where('hash', '=', hashOf(code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
