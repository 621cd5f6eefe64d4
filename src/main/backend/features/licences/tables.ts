import type { Generated } from 'kysely';
import type { TermPeriod } from '#shared/features/licences/entitlement.ts';
import type { CoreRule, Metric, RightKind } from '#shared/features/software/metric.ts';
import type { HarvestWhy } from '#shared/features/licences/position.ts';
import type { RenewalDecision } from '#shared/features/licences/renewal.ts';
import type { policyKinds, ReleaseReason } from '#shared/features/licences/seat.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    entitlement: EntitlementTable;
    entitlement_term: EntitlementTermTable;
    entitlement_device: { entitlement_id: number; asset_id: number };
    allocation: AllocationTable;
    licence_policy: LicencePolicyTable;
    licence_wish: LicenceWishTable;
    licence_harvest: LicenceHarvestTable;
    licence_report: LicenceReportTable;
    licence_decision: LicenceDecisionTable;
  }
}

export interface EntitlementTable {
  id: Generated<number>;
  product_id: number;
  reference: string;
  metric: Metric;
  kind: RightKind;
  unlimited: number;
  units_per_pack: number;
  maintenance_from: string | null;
  maintenance_until: string | null;
  downgrade: number;
  upgrades_from_id: number | null;
  site_id: number | null;
  department_id: number | null;
  cost_centre_id: number | null;
  secondary_use: number;
  installs_per_right: number;
  core_rule: CoreRule;
  core_pack: number;
  notice_days: number | null;
  auto_renew: number;
  supplier_id: number | null;
  contract_id: number | null;
  order_number: string;
  purchased_on: string | null;
  currency: string;
  terms: string;
  licence_key: Uint8Array | null;
  /** The asset of the family of licences that holds tag and papers. */
  asset_id: number | null;
  ended_on: string | null;
  ended_because: string | null;
  created_at: string;
  created_by: number | null;
  version: Generated<number>;
}

export interface EntitlementTermTable {
  id: Generated<number>;
  entitlement_id: number;
  starts_on: string;
  ends_on: string | null;
  quantity: number;
  cost_minor: number;
  period: TermPeriod;
}

export interface AllocationTable {
  id: Generated<number>;
  entitlement_id: number;
  person_id: number | null;
  asset_id: number | null;
  department_id: number | null;
  seats: number;
  project: string;
  until: string | null;
  given_at: string;
  given_by: number;
  override_reason: string | null;
  released_at: string | null;
  released_by: number | null;
  released_because: ReleaseReason | null;
}

export interface LicencePolicyTable {
  id: Generated<number>;
  product_id: number;
  kind: (typeof policyKinds)[number];
  kit_id: number | null;
  department_id: number | null;
  project: string | null;
  days: number | null;
  ended_at: string | null;
}

export interface LicenceWishTable {
  id: Generated<number>;
  product_id: number;
  person_id: number;
  reason: string;
  wished_at: string;
  wished_by: number;
  allocation_id: number | null;
  ended_at: string | null;
}

export interface LicenceHarvestTable {
  id: Generated<number>;
  allocation_id: number;
  why: HarvestWhy;
  announced_at: string;
  announced_by: number;
  takes_effect_on: string;
  saving_minor: number;
  currency: string;
  outcome: 'taken_back' | 'kept' | null;
  kept_because: string | null;
  ended_at: string | null;
}

export interface LicenceReportTable {
  id: Generated<number>;
  number: number;
  as_of: string;
  content: string;
  sha256: string;
  made_at: string;
  made_by: number;
}

export interface LicenceDecisionTable {
  id: Generated<number>;
  entitlement_id: number;
  ends_on: string;
  decision: RenewalDecision;
  quantity: number | null;
  reason: string;
  alternatives: string;
  evidence: string;
  decided_at: string;
  decided_by: number;
}
