import type { DeskResult, DeskSessionName } from '#shared/features/desk/contract.ts';
import { actingOperator, inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { noteReadBack } from '#backend/features/labels/index.ts';
import { putAway } from './act-on-asset.ts';
import { answer } from './answer.ts';
import { nextSession } from './engine.ts';
import { Refusal } from './result.ts';
import type { Answer, ScanOptions } from './result.ts';
import { resolveCode } from './resolve-code.ts';
import { deskStateOf, endIfTimedOut, inTurn, mayHaveTimedOut, remember } from './session-state.ts';
import type { DeskState } from './session-state.ts';
import { sessionMinutesSetting } from './settings.ts';
import { undoLast } from './undo.ts';

/** Takes a scan: finds what it stands for, decides what it means, does it. */
export async function scan(
  call: Call,
  input: { session: DeskSessionName; text: string; usText?: string | undefined } & ScanOptions,
): Promise<DeskResult> {
  return answered(call, input.session, async (command, state) => {
    const { resolved, layoutMismatch } = await resolveCode(command.tx, { text: input.text, usText: input.usText });
    const told = await answer({ command, state, resolved, options: input });
    // Whatever a scan means, it proves that the label reads.
    await noteReadBack(command, resolved.code);
    return { ...told, result: { ...told.result, layoutMismatch } };
  });
}

/** The operator picked the asset himself: one of several, or one that must be confirmed. */
export async function choose(
  call: Call,
  input: { session: DeskSessionName; assetId: number } & ScanOptions,
): Promise<DeskResult> {
  return answered(call, input.session, async (command, state) => {
    const asset = await getAssetRow(command.tx, input.assetId, false);
    return answer({ command, state, resolved: { is: 'asset', code: asset.tag, asset }, options: input });
  });
}

/** The button beside what came back: it is put where there is room for its kind. */
export async function putAwayAt(
  call: Call,
  { session, assetId, placeId }: { session: DeskSessionName; assetId: number; placeId: number },
): Promise<DeskResult> {
  return answered(call, session, async (command, state) => {
    const asset = await getAssetRow(command.tx, assetId, false);
    return putAway({ command, state, code: asset.tag, asset }, placeId);
  });
}

/** The button that takes the last thing back; what is refused is told as a failure, not as an answer to a scan. */
export async function undo(call: Call, input: { session: DeskSessionName }): Promise<DeskResult> {
  return answered(call, input.session, async (command, state) => ({
    result: await undoLast(command, state),
    steps: [],
    intent: { act: 'undo' },
  }));
}

/** Runs in the turn of its scanner and in one transaction; a refusal rolls that back and is told as the result. */
async function answered(
  { backend, session }: Call,
  name: DeskSessionName,
  run: (command: CommandContext, state: DeskState) => Promise<Answer>,
): Promise<DeskResult> {
  const actor = actingOperator(session);
  const state = deskStateOf(session, name);
  return inTurn(state, async () => {
    try {
      return await inTransaction(backend, actor, async (command) => {
        const timedOut = await timeOut(command, state);
        const told = await run(command, state);
        return settle(command, state, { ...told, result: { ...told.result, timedOut } });
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      state.touchedAt = error.result.at;
      state.session = { ...state.session, questionAbout: null };
      remember(state, error.result, []);
      return error.result;
    }
  });
}

async function timeOut(command: CommandContext, state: DeskState): Promise<string | null> {
  if (!mayHaveTimedOut(state, command.now)) return null;
  return endIfTimedOut(state, command.now, await readSetting(command.tx, sessionMinutesSetting));
}

function settle(command: CommandContext, state: DeskState, { result, steps, intent }: Answer): DeskResult {
  const settled = { ...result, undoable: steps.length > 0 || (result.supply?.movementId ?? null) !== null };
  command.afterCommit(() => {
    state.session = nextSession(state.session, intent);
    state.subject = settled.subject;
    state.touchedAt = command.now;
    remember(state, settled, steps);
  });
  return settled;
}
