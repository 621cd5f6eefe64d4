import * as z from 'zod';
import { Failure } from '#backend/kernel/failure.ts';

/** Where a page ended: the sort value and the id of its last row. */
export interface Keyset {
  /** Null where rows without a value come last. */
  value: string | number | null;
  id: number;
}

const keyset = z.tuple([z.union([z.string(), z.number(), z.null()]), z.number().int()]);

export function encodeCursor({ value, id }: Keyset): string {
  return JSON.stringify([value, id]);
}

/** @throws Failure INVALID_INPUT when the text is no cursor of ours. */
export function decodeCursor(cursor: string | undefined): Keyset | null {
  if (cursor === undefined) return null;
  try {
    const [value, id] = keyset.parse(JSON.parse(cursor));
    return { value, id };
  } catch {
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['cursor'], code: 'invalid' }] });
  }
}

/** Counting stops here: a list says "10,000+" instead of counting a million rows for a number nobody reads. */
export const countLimit = 10_000;
