import type { Attachment } from '#shared/rpc/attachment.ts';
import { attachFile, factsOfFile, openCopy } from '#backend/kernel/attachments/attach-file.ts';
import { attachmentOf, keptContent, refuseAmong } from '#backend/kernel/attachments/keep-file.ts';
import type { FitFile } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { getTicketRow, note, refuseEnded } from './repository.ts';
import type { TicketRowOfDb } from './repository.ts';
import './tables.ts';

export async function listAttachments(db: Db, ticketId: number): Promise<Attachment[]> {
  const rows = await db
    .selectFrom('ticket_attachment')
    .leftJoin('operator', 'operator.id', 'ticket_attachment.operator_id')
    .selectAll('ticket_attachment')
    .select('operator.display_name')
    .where('ticket_id', '=', ticketId)
    .where('archived_at', 'is', null)
    .orderBy('ticket_attachment.id')
    .execute();
  return rows.map(attachmentOf);
}

async function findAttachment(db: Db, id: number) {
  const row = await db.selectFrom('ticket_attachment').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('attachment', id);
  return row;
}

export async function attachmentContent(
  { backend, reader }: QueryContext,
  { id, thumbnail }: { id: number; thumbnail: boolean },
): Promise<File> {
  return keptContent(backend, await findAttachment(reader, id), thumbnail);
}

/** @throws Failure TICKET_STATE, FILE_TYPE_REFUSED, FILE_TOO_LARGE, ALREADY_ATTACHED, TOO_MANY_ATTACHMENTS. */
export async function attach(
  backend: Backend,
  actor: Actor,
  { ticketId, ...given }: { ticketId: number; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  return attachFile(backend, actor, given, {
    refuseUnfit: (db, fit) => refuseUnfit(db, ticketId, fit),
    write: async (command, kept, ticket: TicketRowOfDb) => {
      const { id } = await command.tx
        .insertInto('ticket_attachment')
        .values({
          ...kept,
          ticket_id: ticketId,
          operator_id: actor.operatorId,
          added_at: command.now,
          archived_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await note(command, ticket, {
        kind: 'attached',
        event: 'support.attached',
        text: kept.file_name,
        data: factsOfFile(kept),
      });
      return { id };
    },
  });
}

async function refuseUnfit(db: Db, ticketId: number, fit: FitFile): Promise<TicketRowOfDb> {
  const ticket = await getTicketRow(db, ticketId);
  refuseEnded(ticket);
  refuseAmong(
    (await listAttachments(db, ticketId)).map(({ sha256 }) => sha256),
    fit,
  );
  return ticket;
}

export async function archiveAttachment(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await findAttachment(command.tx, id);
  if (row.archived_at !== null) throw notFound('attachment', id);
  await command.tx.updateTable('ticket_attachment').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.record({
    event: 'support.attachmentArchived',
    subject: `ticket:${row.ticket_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
  command.changed('support');
}

/** Lets the system show a decrypted copy. */
export async function openAttachment(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const row = await findAttachment(openInventoryOf(backend).reader, id);
  await openCopy(backend, actor, row, {
    event: 'support.attachmentOpened',
    subject: `ticket:${row.ticket_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
}
