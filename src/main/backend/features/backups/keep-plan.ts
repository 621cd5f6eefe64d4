import { runKinds } from '#shared/features/backups/model.ts';
import type { RunKind } from '#shared/features/backups/model.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { clock } from '#backend/kernel/session.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { discardDrafts } from './drafts.ts';
import { findNewest } from './repository.ts';
import { everyHoursOf, isDue } from './rules.ts';
import { startBackup, startCheck, startDrill, startGlance } from './run.ts';
import { planSetting } from './settings.ts';

/** How often the plan is looked at; after a start the desk has the disk for itself first. */
const lookEveryMs = 5 * 60_000;
/** The register itself is looked at once after each start. */
const glanceAfterMs = 60_000;

/** Looks at the plan as long as the database is open, and does what is due. */
export async function keepPlan(backend: Backend): Promise<void> {
  discardDrafts(backend);
  const timer = setInterval(() => {
    doDue(backend).catch((error: unknown) => backend.log.defect(error, { doing: 'looking at the plan of backups' }));
  }, lookEveryMs);
  const glance = setTimeout(() => startGlance(backend, clock), glanceAfterMs);
  timer.unref();
  glance.unref();
  backend.closing.push(async () => {
    clearInterval(timer);
    clearTimeout(glance);
    return Promise.resolve();
  });
  return Promise.resolve();
}

const start: Readonly<Record<RunKind, (backend: Backend) => Promise<string>>> = {
  backup: (backend) => startBackup(backend, clock, null),
  drill: (backend) => startDrill(backend, clock),
  check: async (backend) => Promise.resolve(startCheck(backend, clock)),
};

/** Starts what is due, one after the other: the first that is due now, the others at the next look. @returns the job */
export async function doDue(backend: Backend): Promise<string | null> {
  const { inventory, jobs } = backend;
  if (!inventory) return null;
  if (jobs.list().some(({ kind, state }) => isOurs.has(kind) && (state === 'waiting' || state === 'running')))
    return null;
  const plan = await readSetting(inventory.reader, planSetting);
  const now = backend.surroundings.now();
  for (const kind of runKinds) {
    if (!isDue(everyHoursOf(kind, plan), await findNewest(inventory.reader, kind), now)) continue;
    try {
      return await start[kind](backend);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'NO_BACKUP') throw error;
    }
  }
  return null;
}

const isOurs: ReadonlySet<string> = new Set(['backup', 'backup_drill', 'check', 'data_key']);
