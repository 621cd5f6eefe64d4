import { scoreWeights } from '#shared/features/procurement/quote.ts';
import type { Comparison, Quote } from '#shared/features/procurement/quote.ts';
import type { Criterion } from '#shared/features/procurement/requisition.ts';
import { initialWeights, scoreOffers, turnsOf, winnerOf } from '#shared/features/procurement/scoring.ts';
import type { Offer } from '#shared/features/procurement/scoring.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { listCriteria } from '../requisitions/repository.ts';
import { listQuotes } from './repository.ts';

/** Years that equipment is usually kept. */
const usualLife = 4;

export async function compareQuotes(
  { reader, now }: QueryContext,
  { requisitionId }: { requisitionId: number },
): Promise<Comparison> {
  return comparisonOf(reader, requisitionId, now);
}

export async function comparisonOf(db: Db, requisitionId: number, now: string): Promise<Comparison> {
  const { currency } = await readSetting(db, organisationSetting);
  const kept = await db
    .selectFrom('quote_comparison')
    .selectAll()
    .where('requisition_id', '=', requisitionId)
    .executeTakeFirst();
  const weights = kept ? scoreWeights.parse(JSON.parse(kept.weights)) : initialWeights;
  const lifeYears = kept?.life_years ?? usualLife;
  const quotes = await listQuotes(db, requisitionId, { currency, lifeYears, now });
  const criteria = await listCriteria(db, requisitionId);
  const offers = quotes.map((quote) => offerOf(quote, criteria));
  const scores = scoreOffers(offers, weights);
  return {
    currency,
    lifeYears,
    weights,
    quotes,
    scores,
    winnerId: winnerOf(scores),
    turns: turnsOf(offers, weights),
    requests: await listRequests(db, requisitionId),
  };
}

function offerOf(quote: Quote, criteria: readonly Criterion[]): Offer {
  const answers = new Map(quote.answers.map(({ criterionId, value }) => [criterionId, value]));
  return {
    id: quote.id,
    totalMinor: quote.totalOwn.minor,
    deliveryDays: quote.deliveryDays,
    warrantyMonths: quote.warrantyMonths,
    quality: quote.quality,
    reliability: quote.reliability,
    support: quote.support,
    criteria: criteria.map(({ id, kind, weight }) => ({ kind, weight, value: answers.get(id) ?? null })),
    expired: quote.expired,
  };
}

export function quoteRequestNumber(year: number, number: number): string {
  return `RFQ-${year}-${String(number).padStart(4, '0')}`;
}

async function listRequests(db: Db, requisitionId: number): Promise<Comparison['requests']> {
  const rows = await db
    .selectFrom('quote_request')
    .innerJoin('supplier', 'supplier.id', 'quote_request.supplier_id')
    .selectAll('quote_request')
    .select('supplier.name')
    .where('requisition_id', '=', requisitionId)
    .orderBy('quote_request.id')
    .execute();
  return rows.map((row) => ({
    supplier: { id: row.supplier_id, name: row.name },
    number: quoteRequestNumber(row.year, row.number),
    at: row.at,
    answerBy: row.answer_by,
  }));
}
