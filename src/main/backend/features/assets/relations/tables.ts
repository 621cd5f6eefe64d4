import type { Generated } from 'kysely';
import type { RelationType } from '#shared/features/assets/relation.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    asset_relation: AssetRelationTable;
  }
}

/** Removed ones are kept with their end; of a connection the source is the asset with the lower key. */
export interface AssetRelationTable {
  id: Generated<number>;
  source_id: number;
  target_id: number;
  type: RelationType;
  note: string | null;
  added_at: string;
  added_by: number;
  added_seq: number;
  removed_at: string | null;
  removed_by: number | null;
  removed_seq: number | null;
}
