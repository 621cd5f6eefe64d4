import type { DeskResult, DeskSessionName, DeskSubject } from '#shared/features/desk/contract.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import type { Session } from '#backend/kernel/session.ts';
import { freshSession, hasTimedOut } from './engine.ts';
import type { DeskSession } from './engine.ts';

/** What the desk remembers of one scanner. */
export interface DeskState {
  name: DeskSessionName;
  session: DeskSession;
  /** The session's subject as it is shown. */
  subject: DeskSubject | null;
  /** When the scanner was used last. */
  touchedAt: string;
  /** Newest first. */
  recent: DeskResult[];
  /** What the last scans did, newest last, for undo. */
  done: { steps: CustodyStep[]; result: DeskResult }[];
  /** Entries of the journal that were taken back, and those that took them back: they stand in no undo's way. */
  undone: number[];
  /** Resolves when the scan before has been answered: a scan means something else after another one. */
  turn: Promise<unknown>;
}

const recentKept = 50;
export const undoneKept = 400;
const states = new WeakMap<Session, { operatorId: number | null; own: Map<DeskSessionName, DeskState> }>();

export function deskStateOf(session: Session, name: DeskSessionName): DeskState {
  const operatorId = session.operator?.id ?? null;
  const known = states.get(session);
  // Who signs in next at the same window starts afresh: whom the one before him had chosen is none of his.
  const own = known?.operatorId === operatorId ? known.own : new Map<DeskSessionName, DeskState>();
  states.set(session, { operatorId, own });
  const state = own.get(name) ?? {
    name,
    session: freshSession,
    subject: null,
    touchedAt: '',
    recent: [],
    done: [],
    undone: [],
    turn: Promise.resolve(),
  };
  own.set(name, state);
  return state;
}

/** Runs one after the other what a scanner asks for, in the order in which it was read. */
export function inTurn<Result>(state: DeskState, run: () => Promise<Result>): Promise<Result> {
  const result = state.turn.then(run);
  state.turn = result.catch(() => undefined);
  return result;
}

export function remember(state: DeskState, result: DeskResult, steps: CustodyStep[]): void {
  state.recent = [result, ...state.recent].slice(0, recentKept);
  if (result.undoable) state.done = [...state.done, { steps, result }].slice(-recentKept);
}

/** Puts away whom or where the session was about. */
export function endSession(state: DeskState): void {
  state.session = freshSession;
  state.subject = null;
}

/**
 * Ends a session that was left alone for too long.
 * @returns the name of whom or where it had been about, null when it goes on
 */
export function endIfTimedOut(state: DeskState, now: string, minutes: number): string | null {
  if (!hasTimedOut(state.session, state.touchedAt, now, minutes)) return null;
  const name = state.subject?.name ?? null;
  endSession(state);
  return name;
}

/** Whether enough time has passed that the time-out has to be looked up at all; no scan of a busy desk pays for it. */
export function mayHaveTimedOut(state: DeskState, now: string): boolean {
  return hasTimedOut(state.session, state.touchedAt, now, 1);
}

/** Custodies that this session began for its subject and that nobody has undone. */
export function custodiesToSign(state: DeskState): number[] {
  const { subject } = state;
  if (subject?.kind !== 'person') return [];
  return state.done
    .filter(({ result }) => result.subject?.kind === 'person' && result.subject.id === subject.id)
    .flatMap(({ steps }) => steps)
    .flatMap(({ kind, custodyId }) => (kind === 'checked_out' && custodyId !== null ? [custodyId] : []));
}
