import type { Role } from '#shared/features/auth/permissions.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readVault } from './open-database.ts';
import { insertOperator, listOperators, updateOperatorRow } from './repository.ts';
import { isCommonPassword, keepsAnAdministrator } from './rules.ts';

/** The row first, then his key slot: stretching a password takes a tenth of a second, which no transaction waits for. */
export async function createOperator(
  { backend, session }: Call,
  input: { username: string; displayName: string; password: string; roles: Role[] },
): Promise<{ id: number }> {
  if (isCommonPassword(input.password, [input.username, input.displayName])) throw new Failure('PASSWORD_TOO_COMMON');
  const { dataKey } = openInventoryOf(backend);
  const created = await inTransaction(backend, actingOperator(session), (command) => insertNewOperator(command, input));
  await readVault(backend).setOperator(dataKey, input);
  return created;
}

async function insertNewOperator(
  command: CommandContext,
  input: { username: string; displayName: string; roles: Role[] },
): Promise<{ id: number }> {
  const existing = await listOperators(command.tx);
  if (existing.some((operator) => operator.username.toLowerCase() === input.username.toLowerCase())) {
    throw new Failure('USERNAME_TAKEN', { username: input.username });
  }
  const id = await insertOperator(command.tx, { ...input, createdAt: command.now });
  await command.record({
    event: 'auth.operatorCreated',
    subject: `operator:${id}`,
    data: { username: input.username, displayName: input.displayName, roles: input.roles },
  });
  command.changed('auth');
  return { id };
}

export async function updateOperator(
  command: CommandContext,
  input: { id: number; displayName: string; roles: Role[]; active: boolean },
): Promise<void> {
  const operators = await listOperators(command.tx);
  const before = operators.find((operator) => operator.id === input.id);
  if (!before) throw notFound('operator', input.id);
  if (!keepsAnAdministrator(operators, input)) throw new Failure('LAST_ADMINISTRATOR');
  await updateOperatorRow(command.tx, input.id, input);
  await command.record({
    event: 'auth.operatorChanged',
    subject: `operator:${input.id}`,
    data: {
      before: { displayName: before.displayName, roles: before.roles, active: before.active },
      after: { displayName: input.displayName, roles: input.roles, active: input.active },
    },
  });
  command.changed('auth');
  command.afterCommit(() => {
    applyToSessions(command, input, before.username);
  });
}

/** A change of rights works at the next call, and a disabled operator is out at once. */
function applyToSessions(
  command: CommandContext,
  change: { id: number; displayName: string; roles: Role[]; active: boolean },
  username: string,
): void {
  for (const session of command.backend.sessions) {
    if (session.operator?.id !== change.id) continue;
    session.operator = change.active
      ? { ...session.operator, displayName: change.displayName, roles: change.roles }
      : null;
  }
  if (!change.active) readVault(command.backend).removeOperator(username);
}

export async function changePassword(
  { backend, session }: Call,
  input: { password: string; newPassword: string },
): Promise<void> {
  const actor = actingOperator(session);
  if (isCommonPassword(input.newPassword, [actor.username])) throw new Failure('PASSWORD_TOO_COMMON');
  const vault = readVault(backend);
  const { dataKey } = await vault.openByPassword(actor.username, input.password);
  const displayName = session.operator?.displayName ?? actor.username;
  await vault.setOperator(dataKey, { username: actor.username, displayName, password: input.newPassword });
  await inTransaction(backend, actor, (command) =>
    command.record({
      event: 'auth.passwordChanged',
      subject: `operator:${actor.operatorId}`,
      data: { username: actor.username },
    }),
  );
}
