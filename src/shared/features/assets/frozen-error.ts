import * as z from 'zod';

/** Why an asset stays where it is; of every command that would move it on. */
export const frozenError = {
  /** Until the incident of that number is closed. */
  ASSET_FROZEN: { data: z.object({ tag: z.string(), number: z.number().int() }) },
  /** A strict rule keeps it in a secure place: the one that is named, or any. */
  KEPT_SECURE: { data: z.object({ tag: z.string(), place: z.string() }) },
} as const;
