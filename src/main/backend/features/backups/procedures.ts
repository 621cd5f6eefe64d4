import { parse } from 'node:path';
import { statSync } from 'node:fs';
import { implement } from '@orpc/server';
import { backupsContract } from '#shared/features/backups/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Backend, Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { folderOf } from '#backend/features/auth/index.ts';
import { recoverRegister } from './recover.ts';
import { findNewest, listRuns } from './repository.ts';
import { everyHoursOf, nextAt, standingOf } from './rules.ts';
import { plannedFolder, startBackup, startCheck, startDrill } from './run.ts';
import { cancelSalvage, salvageRegister, salvageSteps } from './salvage.ts';
import { savePlan } from './save-plan.ts';
import { planSetting } from './settings.ts';
import { findBackups } from './whereabouts.ts';

const os = implement(backupsContract).$context<Call>().use(guard);

export const backupProcedures = os.router({
  overview: os.overview.handler(inQuery(overview)),
  savePlan: os.savePlan.handler(inCommand(savePlan)),
  chooseFolder: os.chooseFolder.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFolder(),
  })),
  chooseFile: os.chooseFile.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseSaveFile({
      defaultName: `Quartermaster ${dayOf(backend.surroundings.now())}.qmbackup`,
      filters: [{ name: 'Quartermaster backup', extensions: ['qmbackup'] }],
    }),
  })),
  backUp: os.backUp.handler(async ({ context: { backend, session }, input }) => ({
    jobId: await startBackup(backend, actingOperator(session), input.path),
  })),
  drill: os.drill.handler(async ({ context: { backend, session } }) => ({
    jobId: await startDrill(backend, actingOperator(session)),
  })),
  found: os.found.handler(({ context: { backend } }) =>
    // As long as the register opens there is nothing to recover, and nothing to tell whoever has not signed in.
    backend.inventory ? [] : findBackups(folderOf(backend)),
  ),
  chooseFound: os.chooseFound.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFile({ filters: [{ name: 'Quartermaster backup', extensions: ['qmbackup'] }] }),
  })),
  recover: os.recover.handler(({ context: { backend }, input }) => recoverRegister(backend, input)),
  salvage: os.salvage.handler(({ context: { backend }, input }) => salvageRegister(backend, input)),
  salvageProgress: os.salvageProgress.handler(({ context: { backend }, signal }) =>
    salvageSteps(backend.events.subscribe('job', { signal })),
  ),
  cancelSalvage: os.cancelSalvage.handler(({ context: { backend } }) => cancelSalvage(backend)),
  check: os.check.handler(({ context: { backend, session } }) => ({
    jobId: startCheck(backend, actingOperator(session)),
  })),
});

async function overview({ reader, backend, now }: QueryContext) {
  const plan = await readSetting(reader, planSetting);
  const folder = await plannedFolder(backend);
  const newest = await findNewest(reader, 'backup');
  const newestGood = await findNewest(reader, 'backup', true);
  return {
    plan,
    folder,
    besideData: isOnOneDisk(backend, folder),
    standing: standingOf(plan, { newest, newestGood }, now),
    nextAt: nextAt(everyHoursOf('backup', plan), newest, now),
    runs: await listRuns(reader),
  };
}

/** Whether one broken disk would take data and backups; a folder that is not there yet is told by its root. */
function isOnOneDisk({ folderPath }: Backend, folder: string): boolean {
  try {
    return statSync(folderPath).dev === statSync(folder).dev;
  } catch {
    return parse(folderPath).root === parse(folder).root && folder.startsWith(folderPath);
  }
}
