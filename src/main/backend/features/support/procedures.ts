import { implement } from '@orpc/server';
import { supportContract } from '#shared/features/support/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { archiveAttachment, attach, attachmentContent, listAttachments, openAttachment } from './attachments.ts';
import { findSimilar, listModelFailures } from './find-similar.ts';
import { answerStep, listCategories, saveCategory, takeAnswerBack } from './guides.ts';
import { openTicket, triage } from './open-ticket.ts';
import { getTicket, listTickets } from './read-tickets.ts';
import { saveSettings, supportSetting } from './settings.ts';
import { assign, comment, link, merge, reopen, resolve, setState } from './work-on.ts';

const os = implement(supportContract).$context<Call>().use(guard);

export const supportProcedures = os.router({
  list: os.list.handler(inQuery(({ reader, now }, input) => listTickets(reader, input, now))),
  get: os.get.handler(inQuery(({ reader, now }, { id }) => getTicket(reader, id, now))),
  open: os.open.handler(inCommand(openTicket)),
  triage: os.triage.handler(inCommand(triage)),
  assign: os.assign.handler(inCommand(assign)),
  setState: os.setState.handler(inCommand(setState)),
  comment: os.comment.handler(inCommand(comment)),
  resolve: os.resolve.handler(inCommand(resolve)),
  reopen: os.reopen.handler(inCommand(reopen)),
  merge: os.merge.handler(inCommand(merge)),
  link: os.link.handler(inCommand(link)),
  answer: os.answer.handler(inCommand(answerStep)),
  unanswer: os.unanswer.handler(inCommand(takeAnswerBack)),
  similar: os.similar.handler(inQuery(({ reader, now }, input) => findSimilar(reader, input, now))),
  listCategories: os.listCategories.handler(inQuery(({ reader }) => listCategories(reader))),
  saveCategory: os.saveCategory.handler(inCommand(saveCategory)),
  getSettings: os.getSettings.handler(inQuery(({ reader }) => readSetting(reader, supportSetting))),
  saveSettings: os.saveSettings.handler(inCommand(saveSettings)),
  modelFailures: os.modelFailures.handler(inQuery(({ reader, now }) => listModelFailures(reader, now))),
  listAttachments: os.listAttachments.handler(inQuery(({ reader }, { ticketId }) => listAttachments(reader, ticketId))),
  attachmentContent: os.attachmentContent.handler(inQuery(attachmentContent)),
  attach: os.attach.handler(({ context: { backend, session }, input }) =>
    attach(backend, actingOperator(session), input),
  ),
  archiveAttachment: os.archiveAttachment.handler(inCommand(archiveAttachment)),
  openAttachment: os.openAttachment.handler(({ context: { backend, session }, input }) =>
    openAttachment(backend, actingOperator(session), input),
  ),
});
