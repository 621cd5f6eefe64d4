import type { Generated } from 'kysely';
import type { PlaceKind } from '#shared/features/places/contract.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    place: PlaceTable;
  }
}

export interface PlaceTable {
  id: Generated<number>;
  parent_id: number | null;
  kind: PlaceKind;
  name: string;
  code: string;
  notes: string | null;
  archived_at: string | null;
  version: Generated<number>;
}
