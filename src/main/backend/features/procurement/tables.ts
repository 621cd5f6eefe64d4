import type { Generated } from 'kysely';
import type { RequisitionState } from '#shared/features/procurement/requisition.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    requisition: RequisitionTable;
    requisition_line: RequisitionLineTable;
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
