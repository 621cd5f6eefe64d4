import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { EntryKind } from '#shared/features/support/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Json } from '#backend/kernel/journal/canonical.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { isRunning } from './rules.ts';
import type { TicketTable } from './tables.ts';

/** @throws Failure NOT_FOUND */
export async function getTicketRow(db: Db, id: number) {
  const row = await db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('ticket', id);
  return row;
}
export type TicketRowOfDb = Awaited<ReturnType<typeof getTicketRow>>;

/** @throws Failure NOT_FOUND, CHANGED_MEANWHILE. */
export async function getSeen(db: Db, { id, version }: { id: number; version: number }): Promise<TicketRowOfDb> {
  const row = await getTicketRow(db, id);
  if (row.version !== version) throw new Failure('CHANGED_MEANWHILE', { entity: 'ticket', id });
  return row;
}

/** @throws Failure TICKET_STATE when it is solved or was merged. */
export function refuseEnded(row: TicketRowOfDb): void {
  if (!isRunning(row.state)) throw new Failure('TICKET_STATE', { state: row.state });
}

export async function updateTicket(
  command: CommandContext,
  { id, version }: { id: number; version: number },
  values: Partial<Insertable<TicketTable>>,
): Promise<void> {
  await command.tx
    .updateTable('ticket')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .execute();
  command.changed('support');
}

interface Happening {
  kind: EntryKind;
  event: string;
  text: string | null;
  minutes?: number | null;
  data?: Record<string, Json>;
}

/** Writes down what happened, in the history of the ticket and in the journal. */
export async function note(
  command: CommandContext,
  ticket: { id: number; number: number },
  { kind, event, text, minutes = null, data = {} }: Happening,
): Promise<void> {
  const { tx, now, actor } = command;
  const seq = await command.record({
    event,
    subject: `ticket:${ticket.id}`,
    data: { number: ticket.number, ...data, ...(minutes === null ? {} : { minutes }) },
    reason: text,
  });
  await tx
    .insertInto('ticket_entry')
    .values({ ticket_id: ticket.id, at: now, kind, operator_id: actor.operatorId, text, minutes, journal_seq: seq })
    .execute();
  command.changed('support');
}

/** Writes what tickets are found by anew, from behind one to another; what is there of tickets that are not is gone. */
export async function rewriteTicketSearch(
  tx: Transaction<Schema>,
  { after, last, ids }: { after: number; last: number; ids: readonly number[] },
): Promise<void> {
  await sql`DELETE FROM ticket_search WHERE rowid > ${after} AND rowid <= ${last}`.execute(tx);
  await sql`INSERT INTO ticket_search (rowid, title, description, resolution)
    SELECT id, title, description, coalesce(resolution, '') FROM ticket
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(tx);
}

/** What a ticket is found by among earlier ones. */
export async function writeSearch({ tx }: CommandContext, id: number): Promise<void> {
  const { title, description, resolution } = await getTicketRow(tx, id);
  await sql`DELETE FROM ticket_search WHERE rowid = ${id}`.execute(tx);
  await sql`INSERT INTO ticket_search (rowid, title, description, resolution)
    VALUES (${id}, ${title}, ${description}, ${resolution ?? ''})`.execute(tx);
}
