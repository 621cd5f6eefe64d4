import type { Operator } from '#shared/features/auth/model.ts';
import type { Role } from '#shared/features/auth/permissions.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { askForRoles, rolesToConfirm } from './roles/grants.ts';
import { noteWithdrawn } from './roles/review-access.ts';
import { settleConflicts } from './roles/conflicts.ts';
import type { Control } from './roles/conflicts.ts';
import { applyToSessions } from './sessions.ts';
import { readVault } from './open-database.ts';
import { refuseGuessable } from './guessable-password.ts';
import { insertOperator, listOperators, updateOperatorRow } from './repository.ts';
import { keepsAnAdministrator } from './rules.ts';

/**
 * His key slot first, then the row: a slot without a row lets nobody in.
 * Stretching a password takes a tenth of a second, which no transaction waits for.
 */
export async function createOperator(
  { backend, session }: Call,
  input: { username: string; displayName: string; password: string; roles: Role[]; controls: Control[] },
): Promise<{ id: number; waiting: Role[] }> {
  await refuseGuessable(input.password, [input.username, input.displayName]);
  const { dataKey, reader } = openInventoryOf(backend);
  refuseTaken(await listOperators(reader), input.username);
  const vault = readVault(backend);
  await vault.setOperator(dataKey, input);
  try {
    return await inTransaction(backend, actingOperator(session), (command) => insertNewOperator(command, input));
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'USERNAME_TAKEN') await vault.removeOperator(input.username);
    throw error;
  }
}

function refuseTaken(operators: readonly Operator[], username: string): void {
  if (operators.some((operator) => operator.username.toLowerCase() === username.toLowerCase())) {
    throw new Failure('USERNAME_TAKEN', { username });
  }
}

async function insertNewOperator(
  command: CommandContext,
  input: { username: string; displayName: string; roles: Role[]; controls: Control[] },
): Promise<{ id: number; waiting: Role[] }> {
  refuseTaken(await listOperators(command.tx), input.username);
  const waiting = await rolesToConfirm(command, { operatorId: null, roles: input.roles });
  const roles = without(input.roles, waiting);
  const id = await insertOperator(command.tx, { ...input, roles, createdAt: command.now });
  await command.record({
    event: 'auth.operatorCreated',
    subject: `operator:${id}`,
    data: { username: input.username, displayName: input.displayName, roles },
  });
  await settleConflicts(command, { operatorId: id, roles, active: true, controls: input.controls });
  await askForRoles(command, id, waiting);
  command.changed('auth');
  return { id, waiting };
}

/** Whoever was disabled lost his key slot, so letting him in again takes a new password. */
export async function updateOperator(
  { backend, session }: Call,
  input: {
    id: number;
    displayName: string;
    roles: Role[];
    active: boolean;
    password: string | null;
    controls: Control[];
  },
): Promise<{ waiting: Role[] }> {
  const { dataKey, reader } = openInventoryOf(backend);
  const before = (await listOperators(reader)).find((operator) => operator.id === input.id);
  if (before && !before.active && input.active) {
    if (input.password === null) throw new Failure('PASSWORD_REQUIRED');
    await refuseGuessable(input.password, [before.username, input.displayName]);
    const { username } = before;
    await readVault(backend).setOperator(dataKey, {
      username,
      displayName: input.displayName,
      password: input.password,
    });
  }
  const { disabled, waiting } = await inTransaction(backend, actingOperator(session), (command) =>
    changeOperator(command, input),
  );
  if (disabled !== null) await readVault(backend).removeOperator(disabled);
  return { waiting };
}

/** @returns the name of the operator who was disabled by this, or null, and the roles that wait for a second administrator */
async function changeOperator(
  command: CommandContext,
  input: { id: number; displayName: string; roles: Role[]; active: boolean; controls: Control[] },
): Promise<{ disabled: string | null; waiting: Role[] }> {
  const operators = await listOperators(command.tx);
  const before = operators.find((operator) => operator.id === input.id);
  if (!before) throw notFound('operator', input.id);
  const waiting = await rolesToConfirm(command, { operatorId: input.id, roles: input.roles });
  const after = { ...input, roles: without(input.roles, waiting) };
  if (!keepsAnAdministrator(operators, after)) throw new Failure('LAST_ADMINISTRATOR');
  await updateOperatorRow(command.tx, input.id, after);
  await command.record({
    event: 'auth.operatorChanged',
    subject: `operator:${input.id}`,
    data: {
      before: { displayName: before.displayName, roles: before.roles, active: before.active },
      after: { displayName: input.displayName, roles: after.roles, active: input.active },
    },
  });
  await noteWithdrawn(command, input.id);
  await settleConflicts(command, { ...after, operatorId: input.id });
  await askForRoles(command, input.id, input.active ? waiting : []);
  command.changed('auth');
  await applyToSessions(command);
  return { disabled: before.active && !input.active ? before.username : null, waiting };
}

function without(roles: readonly Role[], waiting: readonly Role[]): Role[] {
  return roles.filter((role) => !waiting.includes(role));
}

export async function changePassword(
  { backend, session }: Call,
  input: { password: string; newPassword: string },
): Promise<void> {
  const actor = actingOperator(session);
  await refuseGuessable(input.newPassword, [actor.username]);
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
