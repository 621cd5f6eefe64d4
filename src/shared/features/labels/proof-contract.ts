import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';

/** Labels of one batch that have not been scanned back. */
export const unreadJob = z.object({
  jobId: id,
  printer: z.string(),
  template: z.string(),
  createdAt: instant,
  labels: z.array(z.object({ name: z.string(), code: z.string() })),
});
export type UnreadJob = z.infer<typeof unreadJob>;

export const proofContract = {
  /** What waits to be scanned back, so that it is proved to read. */
  unread: query('asset.view').output(z.array(unreadJob)),
  /** A scanned label; scans at the desk count as well. */
  readBack: command('label.print')
    .input(z.object({ code: z.string().min(1).max(4096) }))
    .output(z.object({ names: z.array(z.string()) })),
  /** What was not read is void and is printed again. */
  voidUnread: command('label.print')
    .input(z.object({ jobId: id }))
    .output(z.object({ jobId: id.nullable(), labels: z.number().int() })),
};
