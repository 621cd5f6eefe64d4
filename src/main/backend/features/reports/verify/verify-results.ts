import * as z from 'zod';

export const verifyJournalResult = z.object({
  ok: z.boolean(),
  entries: z.number(),
  head: z.string(),
  anchors: z.number(),
  faults: z.number(),
  firstFault: z.string(),
  firstFaultAt: z.string(),
});
export type VerifyJournalResult = z.infer<typeof verifyJournalResult>;

export const verifyPackResult = z.object({
  ok: z.boolean(),
  /** The pack by itself: seal, digests and chain give what they claim. */
  contentIntact: z.boolean(),
  agreesWithJournal: z.boolean(),
  packNumber: z.number(),
  sheets: z.number(),
  rows: z.number(),
  faults: z.number(),
  firstFault: z.string(),
  firstFaultAt: z.string(),
  fileSha256: z.string(),
});
export type VerifyPackResult = z.infer<typeof verifyPackResult>;
