import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { ReminderKind } from '#shared/features/reminders/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';

/** From when to when a kind of dates is asked for. */
export interface Bounds {
  today: Day;
  /** The last day that is near enough. */
  until: Day;
}

/**
 * Where the dates of one kind are read from. A slice that has dates adds its source in its `index.ts`; nobody else
 * keeps a list of what is due.
 */
export interface DueSource {
  kind: ReminderKind;
  /**
   * A SELECT of what is not over by itself: `subject` (tells the thing apart within the kind), `day`, `label`, `title`,
   * `entity`, `entity_key`, `who`, `mail`, in this order. Along an index on the day: it is asked whenever a page is open.
   */
  select: (bounds: Bounds) => RawBuilder<unknown>;
}

export const dueSources: DueSource[] = [];

/** Days for which what can't be mended any more is still shown after its day. */
const stillShownDays = 30;

/**
 * The day that a decision is wanted on: the last one on which notice can be given, and once that is past, the end.
 *
 * @param notice days; null where no notice has to be given
 */
export function decisionDay(day: string, notice: string, today: Day): RawBuilder<string> {
  const last = sql`date(${sql.ref(day)}, '-' || CAST(${sql.ref(notice)} + 0.999 AS INTEGER) || ' days')`;
  return sql<string>`iif(${sql.ref(notice)} IS NOT NULL AND ${last} >= ${today}, ${last}, ${sql.ref(day)})`;
}

/** The first day of what is still shown although nothing can be mended any more. */
export const shownSince = (today: Day): Day => addDays(today, -stillShownDays);
