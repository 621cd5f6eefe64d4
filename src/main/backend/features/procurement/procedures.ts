import { implement } from '@orpc/server';
import { procurementContract } from '#shared/features/procurement/contract.ts';
import { actingOperator, noteProgress } from '#backend/kernel/rpc/call.ts';
import type { Call, QueryContext } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { decide, withdrawProposal } from './approvals/decide.ts';
import { keepProposalsInTime } from './approvals/keep-in-time.ts';
import { noteApprovalReminder, prepareApprovalReminder, saveApprovalReminder } from './approvals/remind-approvers.ts';
import { putForward } from './approvals/put-forward.ts';
import { listProposals, proposalsToDecide } from './approvals/read-proposals.ts';
import { listApprovalRules, listApprovers } from './approvals/repository.ts';
import {
  archiveApprovalRule,
  delegate,
  delegationRows,
  revokeDelegation,
  saveApprovalRule,
  setPolicy,
} from './approvals/rule-book.ts';
import { changeContract, createContract, endContract } from './contracts/save-contract.ts';
import { getContract, listContracts } from './contracts/repository.ts';
import { quoteRequestText, saveOrderPdf, saveProposalPdf, saveQuoteRequestPdf } from './documents/save-letters.ts';
import { creditInvoice, matchAgain, recordInvoice, settleInvoice } from './invoices/match-invoice.ts';
import { listInvoices } from './invoices/repository.ts';
import { changeOrder } from './orders/change-order.ts';
import { createOrder } from './orders/create-order.ts';
import { cancelOrder, closeOrder, confirmOrder, sendOrder } from './orders/lead-order.ts';
import { findOrder, getOrder, listOrders } from './orders/repository.ts';
import { listOrderVersions } from './orders/revisions.ts';
import { archivePaper, attachPaper, listPapers, openPaper, paperContent } from './papers/keep-papers.ts';
import { listChecklists, saveChecklist } from './receiving/checklists.ts';
import { discardReceipt, finishReceipt } from './receiving/finish-receipt.ts';
import { answerChecklist, judgeUnit, receiveUnits, startReceipt, takeBackUnit } from './receiving/receive-units.ts';
import type { ReceivingNote } from './receiving/receive-units.ts';
import { getReceipt } from './receiving/repository.ts';
import { compareQuotes } from './quotes/compare-quotes.ts';
import { addQuote, changeQuote, withdrawQuote } from './quotes/record-quote.ts';
import { requestQuotes } from './quotes/request-quotes.ts';
import { getSupplierHistory } from './quotes/supplier-history.ts';
import { listSupplierPerformance } from './quotes/supplier-performance.ts';
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

/** A handler that notes how far a delivery has come; its units become facts when it is finished. */
function inReceiving<Input, Output>(run: (note: ReceivingNote, input: Input) => Promise<Output>) {
  return async ({ context: { backend }, input }: { context: Call; input: Input }): Promise<Output> =>
    noteProgress(backend, 'receiving', (tx) => run({ tx, now: backend.surroundings.now() }, input));
}

/** A handler that reads what time changes: what is over by now ends before it is shown. */
function inTime<Input, Output>(run: (query: QueryContext, input: Input) => Promise<Output>) {
  return async (handled: { context: Call; input: Input }): Promise<Output> => {
    await keepProposalsInTime(handled.context.backend);
    return inQuery(run)(handled);
  };
}

export const procurementProcedures = os.router({
  listRequisitions: os.listRequisitions.handler(inTime(listRequisitions)),
  getRequisition: os.getRequisition.handler(inTime(({ reader }, { id }) => getRequisition(reader, id))),
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
  listProposals: os.listProposals.handler(inTime(listProposals)),
  proposalsToDecide: os.proposalsToDecide.handler(inTime(proposalsToDecide)),
  putForward: os.putForward.handler(inCommand(putForward)),
  decide: os.decide.handler(inCommand(decide)),
  withdrawProposal: os.withdrawProposal.handler(inCommand(withdrawProposal)),
  listDelegations: os.listDelegations.handler(inQuery(({ reader }) => delegationRows(reader))),
  delegate: os.delegate.handler(inCommand(delegate)),
  revokeDelegation: os.revokeDelegation.handler(inCommand(revokeDelegation)),
  listOrders: os.listOrders.handler(inQuery(listOrders)),
  getOrder: os.getOrder.handler(inQuery(getOrder)),
  listOrderVersions: os.listOrderVersions.handler(inQuery(({ reader }, { id }) => listOrderVersions(reader, id))),
  findOrder: os.findOrder.handler(inQuery(({ reader }, { code }) => findOrder(reader, code))),
  createOrder: os.createOrder.handler(inCommand(createOrder)),
  changeOrder: os.changeOrder.handler(inCommand(changeOrder)),
  sendOrder: os.sendOrder.handler(inCommand(sendOrder)),
  confirmOrder: os.confirmOrder.handler(inCommand(confirmOrder)),
  cancelOrder: os.cancelOrder.handler(inCommand(cancelOrder)),
  closeOrder: os.closeOrder.handler(inCommand(closeOrder)),
  startReceipt: os.startReceipt.handler(inCommand(startReceipt)),
  getReceipt: os.getReceipt.handler(inQuery(({ reader }, { id }) => getReceipt(reader, id))),
  receiveUnits: os.receiveUnits.handler(inReceiving(receiveUnits)),
  takeBackUnit: os.takeBackUnit.handler(inReceiving(takeBackUnit)),
  judgeUnit: os.judgeUnit.handler(inReceiving(judgeUnit)),
  answerChecklist: os.answerChecklist.handler(inReceiving(answerChecklist)),
  finishReceipt: os.finishReceipt.handler(inCommand(finishReceipt)),
  discardReceipt: os.discardReceipt.handler(inCommand(discardReceipt)),
  listChecklists: os.listChecklists.handler(inQuery(({ reader }) => listChecklists(reader))),
  saveChecklist: os.saveChecklist.handler(inCommand(saveChecklist)),
  listInvoices: os.listInvoices.handler(inQuery(({ reader }, query) => listInvoices(reader, query))),
  recordInvoice: os.recordInvoice.handler(inCommand(recordInvoice)),
  matchAgain: os.matchAgain.handler(inCommand(matchAgain)),
  creditInvoice: os.creditInvoice.handler(inCommand(creditInvoice)),
  settleInvoice: os.settleInvoice.handler(inCommand(settleInvoice)),
  saveOrderPdf: os.saveOrderPdf.handler(({ context, input }) => saveOrderPdf(context, input)),
  saveQuoteRequestPdf: os.saveQuoteRequestPdf.handler(({ context, input }) => saveQuoteRequestPdf(context, input)),
  quoteRequestText: os.quoteRequestText.handler(inQuery(quoteRequestText)),
  prepareApprovalReminder: os.prepareApprovalReminder.handler(
    inQuery(({ reader }, about) => prepareApprovalReminder(reader, about)),
  ),
  noteApprovalReminder: os.noteApprovalReminder.handler(inCommand(noteApprovalReminder)),
  saveApprovalReminder: os.saveApprovalReminder.handler(({ context, input }) => saveApprovalReminder(context, input)),
  saveProposalPdf: os.saveProposalPdf.handler(({ context, input }) => saveProposalPdf(context, input)),
  listSupplierPerformance: os.listSupplierPerformance.handler(inQuery(({ reader }) => listSupplierPerformance(reader))),
  getSupplierHistory: os.getSupplierHistory.handler(
    inQuery(({ reader }, { supplierId }) => getSupplierHistory(reader, supplierId)),
  ),
  cancelRequisition: os.cancelRequisition.handler(inCommand(cancelRequisition)),
  listPapers: os.listPapers.handler(inQuery(listPapers)),
  paperContent: os.paperContent.handler(inQuery(paperContent)),
  attachPaper: os.attachPaper.handler(async ({ context: { backend, session }, input }) =>
    attachPaper(backend, actingOperator(session), input),
  ),
  archivePaper: os.archivePaper.handler(inCommand(archivePaper)),
  openPaper: os.openPaper.handler(async ({ context: { backend, session }, input }) =>
    openPaper(backend, actingOperator(session), input),
  ),
  listContracts: os.listContracts.handler(inQuery(listContracts)),
  getContract: os.getContract.handler(inQuery(getContract)),
  createContract: os.createContract.handler(inCommand(createContract)),
  changeContract: os.changeContract.handler(inCommand(changeContract)),
  endContract: os.endContract.handler(inCommand(endContract)),
});
