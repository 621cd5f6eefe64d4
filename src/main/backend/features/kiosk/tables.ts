import type { Generated } from 'kysely';
import type { KioskExceptionKind } from '#shared/features/kiosk/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    kiosk_exception: KioskExceptionTable;
  }
}

export interface KioskExceptionTable {
  id: Generated<number>;
  at: string;
  kind: KioskExceptionKind;
  code: string;
  person_id: number | null;
  asset_id: number | null;
  because: string;
  /** JSON of texts. */
  facts: string;
  remark: string | null;
  /** Who had started the kiosk. */
  operator_id: number;
  settled_at: Generated<string | null>;
  settled_by: Generated<number | null>;
  note: Generated<string | null>;
}
