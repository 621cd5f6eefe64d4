import type { Generated } from 'kysely';
import type { DataClass } from '#shared/features/incidents/response.ts';
import type { Entrance, KeepingTime, KeptThing, SealEnd } from '#shared/features/security/keeping.ts';
import type { PostureFacts } from '#shared/features/security/posture.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    secure_place: SecurePlaceTable;
    secure_seal: SecureSealTable;
    secure_entrant: SecureEntrantTable;
    secure_visit: SecureVisitTable;
    asset_data_class: { asset_id: number; data_class: DataClass };
    keeping_rule: KeepingRuleTable;
    /** View: each rule with each asset that does not keep to it. */
    asset_kept_wrongly: { rule_id: number; asset_id: number };
    posture_reading: PostureReadingTable;
    posture_policy: PosturePolicyTable;
  }
}

export interface SecurePlaceTable {
  place_id: number;
  lock: string;
  note: string;
  active: 0 | 1;
  since: string;
  version: Generated<number>;
}

/** A seal is set once and removed once. */
export interface SecureSealTable {
  id: Generated<number>;
  place_id: number;
  number: string;
  set_at: string;
  set_by: number;
  removed_at: string | null;
  removed_by: number | null;
  removed: SealEnd | null;
  note: Generated<string>;
}

export interface SecureEntrantTable {
  id: Generated<number>;
  place_id: number;
  person_id: number | null;
  department_id: number | null;
  title: string | null;
  let_in_at: string;
  let_in_by: number;
  shut_out_at: string | null;
  shut_out_by: number | null;
}

/** Somebody came to the door; what was answered stays, only that he left is added. */
export interface SecureVisitTable {
  id: Generated<number>;
  place_id: number;
  /** Null when nobody has the badge that was read. */
  person_id: number | null;
  badge: string | null;
  came_at: string;
  recorded_by: number;
  admitted: 0 | 1;
  by: Entrance | null;
  left_at: string | null;
  left_recorded_by: number | null;
}

export interface KeepingRuleTable {
  id: Generated<number>;
  about: KeptThing;
  asset_id: number | null;
  category_id: number | null;
  data_class: DataClass | null;
  place_id: number | null;
  applies: KeepingTime;
  strict: 0 | 1;
  note: string;
  made_at: string;
  made_by: number;
  ended_at: string | null;
  version: Generated<number>;
}

/** Append-only: what was said of a device, by hand or in a file. */
export interface PostureReadingTable {
  id: Generated<number>;
  asset_id: number;
  taken_on: string;
  source: string;
  encryption: PostureFacts['encryption'];
  antivirus: PostureFacts['antivirus'];
  patched_on: string | null;
  patch_level: string | null;
  mdm: PostureFacts['mdm'];
  screen_lock: PostureFacts['screenLock'];
  contact_on: string | null;
  recorded_at: string;
  recorded_by: number;
}

/** Append-only: the policy with the highest version holds. */
export interface PosturePolicyTable {
  version: Generated<number>;
  policy: string;
  note: string;
  saved_at: string;
  saved_by: number;
}
