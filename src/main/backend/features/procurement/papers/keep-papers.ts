import type { Paper, PaperOwner } from '#shared/features/procurement/papers.ts';
import { attachFile, factsOfFile, openCopy } from '#backend/kernel/attachments/attach-file.ts';
import { attachmentOf, keptContent, refuseAmong } from '#backend/kernel/attachments/keep-file.ts';
import type { FitFile } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import { ownerColumns, ownerOf, refuseWithout, subjectOf } from './owners.ts';
import { getPaper, papersOf } from './repository.ts';

/** @throws Failure FORBIDDEN for papers that show costs to whom costs are not shown. */
export async function listPapers({ reader, actor }: QueryContext, owner: PaperOwner): Promise<Paper[]> {
  refuseWithout(actor, owner, 'see');
  const rows = await papersOf(reader, owner)
    .innerJoin('operator', 'operator.id', 'paper.operator_id')
    .selectAll('paper')
    .select('operator.display_name')
    .execute();
  return rows.map((row) => ({ ...attachmentOf(row), point: row.point }));
}

/** @throws Failure FORBIDDEN, ATTACHMENT_DAMAGED. */
export async function paperContent(
  { backend, reader, actor }: QueryContext,
  { id, thumbnail }: { id: number; thumbnail: boolean },
): Promise<File> {
  const row = await getPaper(reader, id);
  refuseWithout(actor, ownerOf(row), 'see');
  return keptContent(backend, row, thumbnail);
}

/** @throws Failure FORBIDDEN, FILE_TYPE_REFUSED, FILE_TOO_LARGE, ALREADY_ATTACHED, TOO_MANY_ATTACHMENTS, RECEIPT_CLOSED. */
export async function attachPaper(
  backend: Backend,
  actor: Actor,
  { owner, point, ...given }: { owner: PaperOwner; point: string; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  refuseWithout(actor, owner, 'change');
  return attachFile(backend, actor, given, {
    refuseUnfit: (db, fit) => refuseUnfit(db, owner, point, fit),
    write: async (command, kept, subject) => {
      const { id } = await command.tx
        .insertInto('paper')
        .values({
          ...kept,
          ...ownerColumns(owner),
          point,
          operator_id: actor.operatorId,
          added_at: command.now,
          archived_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await command.record({
        event: 'procurement.paperAttached',
        subject,
        data: { [owner.kind]: owner.id, ...(point === '' ? {} : { point }), ...factsOfFile(kept) },
      });
      command.changed('procurement');
      return { id };
    },
  });
}

/** The same picture may prove two points, but no point twice. */
async function refuseUnfit(db: Db, owner: PaperOwner, point: string, fit: FitFile): Promise<string> {
  const subject = await subjectOf(db, owner);
  const present = await papersOf(db, owner).select('paper.sha256').where('paper.point', '=', point).execute();
  refuseAmong(
    present.map(({ sha256 }) => sha256),
    fit,
  );
  return subject;
}

/** @throws Failure FORBIDDEN, RECEIPT_CLOSED. */
export async function archivePaper(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await getPaper(command.tx, id);
  const owner = ownerOf(row);
  refuseWithout(command.actor, owner, 'change');
  if (row.archived_at !== null) throw notFound('paper', id);
  const subject = await subjectOf(command.tx, owner);
  await command.tx.updateTable('paper').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.record({
    event: 'procurement.paperArchived',
    subject,
    data: { [owner.kind]: owner.id, fileName: row.file_name, sha256: row.sha256 },
  });
  command.changed('procurement');
}

/** Lets the system show a decrypted copy. */
export async function openPaper(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const row = await getPaper(openInventoryOf(backend).reader, id);
  const owner = ownerOf(row);
  refuseWithout(actor, owner, 'see');
  await openCopy(backend, actor, row, {
    event: 'procurement.paperOpened',
    subject: `${owner.kind}:${owner.id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
}
