import type { CountDecision } from '#shared/features/supplies/count-contract.ts';

export interface CountedLine {
  counted: number | null;
  /** What the books said when it was counted. */
  booked: number | null;
  outcome: string | null;
}

/**
 * Of what several witnesses counted, the last word: a recount is made because the first was doubted. Of two at the same
 * instant the one by key, so that it does not hang on whose file came first.
 */
export function decisiveCount<Count extends { key: string; at: string }>(counts: readonly Count[]): Count | null {
  const [last] = counts.toSorted((one, other) =>
    one.at === other.at ? (one.key < other.key ? -1 : 1) : one.at < other.at ? 1 : -1,
  );
  return last ?? null;
}

/** Counted less booked; null as long as nobody has counted. */
export function differenceOf({ counted, booked }: Pick<CountedLine, 'counted' | 'booked'>): number | null {
  return counted === null || booked === null ? null : counted - booked;
}

/** Whether somebody has to say what follows: the count differs, or there is none. */
export function isVariance(line: Pick<CountedLine, 'counted' | 'booked'>): boolean {
  return differenceOf(line) !== 0;
}

type CountVerdict =
  | { allowed: true }
  | { allowed: false; because: 'COUNT_AGREES' | 'NOT_COUNTED' | 'DECISION_NEEDS_NOTE' | 'DECISION_APPLIED' };

/** Whether a line may be decided so: there is a difference to put into the books, and leaving it has a reason. */
export function mayDecideCount(line: CountedLine, decision: CountDecision, note: string | null): CountVerdict {
  if (line.outcome !== null) return { allowed: false, because: 'DECISION_APPLIED' };
  if (!isVariance(line)) return { allowed: false, because: 'COUNT_AGREES' };
  if (decision === 'adjust' && line.counted === null) return { allowed: false, because: 'NOT_COUNTED' };
  if (decision === 'leave' && (note ?? '').trim() === '') return { allowed: false, because: 'DECISION_NEEDS_NOTE' };
  return { allowed: true };
}

/**
 * What becomes of a decision. The difference is put into the books, not the count: what was received and issued since
 * then stays true. Where less is left by now than is missing, something newer is known, and the books stay.
 */
export function nextCountOutcome(
  decision: CountDecision,
  difference: number | null,
  stock: { available: number; archived: boolean },
): 'applied' | 'overtaken' | 'left' {
  if (decision === 'leave') return 'left';
  if (difference === null || stock.archived) return 'overtaken';
  return stock.available + difference < 0 ? 'overtaken' : 'applied';
}
