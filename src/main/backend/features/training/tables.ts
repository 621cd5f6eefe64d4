import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    training_course: { id: Generated<number>; title: string; archived_at: string | null; version: Generated<number> };
    training_version: TrainingVersionTable;
    training_assignment: TrainingAssignmentTable;
    training_completion: TrainingCompletionTable;
  }
}

export interface TrainingVersionTable {
  id: Generated<number>;
  course_id: number;
  number: number;
  /** JSON of `CourseContent`. */
  content: string;
  saved_at: string;
  saved_by: number;
}

export interface TrainingAssignmentTable {
  id: Generated<number>;
  course_id: number;
  kit_id: number | null;
  department_id: number | null;
  category_id: number | null;
  at_handover: 0 | 1;
  ended_at: string | null;
}

export interface TrainingCompletionTable {
  id: Generated<number>;
  version_id: number;
  person_id: number;
  signer: string;
  score: number;
  passed: 0 | 1;
  valid_until: string | null;
  /** JSON: key, language, number and digest of each article that was read. */
  articles: string;
  signed_at: string;
  operator_id: number;
}
