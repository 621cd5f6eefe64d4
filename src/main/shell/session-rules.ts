import { app } from 'electron';
import type { Session } from 'electron';
import { mayLoad } from './addresses.ts';

/** Copying a text is all that a page may do beyond drawing itself. */
const allowed = (permission: string) => permission === 'clipboard-sanitized-write';

function restrict(session: Session, development: string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !mayLoad(details.url, development) });
  });
  session.setSpellCheckerEnabled(false);
}

/** Every session, also one that is made later, gets the same rules. Must run before the application is ready. */
export function restrictSessions(development: string | null): void {
  app.on('session-created', (session) => {
    restrict(session, development);
  });
}
