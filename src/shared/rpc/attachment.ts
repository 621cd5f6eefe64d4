import * as z from 'zod';
import { id, instant } from './fields.ts';

/** Largest file that may be attached, and largest thumbnail that the window may send with it. Bytes. */
export const attachmentLimit = 25 * 1024 * 1024;
export const thumbnailLimit = 256 * 1024;
/** Files that one thing may have. */
export const mostAttachments = 200;

/** A file that is kept with something, as the window shows it. */
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

/** A file with the small picture that the window made of it. */
export const fileToAttach = z.object({ file: z.file(), thumbnail: z.file().nullable() });

export const attachErrors = {
  FILE_TYPE_REFUSED: { data: z.object({ fileName: z.string() }) },
  FILE_TOO_LARGE: { data: z.object({ fileName: z.string(), megabytes: z.number() }) },
  FILE_STILL_WRITTEN: { data: z.object({ fileName: z.string() }) },
  PICTURE_TOO_LARGE: { data: z.object({ fileName: z.string(), megapixels: z.number() }) },
  ALREADY_ATTACHED: { data: z.object({ fileName: z.string() }) },
  TOO_MANY_ATTACHMENTS: { data: z.object({ most: z.number() }) },
} as const;
