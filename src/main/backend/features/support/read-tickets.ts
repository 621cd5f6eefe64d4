import { sql } from 'kysely';
import type { TicketFilter } from '#shared/features/support/contract.ts';
import type { Ticket, TicketRow } from '#shared/features/support/model.ts';
import { referenceOf } from '#backend/kernel/db/reference-of.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { guideOf, listAnswers } from './guides.ts';
import { isLate } from './rules.ts';
import './tables.ts';

const isEnded = sql<number>`(ticket.state IN ('resolved', 'closed'))`;
const isRunning = sql<boolean>`ticket.state IN ('new', 'in_progress', 'waiting')`;

export function selectTickets(db: Db) {
  return db
    .selectFrom('ticket')
    .leftJoin('support_category as category', 'category.id', 'ticket.category_id')
    .leftJoin('asset', 'asset.id', 'ticket.asset_id')
    .leftJoin('person', 'person.id', 'ticket.person_id')
    .leftJoin('place', 'place.id', 'ticket.place_id')
    .leftJoin('operator as assignee', 'assignee.id', 'ticket.assignee_id')
    .selectAll('ticket')
    .select(['category.name as category_name', 'category.guide', 'asset.tag', 'asset.name as asset_name'])
    .select(['person.name as person_name', 'place.name as place_name', 'assignee.display_name as assignee_name']);
}
type SelectedTicket = Awaited<ReturnType<ReturnType<typeof selectTickets>['execute']>>[number];

export function ticketRowOf(row: SelectedTicket, now: string): TicketRow {
  const times = { respondBy: row.respond_by, resolveBy: row.resolve_by };
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    priority: row.priority,
    category: referenceOf(row.category_id, row.category_name),
    asset: row.asset_id === null ? null : { id: row.asset_id, tag: row.tag ?? '', name: row.asset_name ?? '' },
    person: referenceOf(row.person_id, row.person_name),
    place: referenceOf(row.place_id, row.place_name),
    assignee: referenceOf(row.assignee_id, row.assignee_name),
    openedAt: row.opened_at,
    ...times,
    late: isLate(
      { ...times, state: row.state, respondedAt: row.responded_at, waiting: row.waiting_since !== null },
      now,
    ),
  };
}

function filtered(db: Db, query: TicketFilter, now: string) {
  let rows = selectTickets(db);
  const { states, priorities, late, assigneeId, assetId, personId } = query;
  if (states?.length) rows = rows.where('ticket.state', 'in', states);
  if (priorities?.length) rows = rows.where('ticket.priority', 'in', priorities);
  // The same as `isLate`.
  if (late)
    rows = rows.where(isRunning).where(
      sql<boolean>`((ticket.responded_at IS NULL AND ticket.respond_by < ${now})
        OR (ticket.waiting_since IS NULL AND ticket.resolve_by < ${now}))`,
    );
  if (assigneeId !== undefined) rows = rows.where('ticket.assignee_id', '=', assigneeId);
  if (assetId !== undefined) rows = rows.where('ticket.asset_id', '=', assetId);
  if (personId !== undefined) rows = rows.where('ticket.person_id', '=', personId);
  const text = query.search?.trim();
  if (text)
    rows = rows.where(
      sql<boolean>`instr(lower(ticket.number || char(31) || ticket.title || char(31) || ticket.description || char(31)
        || coalesce(asset.tag, '') || char(31) || coalesce(person.name, '')), lower(${text})) > 0`,
    );
  return rows;
}

/** What is open first, by when it has to be solved; then what was solved, the newest first. */
export async function listTickets(
  db: Db,
  query: TicketFilter & { cursor?: string | undefined; limit: number },
  now: string,
) {
  const after = decodeCursor(query.cursor);
  const order = sql<string>`CASE WHEN ${isEnded} THEN 'b' || printf('%012d', 999999999999 - ticket.id)
    ELSE 'a' || coalesce(ticket.resolve_by, '9999') END`;
  let page = filtered(db, query, now).select(order.as('sort_value'));
  if (after !== null) page = page.where(sql<boolean>`(${order}, ticket.id) > (${after.value}, ${after.id})`);
  const found = await page
    .orderBy(order)
    .orderBy('ticket.id')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await db
    .selectFrom(filtered(db, query, now).clearSelect().select('ticket.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    rows: shown.map((row) => ticketRowOf(row, now)),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.sort_value, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

/** @throws Failure NOT_FOUND */
export async function getTicket(db: Db, id: number, now: string): Promise<Ticket> {
  const row = await selectTickets(db)
    .innerJoin('operator as opener', 'opener.id', 'ticket.opened_by')
    .leftJoin('ticket as target', 'target.id', 'ticket.merged_into')
    .leftJoin('work_order', 'work_order.id', 'ticket.work_order_id')
    .leftJoin('incident', 'incident.id', 'ticket.incident_id')
    .select(['opener.display_name as opener', 'target.number as target_number'])
    .select(['work_order.number as order_number', 'work_order.title as order_title'])
    .select('incident.number as incident_number')
    .where('ticket.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('ticket', id);
  const entries = await entriesOf(db, id);
  const { order_number: order, incident_number: incident, target_number: target } = row;
  return {
    ...ticketRowOf(row, now),
    description: row.description,
    channel: row.channel,
    impact: row.impact,
    urgency: row.urgency,
    openedBy: row.opener,
    respondedAt: row.responded_at,
    resolvedAt: row.resolved_at,
    resolution: row.resolution,
    mergedInto: row.merged_into === null || target === null ? null : { id: row.merged_into, number: target },
    merged: await db
      .selectFrom('ticket')
      .select(['id', 'number', 'title'])
      .where('merged_into', '=', id)
      .orderBy('number')
      .execute(),
    workOrder:
      row.work_order_id === null || order === null
        ? null
        : { id: row.work_order_id, number: order, title: row.order_title ?? '' },
    incident: row.incident_id === null || incident === null ? null : { id: row.incident_id, number: incident },
    reopened: row.reopened,
    hardwareFailure: row.hardware_failure === 1,
    minutes: entries.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    entries,
    guide: row.guide === null ? [] : guideOf(row.guide),
    answers: (await listAnswers(db, id)).map(({ step, question, answer, advice }) => ({
      step,
      question,
      answer,
      advice,
    })),
    version: row.version,
  };
}

async function entriesOf(db: Db, ticketId: number): Promise<Ticket['entries']> {
  const rows = await db
    .selectFrom('ticket_entry')
    .innerJoin('operator', 'operator.id', 'ticket_entry.operator_id')
    .select(['ticket_entry.id', 'ticket_entry.at', 'ticket_entry.kind', 'ticket_entry.text', 'ticket_entry.minutes'])
    .select('operator.display_name as operator')
    .where('ticket_id', '=', ticketId)
    .orderBy('ticket_entry.id', 'desc')
    .execute();
  return rows;
}
