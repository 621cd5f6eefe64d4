import type { KioskVisit } from '#shared/features/kiosk/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Session } from '#backend/kernel/session.ts';
import { isOver } from './rules.ts';

/** What the kiosk remembers of whoever stands before it. */
export interface Visit {
  personId: number | null;
  items: KioskVisit['items'];
  lastItem: number | null;
  /** Kits that this visit took or brought. */
  kits: readonly number[];
  /** Whether articles come back: said by the card CHECK-IN or the button on the screen. */
  returning: boolean;
  touchedAt: string;
  /** Resolves when the scan before has been answered. */
  turn: Promise<unknown>;
}

const visits = new WeakMap<object, Visit>();
const nobody = { personId: null, items: [], lastItem: null, kits: [], returning: false } as const;

/** The visit of a kiosk; leaving it and starting anew begins another. @throws Failure NOT_IN_KIOSK */
export function visitOf(session: Session): Visit {
  if (session.kiosk === null) throw new Failure('NOT_IN_KIOSK');
  const known = visits.get(session.kiosk);
  if (known) return known;
  const fresh: Visit = { ...nobody, items: [], touchedAt: session.kiosk.since, turn: Promise.resolve() };
  visits.set(session.kiosk, fresh);
  return fresh;
}

export function endVisit(visit: Visit): void {
  Object.assign(visit, { ...nobody, items: [] });
}

export function endIfOver(visit: Visit, now: string, idleSeconds: number): void {
  if (visit.personId !== null && isOver(visit.touchedAt, now, idleSeconds)) endVisit(visit);
}

/** Which way the articles go that are scanned next; the time of the visit goes on anew. @throws Failure NOT_IN_KIOSK */
export function setReturning(session: Session, returning: boolean, now: string): void {
  const visit = visitOf(session);
  if (visit.personId !== null) Object.assign(visit, { returning, touchedAt: now });
}

/** One scan after the other, in the order in which they were read. */
export function inTurn<Result>(visit: Visit, run: () => Promise<Result>): Promise<Result> {
  const result = visit.turn.then(run);
  visit.turn = result.catch(() => undefined);
  return result;
}
