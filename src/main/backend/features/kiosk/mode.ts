import { lendsAnything } from '#shared/features/kiosk/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { confirmOperator } from '#backend/features/auth/index.ts';
import { kioskPolicySetting } from './policy.ts';
import { visitOf } from './visit.ts';

/**
 * Turns the window into a kiosk. From here on the session is refused everything else, whatever the page asks for.
 *
 * @throws Failure NOTHING_TO_LEND until somebody has said what may be borrowed.
 */
export async function startKiosk({ backend, session }: Call): Promise<void> {
  const actor = actingOperator(session);
  const policy = await readSetting(openInventoryOf(backend).reader, kioskPolicySetting);
  if (!lendsAnything(policy)) throw new Failure('NOTHING_TO_LEND');
  await inTransaction(backend, actor, async (command) => {
    await command.record({ event: 'kiosk.started', subject: `operator:${actor.operatorId}`, data: {} });
    command.afterCommit(() => {
      session.kiosk = { since: command.now };
    });
  });
  await backend.host
    .setKiosk(true)
    .catch((error: unknown) => backend.log.defect(error, { doing: 'filling the screen' }));
}

/** @throws Failure WRONG_CREDENTIALS, TRY_LATER: only who started the kiosk leaves it. */
export async function leaveKiosk({ backend, session }: Call, password: string): Promise<void> {
  visitOf(session);
  const actor = actingOperator(session);
  await confirmOperator(backend, session, password);
  await inTransaction(backend, actor, async (command) => {
    await command.record({ event: 'kiosk.left', subject: `operator:${actor.operatorId}`, data: {} });
    command.afterCommit(() => {
      session.kiosk = null;
      session.lastActiveAt = command.now;
    });
  });
  await backend.host
    .setKiosk(false)
    .catch((error: unknown) => backend.log.defect(error, { doing: 'leaving the full screen' }));
}
