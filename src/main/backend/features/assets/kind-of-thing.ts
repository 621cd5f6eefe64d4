import type { Reference } from '#shared/rpc/fields.ts';

interface KindColumns {
  category_id: number;
  category: string;
  model_id: number | null;
  model: string | null;
}

/** What a line of a need, an order or a kit is about: a category, or a certain model of it. */
export function kindOfThing(row: KindColumns): { category: Reference; model: Reference | null } {
  return {
    category: { id: row.category_id, name: row.category },
    model: row.model_id === null || row.model === null ? null : { id: row.model_id, name: row.model },
  };
}
