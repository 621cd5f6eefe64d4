import type { Generated } from 'kysely';
import type { Role } from '#shared/features/auth/permissions.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    operator: OperatorTable;
    operator_role: OperatorRoleTable;
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
