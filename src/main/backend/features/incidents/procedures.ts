import { implement } from '@orpc/server';
import { incidentsContract } from '#shared/features/incidents/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { addNote } from './add-note.ts';
import { closeIncident } from './close.ts';
import { declareIncident } from './declare.ts';
import { markFound } from './mark-found.ts';
import { getIncident, listIncidents } from './read-incidents.ts';
import { plansSetting, savePlans } from './plans.ts';
import { readResponse, readStatistics } from './read-response.ts';
import { addReference, addTask, classify, finishStep, finishTask } from './respond.ts';
import { saveReport } from './save-report.ts';
import { takeInHand } from './take-in-hand.ts';

const os = implement(incidentsContract).$context<Call>().use(guard);

export const incidentProcedures = os.router({
  list: os.list.handler(inQuery(listIncidents)),
  get: os.get.handler(inQuery((query, { id }) => getIncident(query, id))),
  declare: os.declare.handler(inCommand(declareIncident)),
  takeInHand: os.takeInHand.handler(inCommand(takeInHand)),
  addNote: os.addNote.handler(inCommand(addNote)),
  markFound: os.markFound.handler(inCommand((command, found) => markFound(command, found))),
  response: os.response.handler(inQuery(({ reader }, input) => readResponse(reader, input))),
  finishStep: os.finishStep.handler(inCommand(finishStep)),
  addReference: os.addReference.handler(inCommand(addReference)),
  classify: os.classify.handler(inCommand(classify)),
  addTask: os.addTask.handler(inCommand(addTask)),
  finishTask: os.finishTask.handler(inCommand(finishTask)),
  plans: os.plans.handler(inQuery(({ reader }) => readSetting(reader, plansSetting))),
  savePlans: os.savePlans.handler(inCommand(savePlans)),
  statistics: os.statistics.handler(inQuery(({ reader, now }, between) => readStatistics(reader, between, now))),
  saveReport: os.saveReport.handler(({ context, input }) => saveReport(context, input)),
  close: os.close.handler(inCommand(closeIncident)),
});
