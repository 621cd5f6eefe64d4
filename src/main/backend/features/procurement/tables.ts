import type { Generated } from 'kysely';
import type { Criterion, RequisitionState } from '#shared/features/procurement/requisition.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    requisition: RequisitionTable;
    requisition_line: RequisitionLineTable;
    criterion: CriterionTable;
    criteria_template: CriteriaTemplateTable;
    quote_comparison: QuoteComparisonTable;
    quote_request: QuoteRequestTable;
    quote: QuoteTable;
    quote_line: QuoteLineTable;
    quote_answer: QuoteAnswerTable;
  }
}

export interface RequisitionTable {
  id: Generated<number>;
  year: number;
  number: number;
  state: RequisitionState;
  /** The person who needs it. */
  requester_id: number;
  department_id: number | null;
  cost_centre_id: number | null;
  reason: string;
  needed_by: string | null;
  notes: string | null;
  return_reason: string | null;
  /** The operator who wrote it. */
  created_by: number;
  created_at: string;
  submitted_at: string | null;
  version: Generated<number>;
}

export interface RequisitionLineTable {
  id: Generated<number>;
  requisition_id: number;
  position: number;
  category_id: number;
  model_id: number | null;
  description: string;
  quantity: number;
  must_haves: string;
  estimate_minor: number | null;
  estimate_currency: string | null;
}

export interface CriterionTable {
  id: Generated<number>;
  requisition_id: number;
  position: number;
  kind: Criterion['kind'];
  text: string;
  target: string;
  weight: number;
  regulation: string;
}

export interface CriteriaTemplateTable {
  id: Generated<number>;
  name: string;
  category_id: number | null;
  /** JSON of the criteria. */
  criteria: string;
}

/** How the quotes of a requisition are weighed; without a row, as it comes. */
export interface QuoteComparisonTable {
  requisition_id: number;
  weights: string;
  life_years: number;
}

export interface QuoteRequestTable {
  id: Generated<number>;
  year: number;
  number: number;
  requisition_id: number;
  supplier_id: number;
  answer_by: string | null;
  requested_by: number;
  at: string;
}

export interface QuoteTable {
  id: Generated<number>;
  requisition_id: number;
  supplier_id: number;
  reference: string;
  received_on: string;
  valid_until: string | null;
  currency: string;
  rate_micros: number;
  delivery_days: number;
  warranty_months: number;
  support_terms: string;
  notes: string | null;
  quality: number | null;
  reliability: number | null;
  support: number | null;
  energy_minor: number;
  support_minor: number;
  licences_minor: number;
  disposal_minor: number;
  recorded_by: number;
  recorded_at: string;
  withdrawn_at: string | null;
  version: Generated<number>;
}

export interface QuoteLineTable {
  quote_id: number;
  requisition_line_id: number;
  unit_price_minor: number;
}

export interface QuoteAnswerTable {
  quote_id: number;
  criterion_id: number;
  value: number;
}
