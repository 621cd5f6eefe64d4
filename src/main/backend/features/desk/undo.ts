import type { DeskResult } from '#shared/features/desk/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { reverseSteps } from '#backend/features/custody/index.ts';
import { undoMovement } from '#backend/features/supplies/index.ts';
import { supplyOf } from './act-on-supply.ts';
import { blankResult } from './result.ts';
import { undoneKept } from './session-state.ts';
import type { DeskState } from './session-state.ts';
import { loadSubject } from './subject.ts';

/**
 * Takes the last thing back that the session did, as a reversal of its own in the journal.
 *
 * @throws Failure NOTHING_TO_UNDO, UNDO_REFUSED, MOVEMENT_NOT_LAST, FORBIDDEN.
 */
export async function undoLast(command: CommandContext, state: DeskState): Promise<DeskResult> {
  if (!command.actor.may('asset.checkout') && !command.actor.may('asset.move'))
    throw new Failure('FORBIDDEN', { permission: 'asset.checkout' });
  const last = state.done.at(-1);
  if (!last) throw new Failure('NOTHING_TO_UNDO');
  const reversals = await reverseSteps(command, last.steps, { how: 'scan', undone: state.undone });
  const { supply } = last.result;
  if (supply !== null && supply.movementId !== null) await undoMovement(command, supply.movementId);
  const asset = last.result.asset ? await getAssetRow(command.tx, last.result.asset.id, false) : null;
  const subject = state.session.subject ? await loadSubject(command.tx, state.session.subject) : null;
  command.afterCommit(() => {
    state.done = state.done.slice(0, -1);
    state.undone = [...state.undone, ...last.steps.map(({ seq }) => seq), ...reversals].slice(-undoneKept);
  });
  return {
    ...blankResult(command, { subject }, last.result.code),
    outcome: 'undone',
    sound: 'done',
    asset,
    supply: supply === null ? null : await supplyOf(command.tx, supply.id),
  };
}
