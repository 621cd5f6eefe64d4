import * as z from 'zod';
import { openSqlite } from '#backend/kernel/db/open.ts';
import { writeRejects } from './rejects.ts';

const rejectsTaskInput = z.object({
  stagingFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  folder: z.string(),
  source: z.string(),
  now: z.string(),
});
export type RejectsTaskInput = z.infer<typeof rejectsTaskInput>;

/** Writes the rejects workbook anew in the worker, for an import that left out more rows than its check had. */
export async function rejectsTask(input: unknown): Promise<string> {
  const { stagingFile, dataKey, ...rejects } = rejectsTaskInput.parse(input);
  const staged = openSqlite({ file: stagingFile, key: dataKey });
  try {
    return await writeRejects({ ...rejects, staged });
  } finally {
    staged.close();
  }
}
