import type { Generated } from 'kysely';
import type {
  Anchor,
  Meter,
  OrderResult,
  OrderState,
  PlanKind,
  Scope,
  TaskKind,
  TaskOutcome,
} from '#shared/features/maintenance/model.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    maintenance_plan: MaintenancePlanTable;
    maintenance_plan_asset: { plan_id: number; asset_id: number };
    maintenance_task: TaskColumns & { plan_id: number };
    maintenance_schedule: MaintenanceScheduleTable;
    work_order: WorkOrderTable;
    work_order_task: WorkOrderTaskTable;
    work_order_part: { id: Generated<number>; order_id: number; movement_id: number; returned_at: string | null };
    meter_reading: MeterReadingTable;
  }
}

export interface MaintenancePlanTable {
  id: Generated<number>;
  name: string;
  scope: Scope;
  category_id: number | null;
  model_id: number | null;
  kind: PlanKind;
  rule: string | null;
  starts_on: string;
  meter: Meter | null;
  meter_every: number | null;
  anchor: Anchor;
  lead_days: number;
  responsible_id: number | null;
  out_of_service: number;
  notes: string | null;
  paused: Generated<number>;
  archived_at: string | null;
  version: Generated<number>;
}

export interface TaskColumns {
  position: number;
  kind: TaskKind;
  title: string;
  expected: string | null;
  unit: string | null;
  at_least: number | null;
  at_most: number | null;
}

export interface MaintenanceScheduleTable {
  plan_id: number;
  asset_id: number;
  /** Null while an order is open from whose completion the next date is counted, or until a meter has moved. */
  next_on: string | null;
  next_reading: number | null;
  /** When the order has to be there. */
  raise_on: string | null;
  /** The asset is gone for a time; what falls into it is not made up for. */
  held: Generated<number>;
}

export interface WorkOrderTable {
  id: Generated<number>;
  number: number;
  plan_id: number | null;
  asset_id: number;
  title: string;
  /** What makes a due date of a plan one and the same: its day, or the reading of the meter. */
  occurrence: string | null;
  due_on: string;
  planned_on: string;
  meter: Meter | null;
  meter_due: number | null;
  out_of_service: number;
  state: OrderState;
  assignee_id: number | null;
  created_at: string;
  /** Null when time raised it. */
  created_by: number | null;
  started_at: string | null;
  started_by: number | null;
  /** What the asset goes back to afterwards. */
  status_before: AssetStatus | null;
  ended_at: string | null;
  ended_by: number | null;
  done_on: string | null;
  result: OrderResult | null;
  minutes: number | null;
  cost_minor: number | null;
  cost_currency: string | null;
  finding: string | null;
  skip_reason: string | null;
  version: Generated<number>;
}

export interface WorkOrderTaskTable extends TaskColumns {
  order_id: number;
  value: number | null;
  outcome: TaskOutcome | null;
  note: string | null;
  done_by: number | null;
  done_at: string | null;
}

export interface MeterReadingTable {
  id: Generated<number>;
  asset_id: number;
  meter: Meter;
  value: number;
  read_on: string;
  replaced: number;
  operator_id: number;
  at: string;
}
