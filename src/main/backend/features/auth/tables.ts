import type { Generated } from 'kysely';
import type { Role } from '#shared/features/auth/permissions.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    operator: OperatorTable;
    operator_role: OperatorRoleTable;
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

export interface SecondFactorTable {
  operator_id: number;
  seed: Uint8Array;
  begun_at: string;
  confirmed_at: string | null;
  last_step: number | null;
  failures: number;
  last_failure_at: string | null;
}
