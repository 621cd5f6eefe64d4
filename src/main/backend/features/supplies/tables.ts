import type { Generated } from 'kysely';
import type { CountDecision } from '#shared/features/supplies/count-contract.ts';
import type { RecipientKind, SupplyKind, SupplyMovementKind } from '#shared/features/supplies/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    supply_article: SupplyArticleTable;
    /** Kept by the database itself from the movements; nothing writes it. */
    supply_stock: { article_id: number; place_id: number; quantity: number };
    supply_movement: SupplyMovementTable;
    supply_count_line: SupplyCountLineTable;
    supply_count_witness: SupplyCountWitnessTable;
    supply_listed: { stocktake_id: number; code: string; name: string; unit: string };
    supply_listed_count: SupplyListedCountTable;
  }
}

export interface SupplyArticleTable {
  id: Generated<number>;
  kind: SupplyKind;
  name: string;
  unit: string;
  code: string;
  reorder_level: number | null;
  reorder_quantity: number;
  supplier_id: number | null;
  supplier_article: string | null;
  notes: string | null;
  archived_at: Generated<string | null>;
  version: Generated<number>;
}

/** Append-only: a quantity that left a place, came to one, or went from one to another. */
export interface SupplyMovementTable {
  id: Generated<number>;
  article_id: number;
  at: string;
  kind: SupplyMovementKind;
  quantity: number;
  from_place_id: number | null;
  to_place_id: number | null;
  recipient_kind: RecipientKind | null;
  person_id: number | null;
  department_id: number | null;
  asset_id: number | null;
  work: string | null;
  reason: string | null;
  operator_id: number;
  reverses_id: number | null;
  journal_seq: number;
}

/** An article at a place in a stocktake: what the books said when it began, and what was counted. */
export interface SupplyCountLineTable {
  id: Generated<number>;
  stocktake_id: number;
  article_id: number;
  place_id: number;
  expected: number;
  counted: Generated<number | null>;
  /** What the books said at the moment of counting; the difference is to this. */
  booked: Generated<number | null>;
  counted_by: Generated<number | null>;
  counted_at: Generated<string | null>;
  decision: Generated<CountDecision | null>;
  note: Generated<string | null>;
  decided_by: Generated<number | null>;
  decided_at: Generated<string | null>;
  approved_by: Generated<number | null>;
  approved_at: Generated<string | null>;
  excused_by: Generated<number | null>;
  compensating_control: Generated<string | null>;
  outcome: Generated<'applied' | 'overtaken' | 'left' | null>;
  movement_id: Generated<number | null>;
}

/** What one witness counted for a line: several may have, here and at other workstations. */
export interface SupplyCountWitnessTable {
  line_id: number;
  /** Tells witnesses apart, whose names and workstations may be called the same. */
  key: string;
  /** Who, and at which workstation. */
  who: string;
  /** Null for somebody of another workstation whom nobody here knows. */
  operator_id: number | null;
  quantity: number;
  /** What the books said at that moment. */
  booked: number;
  at: string;
}

/** What was counted here of another workstation's list. */
export interface SupplyListedCountTable {
  stocktake_id: number;
  session_id: number;
  code: string;
  place_id: number;
  quantity: number;
  at: string;
}
