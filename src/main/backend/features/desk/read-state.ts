import type { DeskResult, DeskSessionName, DeskSubject } from '#shared/features/desk/contract.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import type { Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { loanDaysSetting, unsignedAmong } from '#backend/features/custody/index.ts';
import { freshSession } from './engine.ts';
import { custodiesToSign, deskStateOf, endIfTimedOut, endSession, inTurn } from './session-state.ts';
import { sessionMinutesSetting } from './settings.ts';
import { loadSubject } from './subject.ts';

interface ShownState {
  subject: DeskSubject | null;
  declaring: 'lost' | 'stolen' | null;
  returning: boolean;
  recent: DeskResult[];
  loanDays: number;
  endsAt: string | null;
  toSign: number[];
}

/** What a window shows of a scanner's session; one that was left alone too long has ended. */
export async function readState(
  { reader, session, now }: QueryContext,
  input: { session: DeskSessionName },
): Promise<ShownState> {
  const state = deskStateOf(session, input.session);
  const minutes = await readSetting(reader, sessionMinutesSetting);
  endIfTimedOut(state, now, minutes);
  const { subject, recent, touchedAt } = state;
  const returning = state.session.verb === 'check_in';
  const { declaring } = state.session;
  const runs = subject !== null || returning || declaring !== null;
  return {
    subject,
    declaring,
    returning,
    recent,
    loanDays: await readSetting(reader, loanDaysSetting),
    endsAt: runs ? new Date(Date.parse(touchedAt) + minutes * 60_000).toISOString() : null,
    toSign: await unsignedAmong(reader, custodiesToSign(state)),
  };
}

/** Chooses by hand whom or where the following scans are about, or that they are about nobody. */
export async function setSubject(
  reader: Reader,
  { backend, session }: Call,
  input: { session: DeskSessionName; subject: { kind: 'person' | 'place'; id: number } | null },
): Promise<{ subject: DeskSubject | null }> {
  const state = deskStateOf(session, input.session);
  return inTurn(state, async () => {
    if (input.subject === null) endSession(state);
    else {
      state.subject = await loadSubject(reader, input.subject);
      state.session = { ...freshSession, subject: input.subject };
    }
    state.touchedAt = backend.surroundings.now();
    return { subject: state.subject };
  });
}
