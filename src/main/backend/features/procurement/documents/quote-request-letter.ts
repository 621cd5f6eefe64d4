import type { Letter } from '#backend/kernel/documents/document.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { quoteRequestNumber } from '../quotes/compare-quotes.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { partiesOf } from './parties.ts';
import { knownFacts, say } from './words.ts';

/** What a supplier is asked to offer: the lines without estimates, and the specification. */
export async function quoteRequestLetter(
  db: Db,
  { requisitionId, supplierId }: { requisitionId: number; supplierId: number },
): Promise<Letter & { email: string | null }> {
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
    facts: knownFacts([
      ['number', number],
      ['date', dayOf(request.at)],
      ['answerBy', request.answer_by],
      ['neededBy', requisition.neededBy],
    ]),
    parts: [
      { kind: 'paragraph', text: say('quoteRequestIntro', { currency: organisation.currency }) },
      {
        kind: 'table',
        columns: [
          { heading: say('position'), share: 5, align: 'left' },
          { heading: say('item'), share: 45, align: 'left' },
          { heading: say('mustHave'), share: 38, align: 'left' },
          { heading: say('quantity'), share: 12, align: 'right' },
        ],
        rows: requisition.lines.map((line, index) => [
          String(index + 1),
          [line.model?.name ?? line.category.name, line.description].filter(Boolean).join(', '),
          line.mustHaves,
          String(line.quantity),
        ]),
        totals: [],
      },
      ...(requisition.criteria.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: say('specification') },
            {
              kind: 'table' as const,
              columns: [
                { heading: say('criterion'), share: 40, align: 'left' as const },
                { heading: say('target'), share: 30, align: 'left' as const },
                { heading: say('kind'), share: 12, align: 'left' as const },
                { heading: say('regulation'), share: 18, align: 'left' as const },
              ],
              rows: requisition.criteria.map(({ text, target, kind, regulation }) => [
                text,
                target,
                say(kind),
                regulation,
              ]),
              totals: [],
            },
          ]),
      { kind: 'paragraph', text: say('quoteRequestClosing', { number }) },
    ],
  };
}
