import type { Generated } from 'kysely';
import type { SoftwareKind } from '#shared/features/updates/model.ts';
import type { Scheme } from '#shared/features/updates/scheme.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    software_release: SoftwareReleaseTable;
    tracked_product: TrackedProductTable;
    update_campaign: UpdateCampaignTable;
    update_wave: UpdateWaveTable;
    update_exception: UpdateExceptionTable;
  }
}

export interface SoftwareReleaseTable {
  id: Generated<number>;
  product_id: number;
  number: string;
  branch: string;
  released_on: string;
  security: number;
  supported_until: string | null;
  notes: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface TrackedProductTable {
  product_id: number;
  kind: SoftwareKind;
  scheme: Scheme;
  /** Null is the newest release that is out. */
  target_id: number | null;
  archived_at: string | null;
  version: Generated<number>;
}

export interface UpdateCampaignTable {
  id: Generated<number>;
  number: number;
  name: string;
  product_id: number;
  release_id: number;
  category_id: number | null;
  department_id: number | null;
  place_id: number | null;
  notes: string;
  created_at: string;
  created_by: number;
  closed_at: string | null;
  closed_by: number | null;
  /** JSON of the progress at the end. */
  outcome: string | null;
  version: Generated<number>;
}

export interface UpdateWaveTable {
  campaign_id: number;
  position: number;
  name: string;
  starts_on: string;
  due_on: string;
  department_id: number | null;
  place_id: number | null;
  percent: number;
}

export interface UpdateExceptionTable {
  id: Generated<number>;
  campaign_id: number;
  asset_id: number;
  reason: string;
  until: string;
  added_at: string;
  added_by: number;
  ended_at: string | null;
}
