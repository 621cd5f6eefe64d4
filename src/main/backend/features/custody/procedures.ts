import { implement } from '@orpc/server';
import { custodyContract } from '#shared/features/custody/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listExpected, listExpectedFor, noteMissing, setExpected } from './accessories.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { extendLoan } from './extend-loan.ts';
import { draftHandover } from './handover/draft.ts';
import { handoverPdf, listHandovers, openHandover } from './handover/receipts.ts';
import { signHandover } from './handover/sign.ts';
import { archiveHandoverText, listHandoverTexts, saveHandoverText } from './handover/texts.ts';
import { listDue } from './list-due.ts';
import { listToRemind } from './list-to-remind.ts';
import { noteReminder, prepareReminder } from './remind.ts';
import { saveReminder } from './save-reminder.ts';
import { moveAsset } from './move.ts';
import { listChain, listHeldBy } from './list-custodies.ts';
import { readWhereabouts } from './read-whereabouts.ts';
import { proposeReturn } from './propose-return.ts';

const os = implement(custodyContract).$context<Call>().use(guard);

export const custodyProcedures = os.router({
  checkOut: os.checkOut.handler(
    inCommand(async (command, input) => {
      await checkOut(command, input);
    }),
  ),
  checkIn: os.checkIn.handler(
    inCommand(async (command, input) => {
      await checkIn(command, input);
    }),
  ),
  move: os.move.handler(
    inCommand(async (command, input) => {
      await moveAsset(command, input);
    }),
  ),
  handoverDraft: os.handoverDraft.handler(inQuery(({ reader }, { custodyIds }) => draftHandover(reader, custodyIds))),
  signHandover: os.signHandover.handler(({ context: { backend, session }, input }) =>
    signHandover(backend, actingOperator(session), input),
  ),
  listHandovers: os.listHandovers.handler(inQuery(({ reader }, { assetId }) => listHandovers(reader, assetId))),
  handoverPdf: os.handoverPdf.handler(inQuery(({ backend }, input) => handoverPdf(backend, input))),
  openHandover: os.openHandover.handler(({ context: { backend, session }, input }) =>
    openHandover(backend, actingOperator(session), input),
  ),
  listHandoverTexts: os.listHandoverTexts.handler(inQuery(({ reader }) => listHandoverTexts(reader))),
  saveHandoverText: os.saveHandoverText.handler(inCommand(saveHandoverText)),
  archiveHandoverText: os.archiveHandoverText.handler(inCommand(archiveHandoverText)),
  extend: os.extend.handler(inCommand(extendLoan)),
  proposeReturn: os.proposeReturn.handler(inQuery(({ reader }, input) => proposeReturn(reader, input))),
  listDue: os.listDue.handler(inQuery(({ reader, now }, { withinDays }) => listDue(reader, dayOf(now), withinDays))),
  chain: os.chain.handler(inQuery(({ reader }, { assetId }) => listChain(reader, assetId))),
  prepareReminder: os.prepareReminder.handler(
    inQuery(({ reader, now }, input) => prepareReminder(reader, input, dayOf(now))),
  ),
  listToRemind: os.listToRemind.handler(inQuery(({ reader, now }) => listToRemind(reader, now))),
  saveReminder: os.saveReminder.handler(({ context, input }) => saveReminder(context, input)),
  noteReminder: os.noteReminder.handler(inCommand(noteReminder)),
  expectedFor: os.expectedFor.handler(inQuery(({ reader }, { assetId }) => listExpectedFor(reader, assetId))),
  listExpected: os.listExpected.handler(inQuery(({ reader }) => listExpected(reader))),
  setExpected: os.setExpected.handler(inCommand(setExpected)),
  noteMissing: os.noteMissing.handler(inCommand(noteMissing)),
  whereabouts: os.whereabouts.handler(inQuery(({ reader, now }, { assetId }) => readWhereabouts(reader, assetId, now))),
  heldBy: os.heldBy.handler(inQuery(({ reader }, custodian) => listHeldBy(reader, custodian))),
});
