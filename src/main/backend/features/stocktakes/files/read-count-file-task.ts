import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { Failure } from '#backend/kernel/failure.ts';
import { planBody, resultBody } from './bodies.ts';
import { readSigned } from './signed-file.ts';

const input = z.object({ path: z.string(), kind: z.enum(['plan', 'result']) });

/** Bytes; a result of 500,000 sightings has about 60 million. */
const largest = 128 * 1024 * 1024;

/** Reads a file from outside in the worker, where a hostile one harms nobody. */
export async function readCountFileTask(given: unknown): Promise<unknown> {
  const { path, kind } = input.parse(given);
  if ((await stat(path)).size > largest) throw new Failure('COUNT_FILE_UNREADABLE');
  const verdict = readSigned(
    kind === 'plan' ? 'quartermaster-stocktake-plan/1' : 'quartermaster-stocktake-result/1',
    await readFile(path, 'utf8'),
  );
  if (!verdict.readable) throw new Failure(verdict.because);
  const body = (kind === 'plan' ? planBody : resultBody).safeParse(verdict.file.body);
  if (!body.success) throw new Failure('COUNT_FILE_UNREADABLE');
  return { ...verdict.file, body: body.data };
}
