import type { Generated } from 'kysely';
import type { Condition, CustodianKind } from '#shared/features/assets/model.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import type { ReminderWay } from '#shared/features/custody/reminder-contract.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    custody: CustodyTable;
    custody_reminder: { id: Generated<number>; custody_id: number; at: string; operator_id: number; way: ReminderWay };
    expected_accessory: {
      id: Generated<number>;
      category_id: number | null;
      model_id: number | null;
      name: string;
    };
    handover: HandoverTable;
    handover_item: HandoverItemTable;
    handover_shown: { handover_id: number; version_id: number };
    handover_text: HandoverTextTable;
    handover_text_version: HandoverTextVersionTable;
  }
}

export interface CustodyTable {
  id: Generated<number>;
  asset_id: number;
  custodian_kind: CustodianKind;
  person_id: number | null;
  place_id: number | null;
  department_id: Generated<number | null>;
  holder_asset_id: Generated<number | null>;
  started_at: string;
  due_on: string | null;
  condition_out: Condition;
  handed_over_by: number;
  /** Where the asset stood and what it was before, so that a return or a reversal puts it back. */
  from_place_id: number | null;
  from_status: AssetStatus;
  ended_at: string | null;
  condition_in: Condition | null;
  taken_back_by: number | null;
  note: string | null;
  reversed: Generated<0 | 1>;
  purpose: Generated<string | null>;
  /** JSON arrays of texts: what went out with the asset, and what of it did not come back. */
  accessories: Generated<string>;
  missing: Generated<string>;
  next_step: Generated<NextStep | null>;
  /** Somebody had it already when it came into the register: nobody handed it over here. */
  taken_over: Generated<0 | 1>;
  /** The receipt that was signed, or refused, for it. */
  handover_id: Generated<number | null>;
}

export interface HandoverTable {
  id: Generated<number>;
  number: number;
  custodian_kind: CustodianKind;
  custodian_id: number;
  custodian_name: string;
  at: string;
  operator_id: number;
  outcome: 'signed' | 'refused';
  signer: string;
  signature_sha256: string | null;
  refusal: string | null;
  pdf_sha256: string;
  pdf_bytes: number;
  journal_seq: number;
}

export interface HandoverItemTable {
  handover_id: number;
  custody_id: number;
  asset_id: number;
}

export interface HandoverTextTable {
  id: Generated<number>;
  /** Null when the text goes with every asset. */
  category_id: number | null;
  title: string;
  archived_at: string | null;
}

/** A wording, never changed: what somebody signed years ago is still there. */
export interface HandoverTextVersionTable {
  id: Generated<number>;
  text_id: number;
  version: number;
  body: string;
  sha256: string;
  created_at: string;
  created_by: number;
}
