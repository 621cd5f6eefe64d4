/** What bounds a transaction of long work that writes beside the desk. Small ones make the whole slower: see `yielding`. */
export interface Pace {
  /** Milliseconds that it may take. */
  allowed: number;
  /** Rows that it takes at most. */
  most: number;
}

const fewest = 200;

/** For one that runs to its end whoever waits: it takes no longer than a scan beside it may wait. */
export const watched: Pace = { allowed: 90, most: 1000 };

/**
 * For one that ends as soon as somebody wants to write. Every commit writes anew the pages of the indexes that it
 * touched, which are the same ones again and again, so that long ones halve what is written; what is left to wait for
 * then is the commit itself, which grows with the rows.
 */
export const yielding: Pace = { allowed: 1500, most: 3000 };

/** The size of the first transaction, before anything is known about the machine. */
export const firstPortion = fewest;

/**
 * How many rows the next transaction takes, after one of `rows` took
 * `milliseconds`. It shrinks at once and grows by half at most, so that one
 * lucky transaction is not followed by a long one.
 */
export function nextPortion(rows: number, milliseconds: number, { allowed, most }: Pace): number {
  const fitting = (rows * allowed) / Math.max(milliseconds, 1);
  return Math.round(Math.min(most, Math.max(fewest, Math.min(fitting, rows * 1.5))));
}
