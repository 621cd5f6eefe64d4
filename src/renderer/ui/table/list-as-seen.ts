import type { Sorting } from './column.ts';
import type { ColumnLayout } from './column-layout.ts';

/** A list as somebody sees it: what a view keeps and an export writes. */
export interface ListAsSeen<Filter> {
  columns: ColumnLayout;
  sorting: Sorting;
  filter: Filter;
  /** The filter as sentences. */
  words: string[];
}
