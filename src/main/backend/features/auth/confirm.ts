import { Failure } from '#backend/kernel/failure.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { actorOf } from '#backend/kernel/session.ts';
import type { Session, SignedInOperator } from '#backend/kernel/session.ts';
import { readVault } from './open-database.ts';

/** Asks whoever is signed in for his password once more. @throws Failure WRONG_CREDENTIALS, TRY_LATER */
export async function confirmOperator(backend: Backend, session: Session, password: string): Promise<void> {
  const { operator } = session;
  if (!operator) throw new Failure('WRONG_CREDENTIALS');
  await recordingFailure(backend, session, operator.username, () =>
    readVault(backend).openByPassword(operator.username, password),
  );
}

/** Wrong passwords stand in the journal too, as soon as there is one to write to. */
export async function recordingFailure<Result>(
  backend: Backend,
  session: Session,
  username: string,
  attempt: () => Promise<Result>,
): Promise<Result> {
  try {
    return await attempt();
  } catch (error) {
    const code = error instanceof Failure ? error.code : null;
    if (code && backend.inventory) {
      const nobody: SignedInOperator = { id: 0, username: '', displayName: '', roles: [], permissions: new Set() };
      await inTransaction(backend, actorOf(session, nobody), (command) =>
        command.record({
          event: 'auth.signInFailed',
          subject: 'operator:0',
          data: { username: username.slice(0, 80), code },
        }),
      );
    }
    throw error;
  }
}
