import type { Generated } from 'kysely';
import type { WantedKind } from '#shared/features/loans/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    kit: KitTable;
    kit_loan: { id: Generated<number>; kit_id: number; at: string };
    kit_loan_item: { kit_loan_id: number; custody_id: number };
    kit_part: KitPartTable;
    pool: PoolTable;
    pool_member: { asset_id: number; pool_id: number };
    reservation: ReservationTable;
    reservation_step: ReservationStepTable;
  }
}

export interface KitTable {
  id: Generated<number>;
  code: string;
  name: string;
  archived_at: string | null;
  version: Generated<number>;
}

export interface KitPartTable {
  kit_id: number;
  position: number;
  /** Exactly one of the two: this very asset, or so many of a category. */
  asset_id: number | null;
  category_id: number | null;
  quantity: number;
}

export interface PoolTable {
  id: Generated<number>;
  name: string;
  loan_days: number;
  archived_at: string | null;
  version: Generated<number>;
}

export interface ReservationTable {
  id: Generated<number>;
  /** The asset that is kept; one of a pool or model may give way to another of it. */
  asset_id: number;
  wanted: WantedKind;
  pool_id: number | null;
  model_id: number | null;
  person_id: number | null;
  department_id: number | null;
  from_on: string;
  to_on: string;
  purpose: string | null;
  state: 'booked' | 'fulfilled' | 'cancelled';
  custody_id: number | null;
  created_at: string;
  created_by: number;
  version: Generated<number>;
}

export interface ReservationStepTable {
  custody_id: number;
  position: number;
  reservation_id: number;
  asset_before: number;
}
