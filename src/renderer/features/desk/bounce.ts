/** A reader that sees a label twice sends it twice; within this time it is one scan. Milliseconds. */
const bounce = 300;

export interface LastRead {
  readonly code: string;
  readonly at: number;
  /** How many of an article this read means. */
  readonly quantity: number;
}
export const nothingRead: LastRead = { code: '', at: Number.NEGATIVE_INFINITY, quantity: 1 };

/**
 * Whether a reader says the same again without anybody meaning it. The time goes on with every read, so a label that
 * stays before the reader is read once, however often it is sent. A quantity that was keyed in between is a person, and
 * he means what he reads next; that it falls back to one after each scan is none.
 */
export function isBounce(last: LastRead, read: LastRead): boolean {
  const keyedIn = read.quantity !== last.quantity && read.quantity > 1;
  return read.code === last.code && read.at - last.at <= bounce && !keyedIn;
}
