import type { Permission, Role } from '#shared/features/auth/permissions.ts';
import type { JournalSource } from './journal/journal.ts';

export interface SignedInOperator {
  id: number;
  username: string;
  displayName: string;
  roles: readonly Role[];
  /** What the roles hold together. */
  permissions: ReadonlySet<Permission>;
}

/** One connection to the backend: a window, or a run of the command line. */
export interface Session {
  readonly id: string;
  readonly source: JournalSource;
  /** Name of the workstation. */
  readonly desk: string;
  operator: SignedInOperator | null;
  locked: boolean;
  /** When somebody last touched the desk; after the idle time the session locks itself. */
  lastActiveAt: string;
  /** Set while borrowers serve themselves at this window: then nothing else is answered. An object of its own each time. */
  kiosk: { readonly since: string } | null;
}

/** Who acts: what rules, journal and rows need to know of the session. */
export interface Actor {
  operatorId: number;
  username: string;
  roles: readonly Role[];
  source: JournalSource;
  desk: string;
  session: string;
  may(permission: Permission): boolean;
}

export function actorOf(session: Session, operator: SignedInOperator): Actor {
  return {
    operatorId: operator.id,
    username: operator.username,
    roles: operator.roles,
    source: session.source,
    desk: session.desk,
    session: session.id,
    may: (permission) => operator.permissions.has(permission),
  };
}

/** Time that passes is nobody's deed: the journal names the application, and no operator. */
export const clock: Actor = {
  operatorId: 0,
  username: '',
  roles: [],
  source: 'system',
  desk: '',
  session: 'clock',
  may: () => false,
};
