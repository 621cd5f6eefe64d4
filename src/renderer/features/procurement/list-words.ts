import { t } from '#renderer/ui/text/t.ts';

/** A list without columns to choose, as it is seen: what an export writes. */
export interface SimpleListSeen<Filter> {
  columns: string[];
  filter: Filter;
  /** The filter as sentences. */
  words: string[];
}

/** What a list is narrowed to, in words. */
export function wordsOf(search: string, states: readonly string[]): string[] {
  return [
    ...(search === '' ? [] : [t('assets.searchedFor', { text: search })]),
    ...(states.length === 0 ? [] : [states.join(', ')]),
  ];
}
