import type { DeskResult } from '#shared/features/desk/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { reverseSteps } from '#backend/features/custody/index.ts';
import { blankResult } from './scan.ts';
import { deskStateOf, remember } from './session-state.ts';
import type { DeskSessionName } from './session-state.ts';
import { loadSubject } from './subject.ts';

/** Takes the last thing back that the session did, as a reversal of its own in the journal. */
export async function undo({ backend, session }: Call, input: { session: DeskSessionName }): Promise<DeskResult> {
  const actor = actingOperator(session);
  if (!actor.may('asset.checkout') && !actor.may('asset.move'))
    throw new Failure('FORBIDDEN', { permission: 'asset.checkout' });
  const state = deskStateOf(session, input.session);
  const last = state.done.at(-1);
  if (!last) throw new Failure('NOTHING_TO_UNDO');
  return inTransaction(backend, actor, async (command) => {
    await reverseSteps(command, last.steps);
    const asset = last.result.asset ? await getAssetRow(command.tx, last.result.asset.id, false) : null;
    const subject = state.subject ? await loadSubject(command.tx, state.subject) : null;
    const result: DeskResult = {
      ...blankResult(command, state, last.result.code),
      outcome: 'undone',
      sound: 'done',
      asset,
      subject,
    };
    command.afterCommit(() => {
      state.done = state.done.slice(0, -1);
      state.subject = subject;
      remember(state, result, []);
    });
    return result;
  });
}
