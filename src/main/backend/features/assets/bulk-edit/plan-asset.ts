import type { BulkChange, BulkRefusal, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import type { Field } from '#shared/features/assets/fields.ts';

/** An asset as an edit of many sees it. */
export interface AssetTexts {
  closed: boolean;
  /** What the fields of the change hold now, as somebody would type it. */
  texts: Partial<Record<BulkSubject, string | null>>;
  /** Fields that hold something. */
  filled: ReadonlySet<number>;
}

export type Plan =
  | { kind: 'change'; changes: { field: BulkSubject; from: string | null; to: string | null }[] }
  | { kind: 'unchanged' }
  | { kind: 'refused'; because: BulkRefusal; detail: string | null };

/**
 * What an edit does to one asset. A closed one is left alone; a field must belong to the category that the asset has,
 * or gets by the same edit; and who fills in fields of a category leaves none of its required ones empty.
 *
 * @param fields the fields of the category that the asset will have
 */
export function planAsset(asset: AssetTexts, change: BulkChange, fields: readonly Field[]): Plan {
  if (asset.closed) return { kind: 'refused', because: 'ASSET_CLOSED', detail: null };
  const own = change.flatMap(({ field, text }) => {
    const id = customFieldOf(field);
    return id === null ? [] : [{ id, text }];
  });
  const foreign = own.find(({ id }) => !fields.some((field) => field.id === id));
  if (foreign) return { kind: 'refused', because: 'NOT_OF_CATEGORY', detail: null };
  const given = new Map(own.map(({ id, text }) => [id, text]));
  const missing = fields.find(({ id, required }) => {
    if (own.length === 0 || !required) return false;
    return given.has(id) ? given.get(id) === null : !asset.filled.has(id);
  });
  if (missing) return { kind: 'refused', because: 'FIELD_MISSING', detail: missing.name };
  const changes = change
    .map(({ field, text }) => ({ field, from: asset.texts[field] ?? null, to: text }))
    .filter(({ from, to }) => from !== to);
  return changes.length === 0 ? { kind: 'unchanged' } : { kind: 'change', changes };
}
