import type { ProcedureMeta } from '#shared/rpc/define.ts';
import type { Session } from '#backend/kernel/session.ts';

/** Whether a session may call a procedure at all: one in kiosk mode only what is marked for it. */
export function isOpenTo(session: Pick<Session, 'kiosk'>, { kiosk }: Pick<ProcedureMeta, 'kiosk'>): boolean {
  return session.kiosk === null || kiosk === true;
}
