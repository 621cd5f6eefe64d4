import type { Session } from '#backend/kernel/session.ts';

/** Whether nobody touched the desk for longer than it may stand open. The command line has no desk to lock. */
export function isIdle(session: Session, now: string, minutes: number): boolean {
  return session.source === 'window' && Date.parse(now) - Date.parse(session.lastActiveAt) > minutes * 60_000;
}
