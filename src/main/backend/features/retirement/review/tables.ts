import type { Generated } from 'kysely';
import type { ReviewDecision } from '#shared/features/retirement/review.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    retirement_review: RetirementReviewTable;
  }
}

/** Append-only: the newest of an asset holds. */
export interface RetirementReviewTable {
  id: Generated<number>;
  asset_id: number;
  decision: ReviewDecision;
  until: string | null;
  reason: string;
  score: number;
  /** JSON of what spoke for retiring it on the day. */
  reasons: string;
  decided_at: string;
  decided_by: number;
}
