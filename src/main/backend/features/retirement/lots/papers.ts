import type { Attachment } from '#shared/rpc/attachment.ts';
import { attachFile, factsOfFile, openCopy } from '#backend/kernel/attachments/attach-file.ts';
import { attachmentOf, keptContent, refuseAmong } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { getLotRow } from './repository.ts';
import './tables.ts';

/** What the recycler sent about a lot: his certificates, weighing slips, pictures. */
export async function listPapers(db: Db, lotId: number): Promise<Attachment[]> {
  const rows = await db
    .selectFrom('disposal_paper')
    .leftJoin('operator', 'operator.id', 'disposal_paper.operator_id')
    .selectAll('disposal_paper')
    .select('operator.display_name')
    .where('lot_id', '=', lotId)
    .where('archived_at', 'is', null)
    .orderBy('disposal_paper.id')
    .execute();
  return rows.map(attachmentOf);
}

async function findPaper(db: Db, id: number) {
  const row = await db.selectFrom('disposal_paper').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('disposal_paper', id);
  return row;
}

export async function paperContent(
  { backend, reader }: QueryContext,
  { id, thumbnail }: { id: number; thumbnail: boolean },
): Promise<File> {
  return keptContent(backend, await findPaper(reader, id), thumbnail);
}

/**
 * Also of a lot that is settled: papers come late.
 *
 * @throws Failure FILE_TYPE_REFUSED, FILE_TOO_LARGE, ALREADY_ATTACHED, TOO_MANY_ATTACHMENTS.
 */
export async function attachPaper(
  backend: Backend,
  actor: Actor,
  { lotId, ...given }: { lotId: number; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  return attachFile(backend, actor, given, {
    refuseUnfit: async (db, fit) => {
      const lot = await getLotRow(db, lotId);
      refuseAmong(
        (await listPapers(db, lotId)).map(({ sha256 }) => sha256),
        fit,
      );
      return lot;
    },
    write: async (command, kept, lot) => {
      const { id } = await command.tx
        .insertInto('disposal_paper')
        .values({ ...kept, lot_id: lotId, operator_id: actor.operatorId, added_at: command.now, archived_at: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      await command.record({
        event: 'retirement.paperAttached',
        subject: `disposal_lot:${lotId}`,
        data: { number: lot.number, ...factsOfFile(kept) },
      });
      command.changed('retirement');
      return { id };
    },
  });
}

export async function archivePaper(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await findPaper(command.tx, id);
  if (row.archived_at !== null) throw notFound('disposal_paper', id);
  await command.tx.updateTable('disposal_paper').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.record({
    event: 'retirement.paperArchived',
    subject: `disposal_lot:${row.lot_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
  command.changed('retirement');
}

/** Lets the system show a decrypted copy. */
export async function openPaper(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const row = await findPaper(openInventoryOf(backend).reader, id);
  await openCopy(backend, actor, row, {
    event: 'retirement.paperOpened',
    subject: `disposal_lot:${row.lot_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
}
