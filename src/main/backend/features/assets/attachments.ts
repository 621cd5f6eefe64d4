import type { Attachment } from '#shared/rpc/attachment.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { attachFile, factsOfFile, openCopy } from '#backend/kernel/attachments/attach-file.ts';
import { attachmentOf, keptContent, refuseAmong } from '#backend/kernel/attachments/keep-file.ts';
import type { FitFile } from '#backend/kernel/attachments/keep-file.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend, CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';

export async function listAttachments(
  { reader }: QueryContext,
  { assetId }: { assetId: number },
): Promise<Attachment[]> {
  const rows = await reader
    .selectFrom('attachment')
    .leftJoin('operator', 'operator.id', 'attachment.operator_id')
    .selectAll('attachment')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .where('archived_at', 'is', null)
    .orderBy('attachment.id')
    .execute();
  return rows.map(attachmentOf);
}

async function findAttachment(db: Db, id: number) {
  const row = await db.selectFrom('attachment').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('attachment', id);
  return row;
}

export async function attachmentContent(
  { backend, reader }: QueryContext,
  { id, thumbnail }: { id: number; thumbnail: boolean },
): Promise<File> {
  return keptContent(backend, await findAttachment(reader, id), thumbnail);
}

/** @throws Failure ASSET_CLOSED, FILE_TYPE_REFUSED, FILE_TOO_LARGE, ALREADY_ATTACHED, TOO_MANY_ATTACHMENTS. */
export async function attach(
  backend: Backend,
  actor: Actor,
  { assetId, ...given }: { assetId: number; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  return attachFile(backend, actor, given, {
    refuseUnfit: (db, fit) => refuseUnfit(db, assetId, fit),
    write: async (command, kept) => {
      const { id } = await command.tx
        .insertInto('attachment')
        .values({
          ...kept,
          asset_id: assetId,
          operator_id: actor.operatorId,
          added_at: command.now,
          archived_at: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await command.record({ event: 'assets.attached', subject: `asset:${assetId}`, data: factsOfFile(kept) });
      command.changed('assets');
      return { id };
    },
  });
}

/**
 * Puts a PDF that another slice made and stored with each of these assets. That slice's own journal entry names file
 * and digest, so none is written here.
 */
export async function keepDocument(
  { tx, now, actor }: CommandContext,
  document: { assetIds: readonly number[]; fileName: string; sha256: string; bytes: number },
): Promise<void> {
  const { assetIds, fileName, sha256, bytes } = document;
  await tx
    .insertInto('attachment')
    .values(
      assetIds.map((assetId) => ({
        asset_id: assetId,
        kind: 'document' as const,
        file_name: fileName,
        type: 'application/pdf',
        extension: 'pdf',
        bytes,
        sha256,
        thumbnail_sha256: null,
        operator_id: actor.operatorId,
        added_at: now,
        archived_at: null,
      })),
    )
    .execute();
}

async function refuseUnfit(db: Db, assetId: number, fit: FitFile): Promise<void> {
  const asset = await db.selectFrom('asset').select(['tag', 'status']).where('id', '=', assetId).executeTakeFirst();
  if (!asset) throw notFound('asset', assetId);
  if (isClosed(asset.status)) throw new Failure('ASSET_CLOSED', { tag: asset.tag });
  const present = await db
    .selectFrom('attachment')
    .select('sha256')
    .where('asset_id', '=', assetId)
    .where('archived_at', 'is', null)
    .execute();
  refuseAmong(
    present.map(({ sha256 }) => sha256),
    fit,
  );
}

export async function archiveAttachment(command: CommandContext, { id }: { id: number }): Promise<void> {
  const row = await findAttachment(command.tx, id);
  if (row.archived_at !== null) throw notFound('attachment', id);
  await command.tx.updateTable('attachment').set({ archived_at: command.now }).where('id', '=', id).execute();
  await command.record({
    event: 'assets.attachmentArchived',
    subject: `asset:${row.asset_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
  command.changed('assets');
}

/** Lets the system show a decrypted copy. */
export async function openAttachment(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const row = await findAttachment(openInventoryOf(backend).reader, id);
  await openCopy(backend, actor, row, {
    event: 'assets.attachmentOpened',
    subject: `asset:${row.asset_id}`,
    data: { fileName: row.file_name, sha256: row.sha256 },
  });
}
