import type { Generated } from 'kysely';
import type { ReferenceKind, UsualStep } from '#shared/features/incidents/response.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    incident_step: IncidentStepTable;
    incident_reference: IncidentReferenceTable;
    incident_task: IncidentTaskTable;
  }
}

/** A step of the plan as it was on the day of the report. */
export interface IncidentStepTable {
  id: Generated<number>;
  incident_id: number;
  position: number;
  usual: UsualStep | null;
  title: string;
  instruction: string;
  contact: string;
  notifies: 0 | 1;
  due_at: string | null;
  done_at: string | null;
  done_by: number | null;
  note: Generated<string>;
}

export interface IncidentReferenceTable {
  id: Generated<number>;
  incident_id: number;
  kind: ReferenceKind;
  number: string;
  note: string;
  at: string;
  operator_id: number;
}

export interface IncidentTaskTable {
  id: Generated<number>;
  incident_id: number;
  text: string;
  owner: string;
  due_on: string | null;
  added_at: string;
  added_by: number;
  done_at: string | null;
  done_by: number | null;
}
