import type { AssetFilter } from '#shared/features/assets/contract.ts';
import type { FilterExpression } from '#shared/features/assets/filter-expression.ts';
import { partsThatHold, groupOf } from '#renderer/ui/filter/edit-expression.ts';
import type { FilterChip } from '#renderer/ui/filter/FilterChips.tsx';
import { expressionInWords } from '#renderer/ui/filter/in-words.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { AssetFilterField } from './use-filter-fields.ts';

/** Filters of the bar, as the conditions that say the same. */
function conditionsOfBar(filter: AssetFilter): { name: keyof AssetFilter; words: FilterExpression }[] {
  const is = (
    name: keyof AssetFilter,
    field: 'status' | 'family' | 'category' | 'place' | 'custodian' | 'department' | 'supplier' | 'model',
    values: readonly (string | number)[],
  ) => (values.length === 0 ? [] : [{ name, words: { field, operator: 'is' as const, values: values.map(String) } }]);
  const one = (id: number | undefined) => (id === undefined ? [] : [id]);
  return [
    ...is('statuses', 'status', filter.statuses ?? []),
    ...is('families', 'family', filter.families ?? []),
    ...is('categoryIds', 'category', filter.categoryIds ?? []),
    ...is('placeId', 'place', one(filter.placeId)),
    ...is('personId', 'custodian', one(filter.personId)),
    ...is('departmentId', 'department', one(filter.departmentId)),
    ...is('supplierId', 'supplier', one(filter.supplierId)),
    ...is('modelId', 'model', one(filter.modelId)),
  ];
}

function sentencesOfBar(filter: AssetFilter): { name: keyof AssetFilter; words: string }[] {
  const { search, overdueOnly, neverSeen, notSeenForDays } = filter;
  return [
    ...(search === undefined ? [] : [{ name: 'search' as const, words: t('assets.searchedFor', { text: search }) }]),
    ...(overdueOnly === true ? [{ name: 'overdueOnly' as const, words: t('assets.overdue') }] : []),
    ...(neverSeen === true ? [{ name: 'neverSeen' as const, words: t('assets.neverSeen') }] : []),
    ...(notSeenForDays === undefined
      ? []
      : [{ name: 'notSeenForDays' as const, words: t('assets.notSeenFor', { days: notSeenForDays }) }]),
  ];
}

/** The conditions of the bar and of the builder that a person's name is needed for. */
export function expressionOfFilter(filter: AssetFilter): FilterExpression {
  return { all: [...conditionsOfBar(filter).map(({ words }) => words), ...(filter.where ? [filter.where] : [])] };
}

/** Everything that the list is filtered by, each as a sentence that can be taken away. */
export function chipsOfFilter(
  filter: AssetFilter,
  fields: readonly AssetFilterField[],
  change: (next: Partial<AssetFilter>) => void,
  edit: () => void,
): FilterChip[] {
  const fieldOf = (key: string) => fields.find((field) => field.key === key);
  const parts = partsThatHold(filter.where) as FilterExpression[];
  const without = (index: number): FilterExpression | undefined => {
    const rest = parts.filter((_part, place) => place !== index);
    return rest.length < 2 ? rest[0] : (groupOf('all', rest) as FilterExpression);
  };
  return [
    ...sentencesOfBar(filter).map(({ name, words }) => ({
      key: name,
      words,
      remove: () => change({ [name]: undefined }),
    })),
    ...conditionsOfBar(filter).map(({ name, words }) => ({
      key: name,
      words: expressionInWords(words, fieldOf),
      remove: () => change({ [name]: undefined }),
    })),
    ...parts.map((part, index) => ({
      key: `where-${index}`,
      words: expressionInWords(part, fieldOf),
      remove: () => change({ where: without(index) }),
      edit,
    })),
  ];
}
