import { rmSync } from 'node:fs';
import type { SessionOperator } from '#shared/features/auth/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { closeInventory, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import type { Session, SignedInOperator } from '#backend/kernel/session.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { admit, folderOf, insertFirstOperator, openDatabase, readVault, sessionOperatorOf } from './open-database.ts';
import { recordingFailure } from './confirm.ts';
import { refuseGuessable } from './guessable-password.ts';
import { forgivePins, noteProven } from './proven.ts';
import { findActiveOperator } from './repository.ts';
import { askSecondFactor, readSecondFactor, turnSecondFactorOff } from './second-factor.ts';

/** First run: vault, database, first operator. */
export async function createAdministrator(
  backend: Backend,
  session: Session,
  input: { username: string; displayName: string; password: string; alone: boolean; control: string | null },
): Promise<{ recoveryPhrase: string }> {
  const folder = folderOf(backend);
  if (Vault.isEstablished(folder.vault, backend.surroundings)) throw new Failure('ALREADY_SET_UP');
  await refuseGuessable(input.password, [input.username, input.displayName]);
  // What a first run left that was cut short has no operator yet, so there is nothing in it to lose.
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${folder.database}${suffix}`, { force: true });
  const { vault, dataKey, recoveryPhrase } = await Vault.create(folder.vault, input, backend.surroundings);
  await openDatabase(backend, dataKey);
  await insertFirstOperator(backend, session, input);
  await vault.establish();
  await admitByPassword(backend, session, input.username, 'auth.signedIn');
  return { recoveryPhrase };
}

export async function signIn(
  backend: Backend,
  session: Session,
  input: { username: string; password: string; code: string | null },
): Promise<SessionOperator> {
  const opened = await recordingFailure(backend, session, input.username, () =>
    readVault(backend).openByPassword(input.username.trim(), input.password),
  );
  await openDatabase(backend, opened.dataKey, async () => {
    const operator = await findActiveOperator(openInventoryOf(backend).reader, opened.username);
    if (operator) await askSecondFactor(backend, actorOf(session, operator), input.code);
  });
  return sessionOperatorOf(await admitByPassword(backend, session, opened.username, 'auth.signedIn'));
}

/** Opens with the printed phrase and gives the operator a new password; a second factor that he lost is given up. */
export async function recover(
  backend: Backend,
  session: Session,
  input: { username: string; recoveryPhrase: string; password: string },
): Promise<SessionOperator> {
  const vault = readVault(backend);
  const dataKey = await recordingFailure(backend, session, input.username, () =>
    vault.openByPhrase(input.recoveryPhrase),
  );
  const known = vault.operators.find((entry) => entry.username.toLowerCase() === input.username.trim().toLowerCase());
  if (!known) throw new Failure('WRONG_CREDENTIALS');
  await refuseGuessable(input.password, [known.username, known.displayName]);
  await openDatabase(backend, dataKey);
  await vault.setOperator(dataKey, { ...known, password: input.password });
  const recovered = await admitByPassword(backend, session, known.username, 'auth.recovered');
  const { since } = await readSecondFactor(openInventoryOf(backend).reader, recovered.id);
  if (since !== null)
    await inTransaction(backend, actorOf(session, recovered), (command) =>
      turnSecondFactorOff(command, { operatorId: recovered.id, reason: null }),
    );
  return sessionOperatorOf(recovered);
}

export async function unlock(backend: Backend, session: Session, password: string): Promise<SessionOperator> {
  const { operator } = session;
  if (!operator) throw new Failure('WRONG_CREDENTIALS');
  await recordingFailure(backend, session, operator.username, () =>
    readVault(backend).openByPassword(operator.username, password),
  );
  return sessionOperatorOf(await admitByPassword(backend, session, operator.username, 'auth.unlocked'));
}

export async function lock(backend: Backend, session: Session): Promise<void> {
  const { operator } = session;
  if (!operator || session.locked) return;
  session.locked = true;
  await recordOf(backend, session, operator, 'auth.locked');
}

/** Ends the session; with the last one the database closes and its key is gone from memory. */
export async function signOut(backend: Backend, session: Session): Promise<void> {
  const { operator } = session;
  if (!operator) return;
  session.operator = null;
  session.locked = false;
  session.kiosk = null;
  await recordOf(backend, session, operator, 'auth.signedOut');
  if ([...backend.sessions].some((other) => other.operator)) return;
  await closeInventory(backend);
}

async function recordOf(backend: Backend, session: Session, operator: SignedInOperator, event: string): Promise<void> {
  if (!backend.inventory) return;
  await inTransaction(backend, actorOf(session, operator), (command) =>
    command.record({ event, subject: `operator:${operator.id}`, data: { username: operator.username } }),
  );
}

async function admitByPassword(
  backend: Backend,
  session: Session,
  username: string,
  event: string,
): Promise<SignedInOperator> {
  const operator = await admit(backend, session, username, { event, also: forgivePins });
  noteProven(backend, operator.id);
  return operator;
}
