import type { Generated } from 'kysely';
import type { Permission, Role } from '#shared/features/auth/permissions.ts';
import type { ConfirmedRole, ConflictKey } from '#shared/features/auth/separation.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    operator: OperatorTable;
    operator_role: OperatorRoleTable;
    own_role: OwnRoleTable;
    own_role_permission: { role_id: number; permission: Permission };
    operator_conflict: OperatorConflictTable;
    role_grant: RoleGrantTable;
    access_review: AccessReviewTable;
    access_review_line: AccessReviewLineTable;
    operator_badge: OperatorBadgeTable;
    operator_second_factor: SecondFactorTable;
    operator_recovery_code: { operator_id: number; hash: string; used_at: string | null };
  }
}

export interface OperatorTable {
  id: Generated<number>;
  username: string;
  display_name: string;
  active: 0 | 1;
  created_at: string;
  last_sign_in_at: string | null;
}

export interface OperatorRoleTable {
  operator_id: number;
  role: Role;
}

export interface OwnRoleTable {
  id: Generated<number>;
  name: string;
  description: string;
  version: Generated<number>;
  archived_at: string | null;
}

export interface OperatorConflictTable {
  id: Generated<number>;
  operator_id: number;
  conflict: ConflictKey;
  control: string;
  allowed_by: number;
  allowed_at: string;
  ended_at: string | null;
}

export interface RoleGrantTable {
  id: Generated<number>;
  operator_id: number;
  role: ConfirmedRole;
  asked_by: number;
  asked_at: string;
  expires_at: string;
  decision: 'confirmed' | 'refused' | 'withdrawn' | null;
  decided_by: number | null;
  decided_at: string | null;
}

/** Append-only. */
export interface AccessReviewTable {
  id: Generated<number>;
  from_day: string;
  to_day: string;
  note: string;
  reviewer_id: number;
  at: string;
}

/** Append-only but for the day on which what was to be withdrawn was. */
export interface AccessReviewLineTable {
  id: Generated<number>;
  review_id: number;
  operator_id: number;
  role: Role;
  decision: 'keep' | 'withdraw';
  done_at: string | null;
}

export interface OperatorBadgeTable {
  operator_id: number;
  badge: string;
  salt: Uint8Array;
  hash: Uint8Array;
  set_at: string;
  failures: number;
}

export interface SecondFactorTable {
  operator_id: number;
  seed: Uint8Array;
  begun_at: string;
  confirmed_at: string | null;
  last_step: number | null;
  failures: number;
  last_failure_at: string | null;
}
