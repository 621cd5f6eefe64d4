import { implement } from '@orpc/server';
import { retirementContract } from '#shared/features/retirement/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { decommission } from './decommission.ts';
import { dispose } from './dispose.ts';
import { readOutlooks } from './outlook.ts';
import { listRetirements, listRetirementsOf } from './read-retirements.ts';
import { importReport, previewReport } from './reports/import-report.ts';
import { addMedium, moveMedium, readMedia } from './sanitisation/media.ts';
import { sanitisationPolicySetting, savePolicy } from './sanitisation/policy.ts';
import { recordByScan, recordSanitisation } from './sanitisation/record.ts';
import { listToWitness, witness } from './sanitisation/witness.ts';
import { takeBack } from './take-back.ts';

const os = implement(retirementContract).$context<Call>().use(guard);

export const retirementProcedures = os.router({
  outlook: os.outlook.handler(inQuery(({ reader }, { assetIds }) => readOutlooks(reader, assetIds))),
  decommission: os.decommission.handler(inCommand(decommission)),
  takeBack: os.takeBack.handler(inCommand(takeBack)),
  dispose: os.dispose.handler(inCommand(dispose)),
  media: os.media.handler(inQuery(({ reader }, { assetId }) => readMedia(reader, assetId))),
  addMedium: os.addMedium.handler(inCommand(addMedium)),
  moveMedium: os.moveMedium.handler(inCommand(moveMedium)),
  recordSanitisation: os.recordSanitisation.handler(inCommand((command, input) => recordSanitisation(command, input))),
  recordByScan: os.recordByScan.handler(inCommand(recordByScan)),
  listToWitness: os.listToWitness.handler(inQuery(({ reader }) => listToWitness(reader))),
  witness: os.witness.handler(inCommand(witness)),
  readReport: os.readReport.handler(inQuery(({ reader, now }, { text }) => previewReport(reader, text, now))),
  importReport: os.importReport.handler(inCommand(importReport)),
  sanitisationPolicy: os.sanitisationPolicy.handler(
    inQuery(({ reader }) => readSetting(reader, sanitisationPolicySetting)),
  ),
  saveSanitisationPolicy: os.saveSanitisationPolicy.handler(inCommand(savePolicy)),
  list: os.list.handler(inQuery(({ reader }, input) => listRetirements(reader, input))),
  ofAsset: os.ofAsset.handler(inQuery(({ reader }, { assetId }) => listRetirementsOf(reader, assetId))),
});
