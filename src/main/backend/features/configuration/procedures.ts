import { implement } from '@orpc/server';
import { configurationContract } from '#shared/features/configuration/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { override } from './gate.ts';
import { getProfile, listProfiles } from './read-profiles.ts';
import { getRun, listRuns, readReadiness } from './read-runs.ts';
import { addToRun, leaveRun, startRun } from './runs.ts';
import { getRecord, listRecordVersions } from './record/read-record.ts';
import { proposeFacts } from './record/propose-facts.ts';
import { saveRecordPdf } from './record/save-record-pdf.ts';
import { restoreRecord, saveRecord } from './record/save-record.ts';
import { archiveRecordTemplate, listRecordTemplates, saveRecordTemplate } from './record/templates.ts';
import { archiveProfile, publishProfile, saveProfile } from './save-profile.ts';
import { openProof, revealProof } from './show-proof.ts';
import { signStep, signStepWithFile, withdrawMark } from './sign-step.ts';

const os = implement(configurationContract).$context<Call>().use(guard);

export const configurationProcedures = os.router({
  listProfiles: os.listProfiles.handler(inQuery(({ reader }) => listProfiles(reader))),
  getProfile: os.getProfile.handler(inQuery(({ reader }, { id }) => getProfile(reader, id))),
  saveProfile: os.saveProfile.handler(inCommand(saveProfile)),
  publishProfile: os.publishProfile.handler(inCommand(publishProfile)),
  archiveProfile: os.archiveProfile.handler(inCommand(archiveProfile)),
  listRuns: os.listRuns.handler(inQuery(({ reader }, input) => listRuns(reader, input))),
  getRun: os.getRun.handler(inQuery(({ reader }, { id }) => getRun(reader, id))),
  startRun: os.startRun.handler(inCommand(startRun)),
  addToRun: os.addToRun.handler(inCommand(addToRun)),
  leaveRun: os.leaveRun.handler(inCommand(leaveRun)),
  signStep: os.signStep.handler(inCommand(signStep)),
  signStepWithFile: os.signStepWithFile.handler(({ context: { backend, session }, input }) =>
    signStepWithFile(backend, actingOperator(session), input),
  ),
  withdrawMark: os.withdrawMark.handler(inCommand(withdrawMark)),
  revealProof: os.revealProof.handler(inCommand(revealProof)),
  openProof: os.openProof.handler(({ context: { backend, session }, input }) =>
    openProof(backend, actingOperator(session), input),
  ),
  ofAsset: os.ofAsset.handler(inQuery(({ reader }, { assetId }) => readReadiness(reader, assetId))),
  override: os.override.handler(inCommand(override)),
  getRecord: os.getRecord.handler(inQuery(({ reader }, input) => getRecord(reader, input))),
  listRecordVersions: os.listRecordVersions.handler(inQuery(({ reader }, input) => listRecordVersions(reader, input))),
  saveRecord: os.saveRecord.handler(inCommand(saveRecord)),
  restoreRecord: os.restoreRecord.handler(inCommand(restoreRecord)),
  proposeFacts: os.proposeFacts.handler(inQuery(({ reader }, input) => proposeFacts(reader, input))),
  listRecordTemplates: os.listRecordTemplates.handler(inQuery(({ reader }) => listRecordTemplates(reader))),
  saveRecordTemplate: os.saveRecordTemplate.handler(inCommand(saveRecordTemplate)),
  archiveRecordTemplate: os.archiveRecordTemplate.handler(inCommand(archiveRecordTemplate)),
  saveRecordPdf: os.saveRecordPdf.handler(({ context, input }) => saveRecordPdf(context, input)),
});
