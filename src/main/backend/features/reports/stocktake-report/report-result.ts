import * as z from 'zod';

export const reportTaskResult = z.object({ number: z.number(), rows: z.number(), seal: z.string() });
export type ReportTaskResult = z.infer<typeof reportTaskResult>;
