import { basename } from 'node:path';
import type { RunningJob } from '#backend/kernel/jobs/jobs.ts';
import { inTransaction } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import type { Actor } from '#backend/kernel/session.ts';
import type { ReadPositions } from './read-positions.ts';
import { storePositions } from './store-positions.ts';

/** Rows of one transaction: a scan beside it waits for no more. */
const rowsAtOnce = 2000;

/** Brings the positions of a file in; what is there already stays, so the same file twice changes nothing. */
export async function importPositions(
  backend: Backend,
  job: RunningJob,
  actor: Actor,
  { path, trackerId }: { path: string; trackerId: number },
): Promise<Record<string, number>> {
  const { sha256, fixes, passedOver } = (await job.work('tracking.readPositions', { path })) as ReadPositions;
  let added = 0;
  let tooOld = 0;
  for (let start = 0; start < fixes.length; start += rowsAtOnce) {
    job.progress('writing', start, fixes.length);
    job.signal.throwIfAborted();
    const arrived = [{ trackerId, fixes: fixes.slice(start, start + rowsAtOnce) }];
    const stored = await inTransaction(backend, actor, (command) => storePositions(command, arrived, 'file'));
    added += stored.added;
    tooOld += stored.tooOld;
  }
  job.holdCancel();
  await inTransaction(backend, actor, async (command) => {
    await command.record({
      event: 'tracking.positionsImported',
      subject: `tracker:${trackerId}`,
      data: { file: basename(path), sha256, positions: added, tooOld, passedOver },
    });
  });
  return { positions: added, tooOld, passedOver };
}
