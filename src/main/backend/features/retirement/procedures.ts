import { implement } from '@orpc/server';
import { retirementContract } from '#shared/features/retirement/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { issueCertificate } from './certificates/issue.ts';
import { findCertificate, listCertificates } from './certificates/read.ts';
import { saveCertificates } from './certificates/save.ts';
import { decommission } from './decommission.ts';
import { dispose } from './dispose.ts';
import { addCertification, withdrawCertification } from './lots/certifications.ts';
import { handOverLot } from './lots/hand-over.ts';
import { addToLot, createLot, packLot, removeFromLot } from './lots/pack.ts';
import { archivePaper, attachPaper, listPapers, openPaper, paperContent } from './lots/papers.ts';
import { getLot, listLots } from './lots/read-lots.ts';
import { listCertifications } from './lots/repository.ts';
import { receiveCertificate, settleLot } from './lots/settle.ts';
import { readOutlooks } from './outlook.ts';
import { listRetirements, listRetirementsOf } from './read-retirements.ts';
import { decide, listDecisions, saveReviewPolicy } from './review/decide.ts';
import { readForecast, readReview, reviewPolicySetting } from './review/read-review.ts';
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
  listLots: os.listLots.handler(inQuery(({ reader }, input) => listLots(reader, input))),
  getLot: os.getLot.handler(inQuery(({ reader }, { id }) => getLot(reader, id))),
  createLot: os.createLot.handler(inCommand(createLot)),
  addToLot: os.addToLot.handler(inCommand(addToLot)),
  removeFromLot: os.removeFromLot.handler(inCommand(removeFromLot)),
  packLot: os.packLot.handler(inCommand(packLot)),
  handOverLot: os.handOverLot.handler(inCommand(handOverLot)),
  receiveCertificate: os.receiveCertificate.handler(inCommand(receiveCertificate)),
  settleLot: os.settleLot.handler(inCommand(settleLot)),
  listPapers: os.listPapers.handler(inQuery(({ reader }, { lotId }) => listPapers(reader, lotId))),
  paperContent: os.paperContent.handler(inQuery(paperContent)),
  attachPaper: os.attachPaper.handler(({ context: { backend, session }, input }) =>
    attachPaper(backend, actingOperator(session), input),
  ),
  archivePaper: os.archivePaper.handler(inCommand(archivePaper)),
  openPaper: os.openPaper.handler(({ context: { backend, session }, input }) =>
    openPaper(backend, actingOperator(session), input),
  ),
  listCertifications: os.listCertifications.handler(
    inQuery(({ reader }, { supplierId }) => listCertifications(reader, supplierId)),
  ),
  addCertification: os.addCertification.handler(inCommand(addCertification)),
  withdrawCertification: os.withdrawCertification.handler(inCommand(withdrawCertification)),
  listCertificates: os.listCertificates.handler(inQuery(({ reader }, of) => listCertificates(reader, of))),
  findCertificate: os.findCertificate.handler(inQuery(({ reader }, input) => findCertificate(reader, input))),
  issueCertificate: os.issueCertificate.handler(inCommand(issueCertificate)),
  saveCertificates: os.saveCertificates.handler(({ context, input }) => saveCertificates(context, input)),
  review: os.review.handler(
    inQuery(({ reader, now, actor }, { limit }) =>
      readReview(reader, now, { limit, seesCost: actor.may('asset.cost.view') }),
    ),
  ),
  forecast: os.forecast.handler(inQuery(({ reader, now }, { quarters }) => readForecast(reader, now, quarters))),
  decide: os.decide.handler(inCommand(decide)),
  decisions: os.decisions.handler(inQuery(({ reader }, { assetId }) => listDecisions(reader, assetId))),
  reviewPolicy: os.reviewPolicy.handler(inQuery(({ reader }) => readSetting(reader, reviewPolicySetting))),
  saveReviewPolicy: os.saveReviewPolicy.handler(inCommand(saveReviewPolicy)),
  list: os.list.handler(inQuery(({ reader }, input) => listRetirements(reader, input))),
  ofAsset: os.ofAsset.handler(inQuery(({ reader }, { assetId }) => listRetirementsOf(reader, assetId))),
});
