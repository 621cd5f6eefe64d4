import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    person: PersonTable;
    department: OrganisationUnitTable;
    cost_centre: OrganisationUnitTable;
  }
}

export interface PersonTable {
  id: Generated<number>;
  employee_number: string | null;
  badge_code: string | null;
  name: string;
  email: string | null;
  username: string | null;
  phone: string | null;
  title: string | null;
  department_id: number | null;
  place_id: number | null;
  manager_id: number | null;
  starts_on: string | null;
  ends_on: string | null;
  notes: string | null;
  external_id: string | null;
  /** JSON object of text: columns of an imported file without a field. */
  extras: string;
  archived_at: string | null;
  created_at: string;
  version: Generated<number>;
}

export interface OrganisationUnitTable {
  id: Generated<number>;
  code: string | null;
  name: string;
}
