import { createContext, useContext } from 'react';
import type { SessionOperator, SessionStatus } from '#shared/features/auth/model.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';

export interface Session {
  readonly operator: SessionOperator;
  readonly status: SessionStatus;
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only inside the signed-in part of the window. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('NO_SESSION');
  return session;
}

/** Whether the operator holds the permission: what he may not do is not offered. */
export function useMay(): (permission: Permission) => boolean {
  const { operator } = useSession();
  return (permission) => operator.permissions.includes(permission);
}
