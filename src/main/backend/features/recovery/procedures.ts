import { implement } from '@orpc/server';
import { recoveryContract } from '#shared/features/recovery/contract.ts';
import { protectionProblems } from '#shared/features/recovery/model.ts';
import type { ProtectionProblem } from '#shared/features/recovery/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listFormats, saveFormat } from './formats.ts';
import { importRuns, previewRuns } from './import-runs.ts';
import { getDrill, listDrills } from './read-drills.ts';
import { getItem, listItems } from './read-items.ts';
import { getPlan, listPlans } from './read-plans.ts';
import { recordRun, recordTest } from './record-run.ts';
import { endDrill, endStep, startDrill, takeStepBack } from './run-drill.ts';
import { archiveItem, saveItem } from './save-item.ts';
import { savePlanFile } from './save-plan-file.ts';
import { archivePlan, savePlan } from './save-plan.ts';
import { archiveService, listServices, saveService } from './services.ts';

const os = implement(recoveryContract).$context<Call>().use(guard);

/** How much is wrong, for the tiles above the lists. */
async function count(db: Db, now: string) {
  const items = await listItems(db, {}, now);
  const plans = await listPlans(db, {}, dayOf(now));
  const having = (problem: ProtectionProblem) => items.filter(({ problems }) => problems.includes(problem)).length;
  return {
    items: items.length,
    problems: Object.fromEntries(protectionProblems.map((problem) => [problem, having(problem)])) as Record<
      ProtectionProblem,
      number
    >,
    plans: plans.length,
    plansWithProblems: plans.filter(({ problems }) => problems.length > 0).length,
  };
}

export const recoveryProcedures = os.router({
  listServices: os.listServices.handler(inQuery(({ reader }) => listServices(reader))),
  saveService: os.saveService.handler(inCommand(saveService)),
  archiveService: os.archiveService.handler(inCommand(archiveService)),
  counts: os.counts.handler(inQuery(({ reader, now }) => count(reader, now))),
  listItems: os.listItems.handler(inQuery(({ reader, now }, input) => listItems(reader, input, now))),
  getItem: os.getItem.handler(inQuery(({ reader, now }, { id }) => getItem(reader, id, now))),
  saveItem: os.saveItem.handler(inCommand(saveItem)),
  archiveItem: os.archiveItem.handler(inCommand(archiveItem)),
  recordRun: os.recordRun.handler(inCommand(recordRun)),
  recordTest: os.recordTest.handler(inCommand(recordTest)),
  listFormats: os.listFormats.handler(inQuery(({ reader }) => listFormats(reader))),
  saveFormat: os.saveFormat.handler(inCommand(saveFormat)),
  previewRuns: os.previewRuns.handler(inQuery(({ reader, now }, input) => previewRuns(reader, input, now))),
  importRuns: os.importRuns.handler(inCommand(importRuns)),
  listPlans: os.listPlans.handler(inQuery(({ reader, now }, input) => listPlans(reader, input, dayOf(now)))),
  getPlan: os.getPlan.handler(inQuery(({ reader, now }, { id }) => getPlan(reader, id, dayOf(now)))),
  savePlan: os.savePlan.handler(inCommand(savePlan)),
  archivePlan: os.archivePlan.handler(inCommand(archivePlan)),
  savePlanFile: os.savePlanFile.handler(({ context, input }) => savePlanFile(context, input)),
  listDrills: os.listDrills.handler(inQuery(({ reader }, input) => listDrills(reader, input))),
  getDrill: os.getDrill.handler(inQuery(({ reader }, { id }) => getDrill(reader, id))),
  startDrill: os.startDrill.handler(inCommand(startDrill)),
  endStep: os.endStep.handler(inCommand(endStep)),
  takeStepBack: os.takeStepBack.handler(inCommand(takeStepBack)),
  endDrill: os.endDrill.handler(inCommand(endDrill)),
});
