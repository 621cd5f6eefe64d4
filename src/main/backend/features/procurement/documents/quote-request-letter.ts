import type { Letter } from '#backend/kernel/documents/document.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { quoteRequestNumber } from '../quotes/compare-quotes.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { neededThings, specificationParts } from './need-parts.ts';
import { partiesOf } from './parties.ts';
import { knownFacts } from './words.ts';
import type { Words } from './words.ts';

/** What a supplier is asked to offer: the lines without estimates, and the specification. */
export async function quoteRequestLetter(
  db: Db,
  { requisitionId, supplierId }: { requisitionId: number; supplierId: number },
  words: Words,
): Promise<Letter & { email: string | null }> {
  const { say, day } = words;
  const request = await db
    .selectFrom('quote_request')
    .selectAll()
    .where('requisition_id', '=', requisitionId)
    .where('supplier_id', '=', supplierId)
    .executeTakeFirst();
  if (!request) throw notFound('quote_request', supplierId);
  const requisition = await getRequisition(db, requisitionId);
  const { sender, recipient, organisation, email } = await partiesOf(db, supplierId);
  const number = quoteRequestNumber(request.year, request.number);
  return {
    email,
    title: say('quoteRequest', { number }),
    sender,
    recipient,
    facts: knownFacts(words, [
      ['number', number],
      ['date', day(dayOf(request.at))],
      ['answerBy', request.answer_by === null ? null : day(request.answer_by)],
      ['neededBy', requisition.neededBy === null ? null : day(requisition.neededBy)],
    ]),
    parts: [
      { kind: 'paragraph', text: say('quoteRequestIntro', { currency: organisation.currency }) },
      neededThings(words, requisition.lines),
      ...specificationParts(words, requisition.criteria),
      { kind: 'paragraph', text: say('quoteRequestClosing', { number }) },
    ],
  };
}
