import * as z from 'zod';

/** Why an asset may not leave yet; of every command that would let it go. */
export const unsanitised = {
  MEDIA_UNKNOWN: { data: z.object({ tag: z.string() }) },
  MEDIA_NOT_SANITISED: { data: z.object({ tag: z.string(), serials: z.string() }) },
} as const;
