import { createHash } from 'node:crypto';
import { attachmentLimit, attachmentsPerAsset, thumbnailLimit } from '#shared/features/assets/attachment-contract.ts';
import type { Attachment } from '#shared/features/assets/attachment-contract.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import { readContent, storeContent } from '#backend/kernel/attachments/content-store.ts';
import { fileTypeOf } from '#backend/kernel/attachments/file-type.ts';
import { contentStoreOf, safeFileName, writeCopy } from '#backend/kernel/attachments/kept-contents.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
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
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256,
    hasThumbnail: row.thumbnail_sha256 !== null,
    addedAt: row.added_at,
    operator: row.display_name ?? '',
  }));
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
  const row = await findAttachment(reader, id);
  const small = thumbnail ? row.thumbnail_sha256 : null;
  const content = readContent(contentStoreOf(backend), small ?? row.sha256);
  const type = small === null ? row.type : (fileTypeOf(content)?.type ?? row.type);
  return new File([new Uint8Array(content)], row.file_name, { type });
}

/** Keeps the file first and the row after it, so that no row points at nothing. */
export async function attach(
  backend: Backend,
  actor: Actor,
  { assetId, file, thumbnail }: { assetId: number; file: File; thumbnail: File | null },
): Promise<{ id: number }> {
  const fileName = safeFileName(file.name);
  if (file.size > attachmentLimit) {
    throw new Failure('FILE_TOO_LARGE', { fileName, megabytes: attachmentLimit / 1024 / 1024 });
  }
  const content = new Uint8Array(await file.arrayBuffer());
  const type = fileTypeOf(content);
  if (type === null) throw new Failure('FILE_TYPE_REFUSED', { fileName });
  const small = await thumbnailOf(thumbnail);
  await refuseUnfit(openInventoryOf(backend).reader, assetId, content, fileName);
  const store = contentStoreOf(backend);
  const sha256 = storeContent(store, content);
  const thumbnailSha256 = type.image && small !== null ? storeContent(store, small) : null;
  return inTransaction(backend, actor, async (command) => {
    await refuseUnfit(command.tx, assetId, content, fileName);
    const { id } = await command.tx
      .insertInto('attachment')
      .values({
        asset_id: assetId,
        kind: type.image ? 'photo' : 'document',
        file_name: fileName,
        type: type.type,
        extension: type.extension,
        bytes: content.length,
        sha256,
        thumbnail_sha256: thumbnailSha256,
        operator_id: actor.operatorId,
        added_at: command.now,
        archived_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await command.record({
      event: 'assets.attached',
      subject: `asset:${assetId}`,
      data: { fileName, type: type.type, bytes: content.length, sha256 },
    });
    command.changed('assets');
    return { id };
  });
}

/** The window's small picture; anything that is none is left out. */
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

async function thumbnailOf(thumbnail: File | null): Promise<Uint8Array | null> {
  if (thumbnail === null || thumbnail.size > thumbnailLimit) return null;
  const bytes = new Uint8Array(await thumbnail.arrayBuffer());
  return fileTypeOf(bytes)?.image === true ? bytes : null;
}

async function refuseUnfit(db: Db, assetId: number, content: Uint8Array, fileName: string): Promise<void> {
  const asset = await db.selectFrom('asset').select(['tag', 'status']).where('id', '=', assetId).executeTakeFirst();
  if (!asset) throw notFound('asset', assetId);
  if (isClosed(asset.status)) throw new Failure('ASSET_CLOSED', { tag: asset.tag });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const present = await db
    .selectFrom('attachment')
    .select('sha256')
    .where('asset_id', '=', assetId)
    .where('archived_at', 'is', null)
    .execute();
  if (present.some((row) => row.sha256 === sha256)) throw new Failure('ALREADY_ATTACHED', { fileName });
  if (present.length >= attachmentsPerAsset) throw new Failure('TOO_MANY_ATTACHMENTS', { most: attachmentsPerAsset });
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

/**
 * Writes a decrypted copy under the extension that its content has, read-only, and lets the system show it. The copy
 * is taken away when the folder is opened the next time.
 */
export async function openAttachment(backend: Backend, actor: Actor, { id }: { id: number }): Promise<void> {
  const row = await findAttachment(openInventoryOf(backend).reader, id);
  const content = readContent(contentStoreOf(backend), row.sha256);
  const copy = writeCopy(backend, content, row.file_name, row.extension);
  await inTransaction(backend, actor, (command) =>
    command.record({
      event: 'assets.attachmentOpened',
      subject: `asset:${row.asset_id}`,
      data: { fileName: row.file_name, sha256: row.sha256 },
    }),
  );
  await backend.host.openFile(copy);
}
