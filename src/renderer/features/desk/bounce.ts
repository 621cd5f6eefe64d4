/** A reader that sees a label twice sends it twice; within this time it is one scan. Milliseconds. */
const bounce = 300;

export interface LastRead {
  readonly code: string;
  readonly at: number;
}
export const nothingRead: LastRead = { code: '', at: Number.NEGATIVE_INFINITY };

/**
 * Whether a reader says the same again without anybody meaning it. The time goes on with every read, so a label that
 * stays before the reader is read once, however often it is sent.
 */
export function isBounce(last: LastRead, read: LastRead): boolean {
  return read.code === last.code && read.at - last.at <= bounce;
}
