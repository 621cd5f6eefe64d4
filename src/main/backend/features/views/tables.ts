import type { Generated } from 'kysely';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    saved_view: SavedViewTable;
    view_default: ViewDefaultTable;
  }
}

export interface SavedViewTable {
  id: Generated<number>;
  list: string;
  name: string;
  shared: number;
  owner_id: number;
  /** JSON of the columns, the sorting and the filter. */
  content: string;
  updated_at: string;
  version: Generated<number>;
}

/** What a list opens with for an operator. */
export interface ViewDefaultTable {
  operator_id: number;
  list: string;
  view_id: number;
}
