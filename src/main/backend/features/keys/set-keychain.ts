import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { confirmOperator, readVault } from '#backend/features/auth/index.ts';

/**
 * Puts the slots of operators under the keychain of the system as well, or takes them out again. That it was done stands
 * in the journal first: should it fail between the two, the slots are as they were, and the next attempt says so again.
 *
 * @throws Failure WRONG_CREDENTIALS, TRY_LATER, KEYCHAIN_UNAVAILABLE, KEYCHAIN_SLOTS_LOST
 */
export async function setKeychain(
  { backend, session }: Call,
  { on, password }: { on: boolean; password: string },
): Promise<void> {
  const { keychain } = backend.host;
  await confirmOperator(backend, session, password);
  const vault = readVault(backend);
  if (vault.closed.length > 0) throw new Failure('KEYCHAIN_SLOTS_LOST', { names: vault.closed.join(', ') });
  const { usable, store } = await keychain.status();
  if (on && !usable) throw new Failure('KEYCHAIN_UNAVAILABLE', { store });
  await inTransaction(backend, actingOperator(session), async (command) => {
    await command.record({
      event: on ? 'auth.keychainTurnedOn' : 'auth.keychainTurnedOff',
      subject: 'vault',
      data: { store },
    });
    command.changed('keys');
  });
  await vault.setKeychain(on ? keychain : null);
}
