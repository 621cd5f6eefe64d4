import type { Letter, LetterPart } from '#backend/kernel/documents/document.ts';
import { scoreFactors } from '#shared/features/procurement/scoring.ts';
import type { Comparison } from '#shared/features/procurement/quote.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getApproval } from '../approvals/repository.ts';
import { comparisonOf } from '../quotes/compare-quotes.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { amount, knownFacts, say } from './words.ts';

/** Need, specification and options side by side, with the cost over the life and its formula, for whoever decides. */
export async function proposalLetter(db: Db, approvalId: number, now: string): Promise<Letter> {
  const approval = await getApproval(db, approvalId);
  const requisition = await getRequisition(db, approval.requisitionId);
  const comparison = await comparisonOf(db, requisition.id, now);
  const { name } = await readSetting(db, organisationSetting);
  const chosen = comparison.quotes.find(({ id }) => id === approval.quoteId);
  return {
    title: say('proposal', { number: requisition.number }),
    sender: [name],
    recipient: [],
    facts: knownFacts([
      ['requisition', requisition.number],
      ['requester', requisition.requester.name],
      ['department', requisition.department],
      ['neededBy', requisition.neededBy],
      ['date', dayOf(approval.openedAt)],
      ['decideBy', dayOf(approval.expiresAt)],
    ]),
    parts: [
      { kind: 'heading', text: say('need') },
      { kind: 'paragraph', text: requisition.reason },
      { kind: 'heading', text: say('choice') },
      {
        kind: 'paragraph',
        text: say('choiceText', {
          supplier: chosen?.supplier.name ?? '',
          amount: amount(approval.amountMinor, approval.currency),
          reason: approval.reason,
        }),
      },
      { kind: 'heading', text: say('options') },
      optionsTable(comparison, approval.quoteId),
      { kind: 'paragraph', text: say('formulas', { years: comparison.lifeYears }) },
      ...specification(requisition.criteria),
    ],
  };
}

function optionsTable(comparison: Comparison, chosenId: number): LetterPart {
  const { currency, quotes, scores } = comparison;
  const scoreOf = (id: number) => scores.find(({ quoteId }) => quoteId === id);
  const rows: string[][] = [
    [say('purchase'), ...quotes.map(({ totalOwn }) => amount(totalOwn.minor, currency))],
    [say('energy'), ...quotes.map(({ energyMinor }) => amount(energyMinor, currency))],
    [say('support'), ...quotes.map(({ supportMinor }) => amount(supportMinor, currency))],
    [say('licences'), ...quotes.map(({ licencesMinor }) => amount(licencesMinor, currency))],
    [say('disposal'), ...quotes.map(({ disposalMinor }) => amount(disposalMinor, currency))],
    [
      say('lifeCost', { years: comparison.lifeYears }),
      ...quotes.map(({ lifeCost }) => amount(lifeCost.minor, currency)),
    ],
    [say('deliveryDays'), ...quotes.map(({ deliveryDays }) => String(deliveryDays))],
    [say('warrantyMonths'), ...quotes.map(({ warrantyMonths }) => String(warrantyMonths))],
    ...scoreFactors.map((factor) => [
      say('factor', { factor: say(`factor.${factor}`), weight: comparison.weights[factor] }),
      ...quotes.map(({ id }) => String(scoreOf(id)?.factors[factor] ?? 0)),
    ]),
    [
      say('excluded'),
      ...quotes.map(({ id }) => {
        const excluded = scoreOf(id)?.excluded ?? null;
        return excluded === null ? '' : say(`excluded.${excluded}`);
      }),
    ],
    [say('score'), ...quotes.map(({ id }) => String(scoreOf(id)?.total ?? 0))],
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

function specification(
  criteria: readonly { text: string; target: string; kind: 'must' | 'weighted'; regulation: string }[],
): LetterPart[] {
  if (criteria.length === 0) return [];
  return [
    { kind: 'heading', text: say('specification') },
    {
      kind: 'table',
      columns: [
        { heading: say('criterion'), share: 40, align: 'left' },
        { heading: say('target'), share: 30, align: 'left' },
        { heading: say('kind'), share: 12, align: 'left' },
        { heading: say('regulation'), share: 18, align: 'left' },
      ],
      rows: criteria.map(({ text, target, kind, regulation }) => [text, target, say(kind), regulation]),
      totals: [],
    },
  ];
}
