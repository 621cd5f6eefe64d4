import type { Generated } from 'kysely';
import type {
  MediaType,
  SanitisationMethod,
  SanitisationResult,
  Technique,
  Verification,
} from '#shared/features/retirement/sanitisation.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    medium: MediumTable;
    sanitisation: SanitisationTable;
    /** A view: media that are proved to be sanitised on the way out that their asset is on. */
    medium_proved: { medium_id: number };
  }
}

export interface MediumTable {
  id: Generated<number>;
  asset_id: number;
  type: MediaType;
  serial: string | null;
  model: string;
  capacity_bytes: number | null;
  added_at: string;
  added_by: number;
}

/** Append-only, but for the second person who confirms. */
export interface SanitisationTable {
  id: Generated<number>;
  number: number;
  medium_id: number;
  retirement_id: number;
  technique: Technique;
  method: SanitisationMethod;
  tool: string;
  tool_version: string;
  passes: number | null;
  verification: Verification;
  sample_percent: number | null;
  result: SanitisationResult;
  failure: string;
  note: string;
  done_at: string;
  recorded_at: string;
  operator_id: number;
  sufficient: 0 | 1;
  needs_witness: 0 | 1;
  witness_id: number | null;
  witnessed_at: string | null;
  source: 'manual' | 'scan' | 'nwipe' | 'blancco' | 'json' | 'csv';
  report_sha256: string | null;
}
