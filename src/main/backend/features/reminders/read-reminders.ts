import * as z from 'zod';
import { settledBy, urgencyOf } from '#shared/features/reminders/model.ts';
import type { Reminder } from '#shared/features/reminders/model.ts';
import { epochDayOf } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { countDueDates, listDueDates } from './due-dates.ts';
import type { After, DueCount, DueFilter, DueRow } from './due-dates.ts';
import { readRules } from './settings.ts';

const cursorShape = z.tuple([z.string(), z.string(), z.string(), z.number().int()]);

/** Where the page before ended, and how many rows there were up to then. */
function decode(cursor: string | undefined): { after?: After; before: number } {
  if (cursor === undefined) return { before: 0 };
  try {
    const [day, kind, subject, before] = cursorShape.parse(JSON.parse(cursor));
    return { after: [day, kind, subject], before };
  } catch {
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['cursor'], code: 'invalid' }] });
  }
}

const sum = (counts: readonly DueCount[]) => ({
  overdue: counts.reduce((total, { overdue }) => total + overdue, 0),
  today: counts.reduce((total, { today }) => total + today, 0),
  ahead: counts.reduce((total, { ahead }) => total + ahead, 0),
});

type Asking = Pick<QueryContext, 'reader' | 'now' | 'actor'>;

const shownTo =
  ({ now, actor }: Asking) =>
  ({ mail: _mail, remaining: _remaining, ...row }: DueRow & { remaining: number }, index: number): Reminder => ({
    ...row,
    id: index + 1,
    urgency: urgencyOf(row.day, dayOf(now)),
    daysLeft: epochDayOf(row.day) - epochDayOf(dayOf(now)),
    mine: actor.may(settledBy[row.kind]),
  });

export async function listReminders(
  context: Asking,
  { cursor, limit, ...filter }: DueFilter & { cursor?: string | undefined; limit: number },
) {
  const { reader, now } = context;
  const today = dayOf(now);
  const rules = await readRules(reader);
  const { after, before } = decode(cursor);
  const found = await listDueDates(reader, { ...filter, rules, today, after, limit: limit + 1 });
  const rows = found.slice(0, limit).map((row, index) => shownTo(context)(row, before + index));
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    rows,
    nextCursor: more ? JSON.stringify([last.day, last.kind, last.subject, last.id]) : null,
    total: before + (found[0]?.remaining ?? 0),
    totalIsExact: true,
  };
}

export async function countReminders({ reader, now }: Asking) {
  const byKind = await countDueDates(reader, await readRules(reader), dayOf(now));
  return { ...sum(byKind), byKind };
}

const shownAtOnce = 5;

/** What one is told when the day begins. */
export async function readDigest(context: Asking) {
  const { reader, now, actor } = context;
  const today = dayOf(now);
  const rules = await readRules(reader);
  const told = await reader
    .selectFrom('reminder_digest')
    .select('day')
    .where('operator_id', '=', actor.operatorId)
    .executeTakeFirst();
  const rows = await listDueDates(reader, { rules, today, limit: shownAtOnce });
  return {
    fresh: told?.day !== today,
    ...sum(await countDueDates(reader, rules, today)),
    first: rows.map(shownTo(context)),
  };
}
