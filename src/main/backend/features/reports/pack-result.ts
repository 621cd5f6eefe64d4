import * as z from 'zod';

export const packTaskResult = z.object({
  sha256: z.string(),
  seal: z.string(),
  bytes: z.number(),
  sheets: z.number(),
  rows: z.number(),
  asOfSeq: z.number(),
  asOfHash: z.string(),
});
export type PackTaskResult = z.infer<typeof packTaskResult>;
