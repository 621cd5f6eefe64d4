import type { Session } from '#backend/kernel/session.ts';

/** A stream was allowed when it was opened; what comes while the desk is locked or left is not told. */
export async function* whileOpen<Event>(
  session: Session,
  events: AsyncIterable<Event>,
  /** Whether it goes on while borrowers serve themselves. */
  alsoInKiosk = false,
): AsyncGenerator<Event, void, void> {
  for await (const event of events) {
    if (session.operator && !session.locked && (session.kiosk === null || alsoInKiosk)) yield event;
  }
}

/** The opposite: only what comes while the desk is locked. */
export async function* whileLocked<Event>(
  session: Session,
  events: AsyncIterable<Event>,
): AsyncGenerator<Event, void, void> {
  for await (const event of events) if (session.operator && session.locked && session.kiosk === null) yield event;
}
