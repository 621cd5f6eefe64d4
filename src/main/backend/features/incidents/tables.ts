import type { Generated } from 'kysely';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { DataClass } from '#shared/features/incidents/response.ts';
import type {
  IncidentKind,
  IncidentOutcome,
  IncidentSource,
  IncidentState,
  TimelineKind,
} from '#shared/features/incidents/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    incident: IncidentTable;
    incident_asset: IncidentAssetTable;
    incident_entry: IncidentEntryTable;
  }
}

export interface IncidentTable {
  id: Generated<number>;
  number: number;
  kind: IncidentKind;
  state: IncidentState;
  description: string;
  person_id: number | null;
  place_id: number | null;
  happened_on: string | null;
  source: IncidentSource;
  stocktake_id: number | null;
  /** Lines of a stocktake that were decided together are one incident. */
  decided_at: string | null;
  opened_by: number;
  opened_at: string;
  in_hand_of: number | null;
  outcome: IncidentOutcome | null;
  data_class: Generated<DataClass | null>;
  closed_by: number | null;
  closed_at: string | null;
  version: Generated<number>;
}

export interface IncidentAssetTable {
  incident_id: number;
  asset_id: number;
  /** What it goes back to when nothing had happened. */
  status_before: AssetStatus;
  found_at: string | null;
  found_place_id: number | null;
}

/** Append-only: what was done about it and when. */
export interface IncidentEntryTable {
  id: Generated<number>;
  incident_id: number;
  at: string;
  kind: TimelineKind;
  operator_id: number;
  asset_id: number | null;
  text: string | null;
  journal_seq: number;
}
