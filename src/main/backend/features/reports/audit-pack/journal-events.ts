import type { JournalTable } from '#backend/kernel/journal/journal.ts';
import type { PackContext } from './pack-sheet.ts';
import { inPeriod } from './scope.ts';

/**
 * The journal's entries of some kinds in their order. It is read along its sequence, because sorting what an index
 * gives would hold all of it in memory.
 */
export function eventQuery(condition: string): string {
  return `SELECT seq, at, actor, role, desk, session, source, event, subject, data, reason, hash
FROM journal NOT INDEXED
WHERE seq <= :asOfSeq AND (${condition}) AND ${inPeriod('at')}
ORDER BY seq`;
}

export type EventRow = Omit<JournalTable, 'monotonic' | 'boot' | 'prev' | 'mac'>;

/** The facts of an entry; empty where a damaged row holds none. */
export function factsOf({ data }: Pick<EventRow, 'data'>): Readonly<Record<string, unknown>> {
  try {
    const facts: unknown = JSON.parse(data);
    return facts !== null && typeof facts === 'object' && !Array.isArray(facts) ? { ...facts } : {};
  } catch {
    return {};
  }
}

/** A fact as a cell shows it. */
export function factText(fact: unknown): string | null {
  if (fact === undefined || fact === null) return null;
  return typeof fact === 'string' ? fact : JSON.stringify(fact);
}

/** What was and what is: where an event has no such pair, all its facts are what is. */
export function beforeAndAfter(row: Pick<EventRow, 'data'>): { before: string | null; after: string | null } {
  const { before, after } = factsOf(row);
  if (before === undefined && after === undefined) return { before: null, after: row.data };
  return { before: factText(before), after: factText(after) };
}

export function actorName(row: Pick<EventRow, 'actor'>, { operators }: PackContext): string {
  return operators.get(row.actor) ?? row.actor;
}
