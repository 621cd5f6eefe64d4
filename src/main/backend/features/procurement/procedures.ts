import { implement } from '@orpc/server';
import { procurementContract } from '#shared/features/procurement/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { closeProposal, decide, withdrawProposal } from './approvals/decide.ts';
import { putForward } from './approvals/put-forward.ts';
import { listProposals } from './approvals/read-proposals.ts';
import { listApprovalRules, listApprovers } from './approvals/repository.ts';
import {
  archiveApprovalRule,
  delegate,
  delegationRows,
  revokeDelegation,
  saveApprovalRule,
  setPolicy,
} from './approvals/rule-book.ts';
import { compareQuotes } from './quotes/compare-quotes.ts';
import { addQuote, changeQuote, withdrawQuote } from './quotes/record-quote.ts';
import { requestQuotes } from './quotes/request-quotes.ts';
import { listCriteriaTemplates, saveCriteriaTemplate, specify, weighFactors } from './quotes/specify.ts';
import { policySetting } from './settings.ts';
import { findAlternatives } from './requisitions/find-alternatives.ts';
import { getRequisition, listRequisitions } from './requisitions/repository.ts';
import {
  cancelRequisition,
  changeRequisition,
  createRequisition,
  returnRequisition,
  submitRequisition,
} from './requisitions/save-requisition.ts';

const os = implement(procurementContract).$context<Call>().use(guard);

export const procurementProcedures = os.router({
  listRequisitions: os.listRequisitions.handler(inQuery(listRequisitions)),
  getRequisition: os.getRequisition.handler(inQuery(({ reader }, { id }) => getRequisition(reader, id))),
  findAlternatives: os.findAlternatives.handler(inQuery(findAlternatives)),
  createRequisition: os.createRequisition.handler(inCommand(createRequisition)),
  changeRequisition: os.changeRequisition.handler(inCommand(changeRequisition)),
  submitRequisition: os.submitRequisition.handler(inCommand(submitRequisition)),
  returnRequisition: os.returnRequisition.handler(inCommand(returnRequisition)),
  compareQuotes: os.compareQuotes.handler(inQuery(compareQuotes)),
  specify: os.specify.handler(inCommand(specify)),
  listCriteriaTemplates: os.listCriteriaTemplates.handler(inQuery(({ reader }) => listCriteriaTemplates(reader))),
  saveCriteriaTemplate: os.saveCriteriaTemplate.handler(inCommand(saveCriteriaTemplate)),
  weighFactors: os.weighFactors.handler(inCommand(weighFactors)),
  requestQuotes: os.requestQuotes.handler(inCommand(requestQuotes)),
  addQuote: os.addQuote.handler(inCommand(addQuote)),
  changeQuote: os.changeQuote.handler(inCommand(changeQuote)),
  withdrawQuote: os.withdrawQuote.handler(inCommand(withdrawQuote)),
  getPolicy: os.getPolicy.handler(inQuery(({ reader }) => readSetting(reader, policySetting))),
  setPolicy: os.setPolicy.handler(inCommand(setPolicy)),
  listApprovers: os.listApprovers.handler(inQuery(({ reader }) => listApprovers(reader))),
  listApprovalRules: os.listApprovalRules.handler(inQuery(({ reader }) => listApprovalRules(reader))),
  saveApprovalRule: os.saveApprovalRule.handler(inCommand(saveApprovalRule)),
  archiveApprovalRule: os.archiveApprovalRule.handler(inCommand(archiveApprovalRule)),
  listProposals: os.listProposals.handler(inQuery(listProposals)),
  putForward: os.putForward.handler(inCommand(putForward)),
  decide: os.decide.handler(inCommand(decide)),
  withdrawProposal: os.withdrawProposal.handler(inCommand(withdrawProposal)),
  closeProposal: os.closeProposal.handler(inCommand(closeProposal)),
  listDelegations: os.listDelegations.handler(inQuery(({ reader }) => delegationRows(reader))),
  delegate: os.delegate.handler(inCommand(delegate)),
  revokeDelegation: os.revokeDelegation.handler(inCommand(revokeDelegation)),
  cancelRequisition: os.cancelRequisition.handler(inCommand(cancelRequisition)),
});
