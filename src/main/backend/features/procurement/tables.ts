import type { Generated } from 'kysely';
import type { ApprovalState } from '#shared/features/procurement/approval-contract.ts';
import type { ApprovalRule, Stage, Vote } from '#shared/features/procurement/approval-routing.ts';
import type { InvoiceState } from '#shared/features/procurement/three-way-match.ts';
import type { OrderState } from '#shared/features/procurement/order.ts';
import type { UnitVerdict } from '#shared/features/procurement/receiving.ts';
import type { Duty } from '#shared/features/procurement/separation.ts';
import type { ContractKind, ContractPeriod } from '#shared/features/procurement/supply-contract.ts';
import type { KeptFileColumns } from '#backend/kernel/attachments/keep-file.ts';
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
    approval_rule: ApprovalRuleTable;
    approval_rule_member: ApprovalRuleMemberTable;
    delegation: DelegationTable;
    approval: ApprovalTable;
    approval_stage: ApprovalStageTable;
    approval_member: ApprovalMemberTable;
    approval_involved: ApprovalInvolvedTable;
    approval_vote: ApprovalVoteTable;
    approval_reminder: { id: Generated<number>; approval_id: number; stage: number; at: string };
    purchase_order: PurchaseOrderTable;
    purchase_order_line: PurchaseOrderLineTable;
    purchase_order_revision: PurchaseOrderRevisionTable;
    duty_exception: DutyExceptionTable;
    receipt: ReceiptTable;
    receipt_unit: ReceiptUnitTable;
    invoice: InvoiceTable;
    invoice_line: InvoiceLineTable;
    contract: ContractTable;
    contract_line: ContractLineTable;
    paper: PaperTable;
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

export interface ApprovalRuleTable {
  id: Generated<number>;
  name: string;
  category_id: number | null;
  department_id: number | null;
  from_minor: number;
  up_to_minor: number | null;
  mode: ApprovalRule['mode'];
  quorum: number | null;
  archived_at: string | null;
}

export interface ApprovalRuleMemberTable {
  rule_id: number;
  position: number;
  operator_id: number;
}

export interface DelegationTable {
  id: Generated<number>;
  from_operator: number;
  to_operator: number;
  starts_on: string;
  ends_on: string;
  reason: string;
  created_at: string;
  revoked_at: string | null;
}

/** One quote put forward; who has to decide is kept with it. */
export interface ApprovalTable {
  id: Generated<number>;
  requisition_id: number;
  quote_id: number;
  amount_minor: number;
  amount_currency: string;
  reason: string;
  put_forward_by: number;
  opened_at: string;
  expires_at: string;
  state: ApprovalState;
  closed_at: string | null;
}

export interface ApprovalStageTable {
  approval_id: number;
  position: number;
  rule_id: number | null;
  mode: Stage['mode'];
  quorum: number | null;
}

export interface ApprovalMemberTable {
  approval_id: number;
  stage: number;
  operator_id: number;
}

/** Who needs it, wrote it down or put it forward: none of them decides. */
export interface ApprovalInvolvedTable {
  approval_id: number;
  operator_id: number;
}

export interface ApprovalVoteTable {
  id: Generated<number>;
  approval_id: number;
  stage: number;
  member_id: number;
  decided_by: number;
  verdict: Vote['verdict'];
  comment: string;
  at: string;
}

export interface PurchaseOrderTable {
  id: Generated<number>;
  year: number;
  number: number;
  state: OrderState;
  requisition_id: number;
  approval_id: number;
  supplier_id: number;
  currency: string;
  rate_micros: number;
  warranty_months: number;
  delivery_place_id: number | null;
  delivery_address: string;
  terms: string;
  expected_on: string | null;
  freight_minor: number;
  revision: Generated<number>;
  /** The revision that the supplier has; null before it was sent. */
  sent_revision: number | null;
  sent_at: string | null;
  confirmed_at: string | null;
  confirmation: string | null;
  closed_at: string | null;
  close_reason: string | null;
  created_by: number;
  created_at: string;
  version: Generated<number>;
}

export interface PurchaseOrderLineTable {
  id: Generated<number>;
  order_id: number;
  position: number;
  category_id: number;
  model_id: number | null;
  description: string;
  quantity: number;
  unit_price_minor: number;
  tax_basis_points: number;
  /** Taken off by a later revision. */
  removed: Generated<0 | 1>;
}

export interface PurchaseOrderRevisionTable {
  order_id: number;
  revision: number;
  /** JSON of the order as it stood. */
  content: string;
  reason: string;
  operator_id: number;
  at: string;
}

export interface DutyExceptionTable {
  id: Generated<number>;
  order_id: number | null;
  requisition_id: number;
  operator_id: number;
  duty: Exclude<Duty, 'approve'>;
  joined_with: Duty;
  control: string;
  at: string;
}

export interface ReceiptTable {
  id: Generated<number>;
  order_id: number;
  place_id: number | null;
  delivery_note: string;
  state: 'open' | 'finished' | 'discarded';
  /** JSON of the points with their answers. */
  checklist: string;
  rma: string | null;
  received_by: number;
  received_at: string;
  finished_at: string | null;
}

export interface ReceiptUnitTable {
  id: Generated<number>;
  receipt_id: number;
  line_id: number;
  serial: string | null;
  verdict: UnitVerdict;
  note: string;
  /** The asset that it became. */
  asset_id: number | null;
  at: string;
}

export interface InvoiceTable {
  id: Generated<number>;
  order_id: number;
  supplier_id: number;
  number: string;
  invoiced_on: string;
  due_on: string | null;
  freight_minor: number;
  state: InvoiceState;
  resolution: string | null;
  recorded_by: number;
  recorded_at: string;
  settled_by: number | null;
  settled_at: string | null;
  version: Generated<number>;
}

export interface InvoiceLineTable {
  id: Generated<number>;
  invoice_id: number;
  order_line_id: number;
  quantity: number;
  unit_price_minor: number;
  /** Units that a credit note took back. */
  credited: Generated<number>;
}

export interface ContractTable {
  id: Generated<number>;
  year: number;
  number: number;
  kind: ContractKind;
  title: string;
  supplier_id: number;
  order_id: number | null;
  reference: string;
  currency: string;
  starts_on: string;
  ends_on: string | null;
  notice_days: number | null;
  auto_renew: 0 | 1;
  terms: string;
  ended_on: string | null;
  end_reason: string | null;
  created_by: number;
  created_at: string;
  version: Generated<number>;
}

export interface ContractLineTable {
  id: Generated<number>;
  contract_id: number;
  position: number;
  description: string;
  quantity: number;
  unit_price_minor: number;
  period: ContractPeriod;
}

/** A file that belongs to exactly one of its four owners. */
export interface PaperTable extends KeptFileColumns {
  id: Generated<number>;
  quote_id: number | null;
  invoice_id: number | null;
  contract_id: number | null;
  receipt_id: number | null;
  point: string;
  operator_id: number;
  added_at: string;
  archived_at: string | null;
}
