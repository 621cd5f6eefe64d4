import type { SessionStatus } from '#shared/features/auth/model.ts';
import { remember, remembered } from '#renderer/ui/remembered.ts';

const key = 'sign-in';

/** Keeps what the form for the password is made of, for the next start. The names stand in this folder's vault as well. */
export function keepForNextStart(status: SessionStatus): void {
  if (status.state === 'signed-out') remember(key, JSON.stringify(status));
}

/**
 * The form of the last start: shown until the backend has said what is true now, so that one may type at once. What is
 * sent from it waits for the backend.
 */
export function lastSignIn(): SessionStatus | undefined {
  try {
    const status = JSON.parse(remembered(key) ?? 'null') as SessionStatus | null;
    return status?.state === 'signed-out' && Array.isArray(status.knownOperators) ? status : undefined;
  } catch {
    return undefined;
  }
}
