/**
 * Milliseconds that one transaction of an import may take: what a scan beside it waits for at most. Smaller ones make the
 * whole import slower, since every commit writes anew the pages that the rows of many transactions share.
 */
const allowed = 90;
const fewest = 200;
const most = 1000;

/** The size of an import's first transaction, before anything is known about the machine. */
export const firstPortion = 200;

/**
 * How many rows the next transaction takes, after one of `rows` took
 * `milliseconds`. It shrinks at once and grows by half at most, so that one
 * lucky transaction is not followed by a long one.
 */
export function nextPortion(rows: number, milliseconds: number): number {
  const fitting = (rows * allowed) / Math.max(milliseconds, 1);
  return Math.round(Math.min(most, Math.max(fewest, Math.min(fitting, rows * 1.5))));
}
