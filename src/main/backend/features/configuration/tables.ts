import type { Generated } from 'kysely';
import type { Role } from '#shared/features/auth/permissions.ts';
import type { Phase, Proof } from '#shared/features/configuration/model.ts';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    configuration_profile: ProfileTable;
    configuration_version: VersionTable;
    configuration_step: StepTable;
    configuration_run: RunTable;
    configuration_run_asset: RunAssetTable;
    configuration_mark: MarkTable;
    configuration_override: OverrideTable;
    configuration_record: RecordTable;
    configuration_record_template: RecordTemplateTable;
    /** Views: the newest published version of each profile, and the newest run of each profile for each asset. */
    configuration_newest: {
      profile_id: number;
      version_id: number;
      category_id: number | null;
      department_id: number | null;
    };
    configuration_latest: { run_asset_id: number; asset_id: number; profile_id: number; version_id: number };
  }
}

export interface ProfileTable {
  id: Generated<number>;
  name: string;
  category_id: number | null;
  department_id: number | null;
  archived_at: string | null;
  version: Generated<number>;
}

export interface VersionTable {
  id: Generated<number>;
  profile_id: number;
  number: number;
  published_at: string | null;
  published_by: number | null;
}

export interface StepTable {
  id: Generated<number>;
  version_id: number;
  position: number;
  phase: Phase;
  title: string;
  instruction: string;
  mandatory: 0 | 1;
  role: Role | null;
  proof: Proof;
  /** JSON array of texts. */
  choices: string;
}

export interface RunTable {
  id: Generated<number>;
  version_id: number;
  name: string;
  started_at: string;
  started_by: number;
}

export interface RunAssetTable {
  id: Generated<number>;
  run_id: number;
  asset_id: number;
  left_at: string | null;
  left_because: string | null;
}

type NullableColumns<Columns> = { [Name in keyof Columns]: Columns[Name] | null };

/** A signed step, with what was left as proof: a text, a sealed text or a file. */
export interface MarkTable extends NullableColumns<KeptFileColumns> {
  id: Generated<number>;
  run_asset_id: number;
  step_id: number;
  value: string | null;
  secret: Uint8Array | null;
  signed_at: string;
  signed_by: number;
  withdrawn_at: string | null;
  withdrawn_by: number | null;
  withdrawn_because: string | null;
}

export interface OverrideTable {
  id: Generated<number>;
  asset_id: number;
  reason: string;
  /** JSON array of texts: what was open when it was given. */
  open_steps: string;
  given_at: string;
  given_by: number;
  /** The hand-over that it was used for. */
  custody_id: number | null;
  cured_at: string | null;
}

/** All that is written down of an asset at one time; no row is changed. */
export interface RecordTable {
  id: Generated<number>;
  asset_id: number;
  number: number;
  /** JSON of `RecordContent`. */
  content: string;
  words: string;
  note: string;
  restored_from: number | null;
  saved_at: string;
  saved_by: number;
}

export interface RecordTemplateTable {
  id: Generated<number>;
  name: string;
  content: string;
  archived_at: string | null;
  version: Generated<number>;
}
