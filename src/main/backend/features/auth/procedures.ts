import { implement } from '@orpc/server';
import { authContract } from '#shared/features/auth/contract.ts';
import type { SessionStatus } from '#shared/features/auth/model.ts';
import { storageProblem } from '#shared/features/auth/model.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { isIdle } from '#backend/kernel/rpc/idle.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { readBadge, removeBadge, setBadge, switchByBadge } from './badge.ts';
import { confirmOperator } from './confirm.ts';
import { problemOf, readVault, sessionOperatorOf } from './open-database.ts';
import { changePassword, createOperator, updateOperator } from './operators.ts';
import { listOperators } from './repository.ts';
import { decideGrant, listGrants } from './roles/grants.ts';
import { listAccessReviews, reviewAccess } from './roles/review-access.ts';
import { archiveRole, changeRole, createRole } from './roles/own-roles.ts';
import { listRoles } from './roles/read-roles.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  turnSecondFactorOff,
} from './second-factor.ts';
import { createAdministrator, lock, recover, signIn, signOut, unlock } from './sign-in.ts';

const os = implement(authContract).$context<Call>().use(guard);

export const authProcedures = os.router({
  status: os.status.handler(({ context }) => status(context)),
  createAdministrator: os.createAdministrator.handler(({ context, input }) =>
    createAdministrator(context.backend, context.session, input),
  ),
  signIn: os.signIn.handler(({ context, input }) => signIn(context.backend, context.session, input)),
  recover: os.recover.handler(({ context, input }) => recover(context.backend, context.session, input)),
  signOut: os.signOut.handler(({ context }) => signOut(context.backend, context.session)),
  lock: os.lock.handler(({ context }) => lock(context.backend, context.session)),
  unlock: os.unlock.handler(({ context, input }) => unlock(context.backend, context.session, input.password)),
  switchByBadge: os.switchByBadge.handler(({ context, input }) => switchByBadge(context, input)),
  badge: os.badge.handler(inQuery(({ reader, actor }) => readBadge(reader, actor.operatorId))),
  setBadge: os.setBadge.handler(({ context, input }) => setBadge(context, input)),
  removeBadge: os.removeBadge.handler(inCommand(removeBadge)),
  touch: os.touch.handler(({ context }) => {
    context.session.lastActiveAt = context.backend.surroundings.now();
  }),
  changePassword: os.changePassword.handler(({ context, input }) => changePassword(context, input)),
  secondFactor: os.secondFactor.handler(inQuery(({ reader, actor }) => readSecondFactor(reader, actor.operatorId))),
  beginSecondFactor: os.beginSecondFactor.handler(afterPassword(beginSecondFactor)),
  confirmSecondFactor: os.confirmSecondFactor.handler(inCommand(confirmSecondFactor)),
  renewRecoveryCodes: os.renewRecoveryCodes.handler(afterPassword(renewRecoveryCodes)),
  turnSecondFactorOff: os.turnSecondFactorOff.handler(
    afterPassword((command) => turnSecondFactorOff(command, { operatorId: command.actor.operatorId, reason: null })),
  ),
  resetSecondFactor: os.resetSecondFactor.handler(
    inCommand((command, { id, reason }) => turnSecondFactorOff(command, { operatorId: id, reason })),
  ),
  listOperators: os.listOperators.handler(inQuery(({ reader }) => listOperators(reader))),
  createOperator: os.createOperator.handler(({ context, input }) => createOperator(context, input)),
  updateOperator: os.updateOperator.handler(({ context, input }) => updateOperator(context, input)),
  listRoles: os.listRoles.handler(inQuery(({ reader }) => listRoles(reader))),
  createRole: os.createRole.handler(inCommand(createRole)),
  changeRole: os.changeRole.handler(inCommand((command, { seen, details }) => changeRole(command, seen, details))),
  archiveRole: os.archiveRole.handler(inCommand(archiveRole)),
  listGrants: os.listGrants.handler(inQuery(({ reader, now }) => listGrants(reader, now))),
  decideGrant: os.decideGrant.handler(inCommand(decideGrant)),
  reviewAccess: os.reviewAccess.handler(inCommand(reviewAccess)),
  listAccessReviews: os.listAccessReviews.handler(inQuery(({ reader }) => listAccessReviews(reader))),
});

/** A command of whoever has just proved that he is still who signed in. The proof takes a while, so before the transaction. */
function afterPassword<Output>(run: (command: CommandContext) => Promise<Output>) {
  return async ({ context, input }: { context: Call; input: { password: string } }): Promise<Output> => {
    const { backend, session } = context;
    await confirmOperator(backend, session, input.password);
    return inTransaction(backend, actingOperator(session), run);
  };
}

function status({ backend, session }: Call): SessionStatus {
  const { operator } = session;
  if (operator && session.kiosk === null && isIdle(session, backend.surroundings.now(), backend.idleLockMinutes))
    session.locked = true;
  const first = backend.folder !== null && !Vault.isEstablished(backend.folder.vault, backend.surroundings);
  return {
    state: stateOf({ unusable: backend.problem !== null, first, signedIn: operator !== null, locked: session.locked }),
    operator: operator ? sessionOperatorOf(operator) : null,
    problem: backend.problem ? storageProblem.parse(problemOf(backend.problem)) : null,
    dataFolder: backend.folderPath,
    knownOperators: backend.folder && !first ? readVault(backend).operators : [],
    idleLockMinutes: backend.idleLockMinutes,
    kiosk: session.kiosk !== null,
  };
}

function stateOf(facts: {
  unusable: boolean;
  first: boolean;
  signedIn: boolean;
  locked: boolean;
}): SessionStatus['state'] {
  if (facts.unusable) return 'unusable';
  if (facts.first) return 'first-run';
  if (!facts.signedIn) return 'signed-out';
  return facts.locked ? 'locked' : 'signed-in';
}
