import type { Generated } from 'kysely';
import type { ItemAction, ItemKind, ItemState, RunKind } from '#shared/features/role-runs/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    role_run: RoleRunTable;
    role_run_item: RoleRunItemTable;
    /** A view. */
    role_run_item_state: { item_id: number; run_id: number; state: ItemState };
    leaver_decision: LeaverDecisionTable;
  }
}

export interface RoleRunTable {
  id: Generated<number>;
  kind: RunKind;
  person_id: number;
  department_id: number | null;
  kit_id: number | null;
  due_on: string;
  started_at: string;
  started_by: number;
  cancelled_at: string | null;
  cancelled_because: string | null;
}

export interface RoleRunItemTable {
  id: Generated<number>;
  run_id: number;
  position: number;
  action: ItemAction;
  kind: ItemKind;
  name: string;
  category_id: number | null;
  model_id: number | null;
  /** The asset that comes back. */
  old_asset_id: number | null;
  /** The hand-over of the asset that went out. */
  custody_id: number | null;
  product_id: number | null;
  /** The seat that was given, or that comes back. */
  allocation_id: number | null;
  due_on: string;
  done_at: string | null;
  done_by: number | null;
  waived_at: string | null;
  waived_by: number | null;
  waived_because: string | null;
}

export interface LeaverDecisionTable {
  id: Generated<number>;
  person_id: number;
  decision: 'incident' | 'excused';
  reason: string;
  /** JSON array of tags. */
  assets: string;
  decided_at: string;
  decided_by: number;
}
