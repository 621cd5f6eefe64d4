import type { Session } from './model.ts';

export interface Peak {
  readonly peak: number;
  /** Sessions that ran when it was reached for the first time. */
  readonly sessions: readonly number[];
}

type Stretch = Pick<Session, 'id' | 'from' | 'to' | 'tokens'>;

/**
 * The most tokens (seats, where each session takes one) in use at once. A session that ends when another begins has
 * given its seat back, unless the terms count the end in.
 */
export function peakOf(sessions: readonly Stretch[], end: 'exclusive' | 'inclusive' = 'exclusive'): Peak {
  const edges = sessions.flatMap(({ from, to, tokens }) => [
    { at: from, change: tokens },
    { at: to, change: -tokens },
  ]);
  const first = end === 'exclusive' ? 1 : -1;
  edges.sort((one, other) => one.at - other.at || first * (one.change - other.change));
  let running = 0;
  let peak = 0;
  let at = Number.NaN;
  for (const edge of edges) {
    running += edge.change;
    if (running > peak) {
      peak = running;
      at = edge.at;
    }
  }
  const isOn = ({ from, to }: Stretch): boolean => from <= at && (end === 'exclusive' ? at < to : at <= to);
  return { peak, sessions: sessions.filter(isOn).map(({ id }) => id) };
}
