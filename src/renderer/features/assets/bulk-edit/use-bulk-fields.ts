import { bulkFacts } from '#shared/features/assets/bulk-contract.ts';
import type { BulkChange, BulkSubject } from '#shared/features/assets/bulk-contract.ts';
import { customFieldOf } from '#shared/features/assets/filter-expression.ts';
import type { FilterExpression } from '#shared/features/assets/filter-expression.ts';
import type { FilterField } from '#renderer/ui/filter/filter-field.ts';
import { useFields } from '../fields/use-fields.ts';
import { useAssetFilterFields } from '../use-filter-fields.ts';

export type BulkField = FilterField<BulkSubject>;

const facts: ReadonlySet<string> = new Set(bulkFacts);

/**
 * What many assets may get at once, in the words of the list's filter.
 *
 * @param texts values of which the names are needed, e.g. of persons
 */
export function useBulkFields(texts: readonly { field: BulkSubject; text: string | null }[]): BulkField[] {
  const named: FilterExpression = {
    all: texts.map(({ field, text }) => ({ field, operator: 'is', values: text === null ? [] : [text] })),
  };
  const unique = new Set(
    useFields()
      .filter((field) => field.unique)
      .map(({ id }) => id),
  );
  return useAssetFilterFields(named).filter((field): field is BulkField => {
    const id = customFieldOf(field.key);
    return id === null ? facts.has(field.key) : !unique.has(id);
  });
}

/** A change that is being put together: a row without a field yet is left out. */
export interface DraftRow {
  field: BulkSubject | null;
  text: string | null;
}

export function changeOf(rows: readonly DraftRow[]): BulkChange {
  return rows.flatMap(({ field, text }) =>
    field === null ? [] : [{ field, text: text === null || text.trim() === '' ? null : text }],
  );
}
