import type { DeskResult, DeskSubject } from '#shared/features/desk/contract.ts';
import type { CustodyStep } from '#backend/features/custody/index.ts';
import type { Session } from '#backend/kernel/session.ts';

/** What one scanner's session is about. */
export interface DeskState {
  subject: DeskSubject | null;
  /** Newest first. */
  recent: DeskResult[];
  /** What the last scans did, newest last, for undo. */
  done: { steps: CustodyStep[]; result: DeskResult }[];
}

export type DeskSessionName = 'A' | 'B';

const recentKept = 50;
const states = new WeakMap<Session, { operatorId: number | null; own: Map<DeskSessionName, DeskState> }>();

export function deskStateOf(session: Session, name: DeskSessionName): DeskState {
  const operatorId = session.operator?.id ?? null;
  const known = states.get(session);
  // Who signs in next at the same window starts afresh: whom the one before him had chosen is none of his.
  const own = known?.operatorId === operatorId ? known.own : new Map<DeskSessionName, DeskState>();
  states.set(session, { operatorId, own });
  const state = own.get(name) ?? { subject: null, recent: [], done: [] };
  own.set(name, state);
  return state;
}

export function remember(state: DeskState, result: DeskResult, steps: CustodyStep[]): void {
  state.recent = [result, ...state.recent].slice(0, recentKept);
  if (steps.length > 0) state.done = [...state.done, { steps, result }].slice(-recentKept);
}
