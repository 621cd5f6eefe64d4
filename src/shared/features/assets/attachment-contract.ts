import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** Largest file that may be attached, and largest thumbnail that the window may send with it. */
export const attachmentLimit = 25 * 1024 * 1024;
export const thumbnailLimit = 256 * 1024;
export const attachmentsPerAsset = 200;

export const attachment = z.object({
  id,
  kind: z.enum(['photo', 'document']),
  fileName: z.string(),
  /** Media type by the content of the file. */
  type: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  hasThumbnail: z.boolean(),
  addedAt: instant,
  operator: z.string(),
});
export type Attachment = z.infer<typeof attachment>;

export const attachmentContract = {
  listAttachments: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(z.array(attachment)),
  attachmentContent: query('asset.view')
    .input(z.object({ id, thumbnail: z.boolean() }))
    .output(z.file())
    .errors({ ATTACHMENT_DAMAGED: {} }),
  attach: command('asset.edit')
    .input(z.object({ assetId: id, file: z.file(), thumbnail: z.file().nullable() }))
    .output(z.object({ id }))
    .errors({
      FILE_TYPE_REFUSED: { data: z.object({ fileName: z.string() }) },
      FILE_TOO_LARGE: { data: z.object({ fileName: z.string(), megabytes: z.number() }) },
      ALREADY_ATTACHED: { data: z.object({ fileName: z.string() }) },
      TOO_MANY_ATTACHMENTS: { data: z.object({ most: z.number() }) },
      ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
    }),
  /** Takes it off the page; content and trace are kept. */
  archiveAttachment: command('asset.edit').input(z.object({ id })),
  /** Shows a decrypted copy, which ends with the work folder, in the program of the system. */
  openAttachment: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
};
