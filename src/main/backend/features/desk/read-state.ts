import type { DeskResult, DeskSessionName, DeskSubject } from '#shared/features/desk/contract.ts';
import type { Reader } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { loanDaysSetting, unsignedAmong } from '#backend/features/custody/index.ts';
import { countInside, findDoor } from '#backend/features/security/index.ts';
import { freshSession } from './engine.ts';
import { custodiesToSign, deskStateOf, endIfTimedOut, endSession, inTurn } from './session-state.ts';
import { sessionMinutesSetting } from './settings.ts';
import { loadSubject } from './subject.ts';

interface ShownState {
  subject: DeskSubject | null;
  declaring: 'lost' | 'stolen' | null;
  returning: boolean;
  door: { inside: number } | null;
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
  const atDoor = state.session.verb === 'door';
  const place = state.session.subject;
  const runs = subject !== null || returning || atDoor || declaring !== null;
  return {
    subject,
    declaring,
    returning,
    door: atDoor ? { inside: place === null ? 0 : await countInside(reader, place.id) } : null,
    recent,
    loanDays: await readSetting(reader, loanDaysSetting),
    endsAt: runs ? new Date(Date.parse(touchedAt) + minutes * 60_000).toISOString() : null,
    toSign: await unsignedAmong(reader, custodiesToSign(state)),
  };
}

/**
 * Chooses by hand whom or where the following scans are about, or that they are about nobody.
 * @throws Failure PLACE_NOT_SECURE when it is to be asked at the door of a place that has none.
 */
export async function setSubject(
  reader: Reader,
  { backend, session }: Call,
  input: { session: DeskSessionName; subject: { kind: 'person' | 'place'; id: number } | null; atDoor: boolean },
): Promise<{ subject: DeskSubject | null }> {
  const state = deskStateOf(session, input.session);
  return inTurn(state, async () => {
    if (input.subject === null) endSession(state);
    else {
      const chosen = input.atDoor ? await doorOf(reader, input.subject) : input.subject;
      state.subject = await loadSubject(reader, chosen);
      state.session = { ...freshSession, subject: chosen, verb: input.atDoor ? 'door' : 'by_order' };
    }
    state.touchedAt = backend.surroundings.now();
    return { subject: state.subject };
  });
}

async function doorOf(reader: Reader, { kind, id }: { kind: 'person' | 'place'; id: number }) {
  const door = kind === 'place' ? await findDoor(reader, id) : null;
  if (door === null) throw new Failure('PLACE_NOT_SECURE', { place: (await loadSubject(reader, { kind, id })).name });
  return { kind: 'place' as const, id: door };
}
