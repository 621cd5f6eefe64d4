import type { Generated } from 'kysely';
import type { WantedKind } from '#shared/features/loans/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    pool: PoolTable;
    pool_member: { asset_id: number; pool_id: number };
    reservation: ReservationTable;
    reservation_step: ReservationStepTable;
  }
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
