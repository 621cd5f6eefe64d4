import { runInWorker } from '#backend/kernel/jobs/run-in-worker.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { PlanBody, ResultBody } from './bodies.ts';
import type { SignedFile } from './signed-file.ts';

type Read<Body> = Omit<SignedFile, 'body'> & { body: Body };

/** Asks for a file and reads it; null when nobody chose one. @throws Failure COUNT_FILE_UNREADABLE, COUNT_FILE_TAMPERED. */
export async function choosePlan(backend: Backend): Promise<Read<PlanBody> | null> {
  return (await choose(backend, 'plan')) as Read<PlanBody> | null;
}

/** Like `choosePlan`, for what another workstation counted. */
export async function chooseResult(backend: Backend): Promise<Read<ResultBody> | null> {
  return (await choose(backend, 'result')) as Read<ResultBody> | null;
}

export const planExtension = 'qmplan';
export const resultExtension = 'qmcount';

async function choose(backend: Backend, kind: 'plan' | 'result'): Promise<unknown> {
  const extension = kind === 'plan' ? planExtension : resultExtension;
  const path = await backend.host.chooseFile({ filters: [{ name: 'Quartermaster', extensions: [extension] }] });
  if (path === null) return null;
  const never = new AbortController().signal;
  return runInWorker(
    await backend.host.startWorker(),
    'stocktakes.readCountFile',
    { path, kind },
    never,
    () => undefined,
  );
}
