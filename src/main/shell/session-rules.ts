import { app } from 'electron';
import type { Session } from 'electron';
import { isOwnPage, mayLoad } from './addresses.ts';

/** Copying a text is all that a page may do beyond drawing itself without being asked each time. */
const copying = 'clipboard-sanitized-write';

/** What a page gets when it asks: to copy, and to look through a camera. Never to listen. */
function mayHave(permission: string, kinds: readonly string[], isOurs: boolean): boolean {
  if (permission === copying) return true;
  return permission === 'media' && isOurs && kinds.length > 0 && kinds.every((kind) => kind === 'video');
}

function restrict(session: Session, development: string | null): void {
  const isOurs = (url: string | undefined) => url !== undefined && isOwnPage(url, development);
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(mayHave(permission, kinds, isOurs(contents.getURL())));
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === copying);
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
