import { Failure } from '#backend/kernel/failure.ts';

/** How many rows the pages before had. @throws Failure INVALID_INPUT when the text is no cursor of ours */
export function offsetOf(cursor: string | undefined): number {
  const offset = Number(cursor ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['cursor'], code: 'invalid' }] });
  return offset;
}

/** A page of rows of which one more than wanted was asked for. */
export function pageOf<Row>(rows: readonly Row[], limit: number, before: number, total: number) {
  return {
    rows: rows.slice(0, limit),
    nextCursor: rows.length > limit ? String(before + limit) : null,
    total,
    totalIsExact: true,
  };
}
