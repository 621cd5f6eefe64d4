import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    data_key_change: DataKeyChangeTable;
    recovery_phrase_request: PhraseRequestTable;
  }
}

/** Append-only. */
export interface DataKeyChangeTable {
  id: Generated<number>;
  fingerprint: string;
  changed_at: string;
  changed_by: number;
  files_lost: number;
}

export interface PhraseRequestTable {
  id: Generated<number>;
  reason: string;
  asked_by: number;
  asked_at: string;
  expires_at: string;
  decision: 'confirmed' | 'refused' | 'withdrawn' | null;
  decided_by: number | null;
  decided_at: string | null;
  issued_at: string | null;
}
