import { dayOf } from '#backend/kernel/context.ts';
import { storageFailureOf } from '#backend/kernel/failure.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { listPlannedReports } from './repository.ts';
import { isDue } from './rules.ts';
import { runPlanned } from './write-report.ts';

/** How often the plans are looked at: a day is a long time. */
const lookEveryMs = 10 * 60_000;

/** Writes what is due when the database is opened, and what becomes due as long as it is open. */
export async function keepReports(backend: Backend): Promise<void> {
  const timer = setInterval(() => {
    writeDueReports(backend, false).catch((error: unknown) =>
      backend.log.defect(error, { doing: 'looking at the plans of reports' }),
    );
  }, lookEveryMs);
  timer.unref();
  backend.closing.push(async () => Promise.resolve(clearInterval(timer)));
  try {
    await writeDueReports(backend, true);
  } catch (error) {
    // Reading goes on on a full disk; the next command says so to somebody who can do something about it.
    if (!storageFailureOf(error)) throw error;
  }
}

/** Starts every report that is due. @returns the jobs */
export async function writeDueReports(backend: Backend, starting: boolean): Promise<string[]> {
  const { inventory } = backend;
  if (!inventory) return [];
  const today = dayOf(backend.surroundings.now());
  const jobs: string[] = [];
  for (const report of await listPlannedReports(inventory.reader)) {
    const { planned, plannedAt, lastRun } = report;
    if (planned === null || plannedAt === null) continue;
    const facts = {
      today,
      plannedOn: dayOf(plannedAt),
      lastRunOn: lastRun === null ? null : dayOf(lastRun.at),
      starting,
    };
    if (!isDue(planned.schedule, facts)) continue;
    const job = await runPlanned(backend, clock, report);
    if (job !== null) jobs.push(job);
  }
  return jobs;
}
