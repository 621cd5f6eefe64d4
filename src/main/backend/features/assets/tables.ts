import type { Generated } from 'kysely';
import type { Condition, Family, Identifier, Movement } from '#shared/features/assets/model.ts';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
import type { SightingKind } from '#shared/features/assets/whereabouts.ts';
import type { ExpiryKind } from '#shared/features/assets/expiry-contract.ts';
import type { FieldRole, FieldType } from '#shared/features/assets/fields.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { DepreciationColumns } from './depreciation-columns.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    asset: AssetTable;
    asset_count: AssetCountTable;
    /** A view: assets that may have data in them, since their category says so or once did. */
    asset_holding_data: { asset_id: number };
    asset_identifier: AssetIdentifierTable;
    asset_sighting: { asset_id: number; how: SightingKind; at: string };
    asset_words: AssetWordsTable;
    attachment: AttachmentTable;
    asset_fragments: AssetFragmentsTable;
    category: CategoryTable;
    category_merge: CategoryMergeTable;
    entry: EntryTable;
    expiry: ExpiryView;
    entry_unit: EntryUnitTable;
    field: FieldTable;
    field_value: FieldValueTable;
    manufacturer: ManufacturerTable;
    model: ModelTable;
    movement: MovementTable;
    reserved_tag: ReservedTagTable;
    tag_block: TagBlockTable;
  }
}

export interface AssetTable extends DepreciationColumns {
  id: Generated<number>;
  tag: string;
  serial: string | null;
  name: string;
  category_id: number;
  model_id: number | null;
  manufacturer_id: number | null;
  status: AssetStatus;
  condition: Condition;
  place_id: number | null;
  department_id: number | null;
  cost_centre_id: number | null;
  supplier_id: number | null;
  order_number: string | null;
  purchased_on: string | null;
  cost_minor: number | null;
  cost_currency: string | null;
  warranty_until: string | null;
  end_of_life_on: string | null;
  notes: string | null;
  external_id: string | null;
  /** JSON object of text: columns of an imported file without a field. */
  extras: string;
  last_seen_at: string | null;
  created_at: string;
  updated_at: string;
  version: Generated<number>;
}

/** Kept by the same statements that change assets: the dashboard reads it instead of counting. */
export interface AssetCountTable {
  status: AssetStatus;
  category_id: number;
  count: number;
}

/** Full text over whole words; contentless, so it can only be matched. */
export interface AssetWordsTable {
  rowid: number;
  tag: string;
}

/** Tag, serial and name for fragments of three characters and more. */
export interface AssetFragmentsTable {
  rowid: number;
  text: string;
}

export interface CategoryTable {
  id: Generated<number>;
  key: string;
  family: Family;
  name: string;
  code: string;
  parent_id: number | null;
  archived_at: Generated<string | null>;
  merged_into_id: Generated<number | null>;
  /** Whether its assets have media in them. */
  holds_data: Generated<0 | 1>;
  version: Generated<number>;
}

/** A merge as it was before; its assets and values stand in tables of their own, which only SQL reads. */
export interface CategoryMergeTable {
  id: Generated<number>;
  category_id: number;
  into_id: number;
  merged_at: string;
  merged_by: number;
  /** JSON of what else went along. */
  content: string;
  undone_at: string | null;
  undone_by: number | null;
}

export interface FieldTable {
  id: Generated<number>;
  /** Of the catalogue that comes with the application; null for a field of one's own. */
  key: string | null;
  family: Family | null;
  category_id: number | null;
  name: string;
  type: FieldType;
  group_name: string;
  position: number;
  unit: string | null;
  required: Generated<number>;
  is_unique: Generated<number>;
  initial: string | null;
  help: string | null;
  pattern: string | null;
  choices: string;
  role: FieldRole | null;
  archived_at: Generated<string | null>;
  version: Generated<number>;
}

/** A view: what ends when, from warranties and from fields that say so. */
/** An end belongs to an asset or to a contract. */
export interface ExpiryView {
  asset_id: number | null;
  contract_id: number | null;
  entitlement_id: number | null;
  /** Null for a warranty and for a contract. */
  field_id: number | null;
  kind: ExpiryKind;
  day: string;
  notice_days: number | null;
  auto_renew: number;
  /** Number and title of a contract. */
  number: string | null;
  title: string | null;
}

/** One row an asset and field; the text as entered, and the typed column that it is found and sorted by. */
export interface FieldValueTable {
  asset_id: number;
  field_id: number;
  entered: string | null;
  text_value: string | null;
  number_value: number | null;
  integer_value: number | null;
  currency: string | null;
  unique_value: string | null;
  secret: Uint8Array | null;
  /** What was typed, where a change of the field has given it another form. */
  original: Generated<string | null>;
}

export interface ManufacturerTable {
  id: Generated<number>;
  name: string;
}

export interface ModelTable extends DepreciationColumns {
  id: Generated<number>;
  name: string;
  number: string | null;
  manufacturer_id: number | null;
  category_id: number;
  warranty_months: number | null;
}

export interface MovementTable {
  id: Generated<number>;
  asset_id: number;
  at: string;
  kind: Movement['kind'];
  from_text: string | null;
  to_text: string | null;
  reason: string | null;
  operator_id: number;
  how: Movement['how'];
  journal_seq: number;
}

export interface AssetIdentifierTable {
  asset_id: number;
  kind: Identifier['kind'];
  value: string;
}

export interface TagBlockTable {
  id: Generated<number>;
  note: string;
  operator_id: number;
  created_at: string;
  released_at: string | null;
}

/** Tags of label rolls; kept for ever, so that none is given twice. */
export interface ReservedTagTable {
  tag: string;
  number: number;
  block_id: number;
  released: Generated<number>;
}

/** An unfinished fast entry; an operator has one at most. */
export interface EntryTable {
  id: Generated<number>;
  operator_id: number;
  /** JSON of the template. */
  template: string;
  block_id: number | null;
  created_at: string;
}

export interface EntryUnitTable {
  id: Generated<number>;
  entry_id: number;
  tag: string;
  /** Running number behind the tag; null for tags that came from elsewhere. */
  number: number | null;
  serial: string | null;
  name: string | null;
  notes: string | null;
  identifiers: string;
  /** Taken back: keeps the tag for the next unit. */
  undone: Generated<number>;
  at: string;
}

export interface AttachmentTable extends KeptFileColumns {
  id: Generated<number>;
  asset_id: number;
  operator_id: number;
  added_at: string;
  archived_at: string | null;
}
