import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { reminderKinds } from '#shared/features/reminders/model.ts';
import type {
  KindRules,
  ReminderEntity,
  ReminderKey,
  ReminderKind,
  Urgency,
} from '#shared/features/reminders/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { ReminderShelf } from '#shared/features/reminders/contract.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { dueSources } from './sources.ts';
import './tables.ts';

export interface DueRow extends ReminderKey {
  label: string;
  title: string;
  entity: ReminderEntity;
  entityKey: string;
  who: string | null;
  mail: string | null;
  snoozedUntil: Day | null;
  doneAt: string | null;
  doneBy: string | null;
  note: string | null;
}

export interface DueFilter {
  shelf?: ReminderShelf | undefined;
  kinds?: readonly ReminderKind[] | undefined;
  urgency?: Urgency | undefined;
  search?: string | undefined;
}

/** Where a page ended. */
export type After = readonly [day: Day, kind: string, subject: string];

/**
 * All dates that are near enough, of all slices, each with what was said about it.
 *
 * @param horizon days ahead for all kinds instead of those of the rules
 */
function due(
  rules: KindRules,
  today: Day,
  kinds: readonly ReminderKind[],
  horizon: number | null,
): RawBuilder<unknown> {
  const parts = dueSources
    .filter(({ kind }) => rules[kind].on && kinds.includes(kind))
    .map(({ kind, select }) => {
      const until = addDays(today, horizon ?? rules[kind].leadDays);
      return sql`SELECT ${kind}, own.* FROM (${select({ today, until })}) AS own`;
    });
  if (parts.length === 0) parts.push(sql`SELECT '', '', '', '', '', '', '', NULL, NULL WHERE 0`);
  return sql`due (kind, subject, day, label, title, entity, entity_key, who, mail)
    AS (${sql.join(parts, sql` UNION ALL `)})`;
}

const said = sql`LEFT JOIN reminder ON reminder.kind = due.kind AND reminder.subject = due.subject AND reminder.day = due.day`;

const onShelf = (shelf: ReminderShelf, today: Day): RawBuilder<unknown> => {
  switch (shelf) {
    case 'open':
      return sql`reminder.done_at IS NULL AND coalesce(reminder.snoozed_until, '') <= ${today}`;
    case 'snoozed':
      return sql`reminder.done_at IS NULL AND reminder.snoozed_until > ${today}`;
    case 'done':
      return sql`reminder.done_at IS NOT NULL`;
  }
};

const pressing = (urgency: Urgency, today: Day): RawBuilder<unknown> => {
  switch (urgency) {
    case 'overdue':
      return sql`due.day < ${today}`;
    case 'today':
      return sql`due.day = ${today}`;
    case 'ahead':
      return sql`due.day > ${today}`;
  }
};

function wanted({ shelf = 'open', urgency, search }: DueFilter, today: Day): RawBuilder<unknown> {
  const conditions = [onShelf(shelf, today)];
  if (urgency !== undefined) conditions.push(pressing(urgency, today));
  const words = (search ?? '').trim();
  if (words !== '') {
    const pattern = containsPattern(words);
    conditions.push(sql`(due.label || ' ' || due.title || ' ' || coalesce(due.who, '')) LIKE ${pattern} ESCAPE '\\'`);
  }
  return sql.join(conditions, sql` AND `);
}

const kindsOf = ({ kinds }: DueFilter) => (kinds === undefined || kinds.length === 0 ? reminderKinds : kinds);

interface DueQuery extends DueFilter {
  rules: KindRules;
  today: Day;
  after?: After | undefined;
  limit: number;
  /** Days ahead instead of those that each kind has of its own. */
  horizon?: number;
}

/** The dates in the order of their day; `remaining` counts with the first row what there is from it on. */
export async function listDueDates(db: Db, query: DueQuery): Promise<(DueRow & { remaining: number })[]> {
  const { rules, today, after, limit, horizon = null } = query;
  const later = after === undefined ? sql`` : sql`AND (due.day, due.kind, due.subject) > (${sql.join(after)})`;
  const { rows } = await sql<DueRow & { remaining: number }>`
    WITH ${due(rules, today, kindsOf(query), horizon)}
    SELECT due.kind, due.subject, due.day, due.label, due.title, due.entity, CAST(due.entity_key AS TEXT) AS "entityKey",
      due.who, due.mail, reminder.snoozed_until AS "snoozedUntil", reminder.done_at AS "doneAt",
      operator.display_name AS "doneBy", reminder.note, count(*) OVER () AS remaining
    FROM due ${said} LEFT JOIN operator ON operator.id = reminder.done_by
    WHERE ${wanted(query, today)} ${later}
    ORDER BY due.day, due.kind, due.subject LIMIT ${limit}`.execute(rawExecutor(db));
  return rows;
}

export interface DueCount {
  kind: ReminderKind;
  overdue: number;
  today: number;
  ahead: number;
}

/** How many dates of each kind there are on a shelf. */
export async function countDueDates(db: Db, rules: KindRules, today: Day, filter: DueFilter = {}): Promise<DueCount[]> {
  const { rows } = await sql<DueCount>`
    WITH ${due(rules, today, kindsOf(filter), null)}
    SELECT due.kind, sum(due.day < ${today}) AS overdue, sum(due.day = ${today}) AS today, sum(due.day > ${today}) AS ahead
    FROM due ${said} WHERE ${wanted(filter, today)} GROUP BY due.kind`.execute(rawExecutor(db));
  return rows;
}
