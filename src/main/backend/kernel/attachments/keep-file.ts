import { createHash } from 'node:crypto';
import { isPixelFlood, mostPixels } from '#shared/primitives/picture-size.ts';
import { attachmentLimit, mostAttachments, thumbnailLimit } from '#shared/rpc/attachment.ts';
import type { Attachment } from '#shared/rpc/attachment.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { readContent, storeContent } from './content-store.ts';
import { fileTypeOf } from './file-type.ts';
import type { FileType } from './file-type.ts';
import { contentStoreOf, safeFileName, writeCopy } from './kept-contents.ts';

/** What every table of attachments says of a file, whatever the file belongs to. */
export interface KeptFileColumns {
  kind: 'photo' | 'document';
  file_name: string;
  type: string;
  extension: string;
  bytes: number;
  sha256: string;
  thumbnail_sha256: string | null;
}

/** A file that was looked at and may be kept. */
export interface FitFile {
  fileName: string;
  content: Uint8Array;
  type: FileType;
  small: Uint8Array | null;
  sha256: string;
}

/** Looks at a file from outside. @throws Failure FILE_TOO_LARGE, FILE_TYPE_REFUSED, PICTURE_TOO_LARGE. */
export async function readFitFile(file: File, thumbnail: File | null): Promise<FitFile> {
  const fileName = safeFileName(file.name);
  if (file.size > attachmentLimit) {
    throw new Failure('FILE_TOO_LARGE', { fileName, megabytes: attachmentLimit / 1024 / 1024 });
  }
  const content = new Uint8Array(await file.arrayBuffer());
  // Whoever goes on writing into it would have something kept that he never saw whole.
  if (content.length !== file.size) throw new Failure('FILE_STILL_WRITTEN', { fileName });
  const type = fileTypeOf(content);
  if (type === null) throw new Failure('FILE_TYPE_REFUSED', { fileName });
  if (isPixelFlood(content)) throw new Failure('PICTURE_TOO_LARGE', { fileName, megapixels: mostPixels / 1_000_000 });
  const small = type.image ? await smallPicture(thumbnail) : null;
  return { fileName, content, type, small, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The window's small picture; anything that is none is left out. */
async function smallPicture(thumbnail: File | null): Promise<Uint8Array | null> {
  if (thumbnail === null || thumbnail.size > thumbnailLimit) return null;
  const bytes = new Uint8Array(await thumbnail.arrayBuffer());
  return fileTypeOf(bytes)?.image === true && !isPixelFlood(bytes) ? bytes : null;
}

/** @param present digests of what is attached already. @throws Failure ALREADY_ATTACHED, TOO_MANY_ATTACHMENTS. */
export function refuseAmong(present: readonly string[], { sha256, fileName }: FitFile): void {
  if (present.includes(sha256)) throw new Failure('ALREADY_ATTACHED', { fileName });
  if (present.length >= mostAttachments) throw new Failure('TOO_MANY_ATTACHMENTS', { most: mostAttachments });
}

/** Puts the file into the store; whoever calls writes the row after it, so that no row points at nothing. */
export function keepFile(backend: Backend, { fileName, content, type, small }: FitFile): KeptFileColumns {
  const store = contentStoreOf(backend);
  return {
    kind: type.image ? 'photo' : 'document',
    file_name: fileName,
    type: type.type,
    extension: type.extension,
    bytes: content.length,
    sha256: storeContent(store, content),
    thumbnail_sha256: small === null ? null : storeContent(store, small),
  };
}

/** A row as the window shows it. */
export function attachmentOf(
  row: KeptFileColumns & { id: number; added_at: string; display_name: string | null },
): Attachment {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256,
    hasThumbnail: row.thumbnail_sha256 !== null,
    addedAt: row.added_at,
    operator: row.display_name ?? '',
  };
}

/** @throws Failure ATTACHMENT_DAMAGED */
export function keptContent(backend: Backend, row: KeptFileColumns, thumbnail: boolean): File {
  const small = thumbnail ? row.thumbnail_sha256 : null;
  const content = readContent(contentStoreOf(backend), small ?? row.sha256);
  const type = small === null ? row.type : (fileTypeOf(content)?.type ?? row.type);
  return new File([new Uint8Array(content)], row.file_name, { type });
}

/**
 * Writes a decrypted copy under the extension that its content has, read-only; it is taken away when the folder is
 * opened the next time.
 * @returns its path
 * @throws Failure ATTACHMENT_DAMAGED
 */
export function copyToOpen(backend: Backend, row: KeptFileColumns): string {
  const content = readContent(contentStoreOf(backend), row.sha256);
  return writeCopy(backend, content, row.file_name, row.extension);
}
