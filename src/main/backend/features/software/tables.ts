import type { Generated } from 'kysely';
import type { Metric } from '#shared/features/software/metric.ts';
import type { hostings } from '#shared/features/software/product.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    software_product: SoftwareProductTable;
    software_part: { suite_id: number; part_id: number };
    software_downgrade: { product_id: number; to_id: number };
    installation: InstallationTable;
    recognition_rule: RecognitionRuleTable;
    recognition_rule_version: RecognitionRuleVersionTable;
    software_session: SoftwareSessionTable;
  }
}

export interface SoftwareProductTable {
  id: Generated<number>;
  name: string;
  publisher_id: number | null;
  title: Generated<string>;
  edition: Generated<string>;
  release: Generated<string>;
  released_on: string | null;
  free: Generated<number>;
  hosting: Generated<(typeof hostings)[number]>;
  metric: Generated<Metric>;
  transferable: Generated<number>;
  archived_at: string | null;
  version: Generated<number>;
}

/** Software on an asset as it was seen: one row for the asset and the name, with the version that was seen last. */
export interface InstallationTable {
  id: Generated<number>;
  asset_id: number;
  name: string;
  publisher: string | null;
  /** What the rules made of it; null while nobody has said, and for what a rule ignores. */
  product_id: number | null;
  rule_id: number | null;
  software_version: string | null;
  installed_on: string | null;
  first_seen_on: string;
  seen_on: string;
  used_on: string | null;
  source: string;
  excluded_because: string | null;
  excluded_until: string | null;
  removed_on: string | null;
  version: Generated<number>;
}

export interface RecognitionRuleTable {
  id: Generated<number>;
  position: number;
  publisher_pattern: string;
  name_pattern: string;
  version_pattern: string;
  product_id: number | null;
  archived_at: string | null;
  version: Generated<number>;
}

export interface RecognitionRuleVersionTable {
  rule_id: number;
  number: number;
  content: string;
  saved_at: string;
  saved_by: number;
}

export interface SoftwareSessionTable {
  id: Generated<number>;
  product_id: number;
  person_id: number | null;
  asset_id: number | null;
  started_at: string;
  ended_at: string;
  tokens: number;
  refused: number;
  source: string;
}
