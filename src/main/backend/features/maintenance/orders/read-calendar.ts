import { sql } from 'kysely';
import type { CalendarDay } from '#shared/features/maintenance/contract.ts';
import type { Day } from '#shared/primitives/days.ts';
import { addDays } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { occurrencesWithin } from '../recurrence.ts';
import { orderRowOf, selectOrders } from './read-orders.ts';

interface Span {
  from: Day;
  to: Day;
  assigneeId?: number | undefined;
  /** So many of a day are sent along; there may be thousands. */
  perDay: number;
}

/** Longer than this no calendar is looked at. Days. */
const longestSpan = 62;

/** What is planned for each day, and how much more is going to be raised for it. */
export async function readCalendar(db: Db, span: Span, today: Day): Promise<CalendarDay[]> {
  const { from, perDay, assigneeId } = span;
  const to = span.to > addDays(from, longestSpan) ? addDays(from, longestSpan) : span.to;
  const mine = assigneeId === undefined ? sql`` : sql`AND assignee_id = ${assigneeId}`;
  const { rows: counts } = await sql<{ day: string; orders: number }>`
    SELECT planned_on AS day, count(*) AS orders FROM work_order
    WHERE planned_on BETWEEN ${from} AND ${to} ${mine} GROUP BY planned_on`.execute(rawExecutor(db));
  const days: CalendarDay[] = [];
  const ordersOn = new Map(counts.map(({ day, orders }) => [day, orders]));
  const expectedOn = assigneeId === undefined ? await expected(db, from, to) : new Map<Day, number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const orders = ordersOn.get(day) ?? 0;
    const shown = orders === 0 ? [] : await firstOf(db, day, perDay, assigneeId);
    days.push({
      day,
      orders,
      shown: shown.map((row) => orderRowOf(row, today)),
      expected: expectedOn.get(day) ?? 0,
    });
  }
  return days;
}

/** The first orders of a day: what is still to be done before what was done. */
async function firstOf(db: Db, day: Day, most: number, assigneeId: number | undefined) {
  let rows = selectOrders(db).where('work_order.planned_on', '=', day);
  if (assigneeId !== undefined) rows = rows.where('work_order.assignee_id', '=', assigneeId);
  return rows
    .orderBy(sql`work_order.state IN ('done', 'skipped')`)
    .orderBy('work_order.due_on')
    .orderBy('work_order.id')
    .limit(most)
    .execute();
}

interface Coming {
  rule: string | null;
  starts_on: Day;
  repeats: number;
  next_on: Day;
  count: number;
}

/**
 * How many orders plans are going to raise for each day: what is counted from the plan on each of its days, what is
 * counted from completion, or by a meter, on the next one only, since nobody knows when it will be done.
 */
async function expected(db: Db, from: Day, to: Day): Promise<Map<Day, number>> {
  const { rows } = await sql<Coming>`
    SELECT plan.rule, plan.starts_on, plan.kind = 'calendar' AND plan.anchor = 'plan' AS repeats, schedule.next_on,
      count(*) AS count
    FROM maintenance_schedule AS schedule
      JOIN maintenance_plan AS plan ON plan.id = schedule.plan_id AND plan.paused = 0 AND plan.archived_at IS NULL
    WHERE schedule.next_on <= ${to}
    GROUP BY plan.rule, plan.starts_on, repeats, schedule.next_on`.execute(rawExecutor(db));
  const expectedOn = new Map<Day, number>();
  const known = new Map<string, Day[]>();
  for (const { rule, starts_on: startsOn, repeats, next_on: next, count } of rows) {
    let days = [next];
    if (repeats === 1 && rule !== null) {
      const key = `${rule} ${startsOn}`;
      days = known.get(key) ?? occurrencesWithin(rule, startsOn, from, to);
      known.set(key, days);
    }
    for (const day of days) if (day >= next && day >= from) expectedOn.set(day, (expectedOn.get(day) ?? 0) + count);
  }
  return expectedOn;
}
