import type { Generated } from 'kysely';
import type { ExtraKind } from '#shared/features/role-kits/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    role_kit: RoleKitTable;
    role_kit_line: RoleKitLineTable;
    role_kit_extra: RoleKitExtraTable;
    headcount: HeadcountTable;
  }
}

export interface RoleKitTable {
  id: Generated<number>;
  role: string;
  notes: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface RoleKitLineTable {
  id: Generated<number>;
  kit_id: number;
  position: number;
  category_id: number;
  model_id: number | null;
  quantity: number;
}

/** What goes with the kit that is no asset. */
export interface RoleKitExtraTable {
  id: Generated<number>;
  kit_id: number;
  position: number;
  kind: ExtraKind;
  name: string;
  /** The product that a licence is of, when there is one of that name. */
  product_id: number | null;
}

/** People who are going to join; a month without any has no row. */
export interface HeadcountTable {
  month: string;
  department_id: number;
  kit_id: number;
  joiners: number;
}
