import * as z from 'zod';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { journalSources } from '#backend/kernel/journal/journal.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { carryDatabase, carryFiles } from './prepare-draft.ts';

const key = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const change = z.object({
  database: z.string(),
  attachments: z.string(),
  draft: z.string(),
  keys: z.object({ from: key, to: key }),
});

const changer = z.object({
  operatorId: z.number().int(),
  origin: z.object({
    at: z.string(),
    monotonic: z.number(),
    boot: z.string(),
    actor: z.string(),
    role: z.string(),
    desk: z.string(),
    session: z.string(),
    source: z.enum(journalSources),
  }),
});

export type FilesInput = z.infer<typeof change>;
const databaseInput = z.object({ change, changer });
export type DatabaseInput = z.infer<typeof databaseInput>;

/** What a change of the data key carried over. */
export const carried = z.object({
  files: z.number().int(),
  lost: z.number().int(),
  values: z.number().int(),
  entries: z.number().int(),
});

/** In the worker, beside the desk, which goes on working: what there is most of. */
export const filesTask: Task = async (input, report) =>
  Promise.resolve(carryFiles(change.parse(input), systemSurroundings, report));

/** In the worker, while nothing is written: what came since, and the database. */
export const databaseTask: Task = async (input, report) => {
  const { change: what, changer: who } = databaseInput.parse(input);
  const files = carryFiles(what, systemSurroundings, report);
  return Promise.resolve({ ...files, ...carryDatabase(what, who, files, systemSurroundings, report) });
};
