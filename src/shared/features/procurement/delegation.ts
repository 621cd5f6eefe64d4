/** Somebody who casts another's vote for a while; both days belong to the period. */
export interface Delegation {
  fromId: number;
  toId: number;
  startsOn: string;
  endsOn: string;
}

/**
 * The way by which a new delegation would come back to who gives it, on some day of its period; null when it does not.
 * The answer names everybody on the way, beginning and ending with who gives it.
 */
export function circleOf(existing: readonly Delegation[], next: Delegation): number[] | null {
  const walk = (at: number, startsOn: string, endsOn: string, way: readonly number[]): number[] | null => {
    if (at === next.fromId) return [...way, at];
    if (way.includes(at)) return null;
    for (const step of existing.filter(({ fromId }) => fromId === at)) {
      const from = step.startsOn > startsOn ? step.startsOn : startsOn;
      const to = step.endsOn < endsOn ? step.endsOn : endsOn;
      const found = from > to ? null : walk(step.toId, from, to, [...way, at]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(next.toId, next.startsOn, next.endsOn, [next.fromId]);
}

/** Everybody whose vote an operator may cast on a day besides his own, directly or through others. */
export function standsFor(delegations: readonly Delegation[], operatorId: number, day: string): number[] {
  const found = new Set<number>();
  const open = [operatorId];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { fromId, toId, startsOn, endsOn } of delegations) {
      if (toId !== at || day < startsOn || day > endsOn || found.has(fromId) || fromId === operatorId) continue;
      found.add(fromId);
      open.push(fromId);
    }
  }
  return [...found].toSorted((one, other) => one - other);
}
