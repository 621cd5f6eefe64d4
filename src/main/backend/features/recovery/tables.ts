import type { Generated } from 'kysely';
import type { RunOutcome } from '#shared/features/recovery/model.ts';
import type { DrillKind, DrillState, StepOutcome } from '#shared/features/recovery/plan.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    it_service: ItServiceTable;
    it_service_asset: { service_id: number; asset_id: number };
    protected_item: ProtectedItemTable;
    protected_item_alias: { name: string; item_id: number };
    protection_run: ProtectionRunTable;
    restore_test: RestoreTestTable;
    run_format: RunFormatTable;
    recovery_plan: RecoveryPlanTable;
    recovery_step: StepColumns & { plan_id: number };
    recovery_drill: RecoveryDrillTable;
    drill_step: DrillStepTable;
  }
}

export interface ItServiceTable {
  id: Generated<number>;
  name: string;
  notes: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface ProtectedItemTable {
  id: Generated<number>;
  asset_id: number | null;
  service_id: number | null;
  what: string;
  destination: string;
  every_hours: number;
  keep_days: number;
  encrypted: number;
  off_site: number;
  test_every_days: number | null;
  responsible_id: number | null;
  notes: string;
  created_at: string;
  archived_at: string | null;
  version: Generated<number>;
}

/** Append-only, as what a backup program says. */
export interface ProtectionRunTable {
  id: Generated<number>;
  item_id: number;
  ended_at: string;
  outcome: RunOutcome;
  bytes: number | null;
  note: string;
  /** The file that said so; blank when somebody did. */
  source: string;
  recorded_at: string;
  recorded_by: number;
}

export interface RestoreTestTable {
  id: Generated<number>;
  item_id: number;
  tested_on: string;
  sample: string;
  passed: number;
  minutes: number | null;
  note: string;
  recorded_at: string;
  recorded_by: number;
}

export interface RunFormatTable {
  id: Generated<number>;
  name: string;
  /** JSON of how lines are read. */
  mapping: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface RecoveryPlanTable {
  id: Generated<number>;
  name: string;
  asset_id: number | null;
  service_id: number | null;
  owner: string;
  rto_minutes: number;
  rpo_minutes: number;
  drill_every_days: number | null;
  notes: string;
  /** JSON of who is called. */
  contacts: string;
  created_at: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface StepColumns {
  position: number;
  title: string;
  instructions: string;
  owner: string;
  target_minutes: number | null;
}

export interface RecoveryDrillTable {
  id: Generated<number>;
  number: number;
  plan_id: number;
  kind: DrillKind;
  state: DrillState;
  rto_minutes: number;
  rpo_minutes: number;
  failed_at: string;
  started_at: string;
  started_by: number;
  data_from: string | null;
  ended_at: string | null;
  ended_by: number | null;
  findings: string | null;
  version: Generated<number>;
}

export interface DrillStepTable extends StepColumns {
  drill_id: number;
  started_at: string | null;
  ended_at: string | null;
  outcome: StepOutcome | null;
  note: string;
  ended_by: number | null;
}
