import type { ReactNode } from 'react';

/** A column of a list, in the words of the list. */
export interface Column<Row> {
  id: string;
  heading: string;
  cell: (row: Row) => ReactNode;
  /** A track of a CSS grid, e.g. `120px` or `minmax(160px, 2fr)`. */
  width: string;
  align?: 'end';
  /** What the backend sorts by when the heading is pressed. */
  sort?: string;
  /** Where the column comes from, to tell two of the same heading apart. */
  group?: string;
  /** Not shown until it is chosen. */
  optional?: boolean;
}

export interface Sorting {
  by: string;
  direction: 'ascending' | 'descending';
}

export interface Selection {
  ids: ReadonlySet<number>;
  change: (ids: ReadonlySet<number>) => void;
}
