import type { Letter, LetterPart } from '#backend/kernel/documents/document.ts';
import { scoreFactors } from '#shared/features/procurement/scoring.ts';
import type { Comparison, Quote } from '#shared/features/procurement/quote.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getApproval } from '../approvals/repository.ts';
import { comparisonOf } from '../quotes/compare-quotes.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { neededThings, specificationParts } from './need-parts.ts';
import { knownFacts } from './words.ts';
import type { Words } from './words.ts';

/** Need, specification and options side by side, with the cost over the life and its formula, for whoever decides. */
export async function proposalLetter(db: Db, approvalId: number, now: string, words: Words): Promise<Letter> {
  const { say, day } = words;
  const approval = await getApproval(db, approvalId);
  const requisition = await getRequisition(db, approval.requisitionId);
  const comparison = await comparisonOf(db, requisition.id, now);
  const { name } = await readSetting(db, organisationSetting);
  const chosen = comparison.quotes.find(({ id }) => id === approval.quoteId);
  return {
    title: say('proposal', { number: requisition.number }),
    sender: [name],
    recipient: [],
    facts: knownFacts(words, [
      ['requisition', requisition.number],
      ['requester', requisition.requester.name],
      ['department', requisition.department],
      ['neededBy', requisition.neededBy === null ? null : day(requisition.neededBy)],
      ['date', day(dayOf(approval.openedAt))],
      ['decideBy', day(dayOf(approval.expiresAt))],
    ]),
    parts: [
      { kind: 'heading', text: say('need') },
      { kind: 'paragraph', text: requisition.reason },
      neededThings(words, requisition.lines),
      ...specificationParts(words, requisition.criteria),
      { kind: 'heading', text: say('choice') },
      {
        kind: 'paragraph',
        text: say('choiceText', {
          supplier: chosen?.supplier.name ?? '',
          amount: words.money(approval.amountMinor, approval.currency),
          reason: approval.reason,
        }),
      },
      { kind: 'heading', text: say('options') },
      optionsTable(words, comparison, approval.quoteId),
      { kind: 'paragraph', text: say('formulas', { years: comparison.lifeYears }) },
    ],
  };
}

function optionsTable({ say, amount, number }: Words, comparison: Comparison, chosenId: number): LetterPart {
  const { currency, quotes, scores, lifeYears: years } = comparison;
  const scoreOf = (id: number) => scores.find(({ quoteId }) => quoteId === id);
  const money = (label: string, minorOf: (quote: Quote) => number) => [
    say('inCurrency', { label, currency }),
    ...quotes.map((quote) => amount(minorOf(quote), currency)),
  ];
  const rows: string[][] = [
    money(say('purchase'), ({ totalOwn }) => totalOwn.minor),
    money(say('energy'), ({ energyMinor }) => energyMinor),
    money(say('support'), ({ supportMinor }) => supportMinor),
    money(say('licences'), ({ licencesMinor }) => licencesMinor),
    money(say('disposal'), ({ disposalMinor }) => disposalMinor),
    money(say('lifeCost', { years }), ({ lifeCost }) => lifeCost.minor),
    [say('deliveryDays'), ...quotes.map(({ deliveryDays }) => number(deliveryDays))],
    [say('warrantyMonths'), ...quotes.map(({ warrantyMonths }) => number(warrantyMonths))],
    ...scoreFactors.map((factor) => [
      say('factor', { factor: say(`factor.${factor}`), weight: comparison.weights[factor] }),
      ...quotes.map(({ id }) => number(scoreOf(id)?.factors[factor] ?? 0)),
    ]),
    [
      say('excluded'),
      ...quotes.map(({ id }) => {
        const excluded = scoreOf(id)?.excluded ?? null;
        return excluded === null ? '' : say(`excluded.${excluded}`);
      }),
    ],
    [say('score'), ...quotes.map(({ id }) => number(scoreOf(id)?.total ?? 0))],
  ];
  return {
    kind: 'table',
    columns: [
      { heading: '', share: 34, align: 'left' },
      ...quotes.map(({ id, supplier }) => ({
        heading: id === chosenId ? say('chosen', { supplier: supplier.name }) : supplier.name,
        share: 66 / Math.max(1, quotes.length),
        align: 'right' as const,
      })),
    ],
    rows,
    totals: [],
  };
}
