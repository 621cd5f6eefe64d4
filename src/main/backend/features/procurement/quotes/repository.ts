import { sql } from 'kysely';
import type { Quote } from '#shared/features/procurement/quote.ts';
import { lifeCostOf } from '#shared/features/procurement/scoring.ts';
import { convertMoney } from '#shared/primitives/money.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { notFound } from '#backend/kernel/failure.ts';
import '../tables.ts';

/** What amounts are turned into, and what the day is. */
export interface QuoteContext {
  currency: string;
  lifeYears: number;
  now: string;
}

/** Quotes that compete, the earliest first, with what they come to. */
export async function listQuotes(db: Db, requisitionId: number, context: QuoteContext): Promise<Quote[]> {
  const rows = await db
    .selectFrom('quote')
    .innerJoin('supplier', 'supplier.id', 'quote.supplier_id')
    .innerJoin('operator', 'operator.id', 'quote.recorded_by')
    .selectAll('quote')
    .select(['supplier.name as supplier', 'operator.display_name as operator'])
    .select(
      sql<number>`(SELECT count(*) FROM paper WHERE paper.quote_id = quote.id AND paper.archived_at IS NULL)`.as(
        'papers',
      ),
    )
    .where('quote.requisition_id', '=', requisitionId)
    .where('quote.withdrawn_at', 'is', null)
    .orderBy('quote.id')
    .execute();
  const prices = await db
    .selectFrom('quote_line')
    .innerJoin('quote', 'quote.id', 'quote_line.quote_id')
    .innerJoin('requisition_line', 'requisition_line.id', 'quote_line.requisition_line_id')
    .select(['quote_id', 'requisition_line_id', 'unit_price_minor', 'quantity'])
    .where('quote.requisition_id', '=', requisitionId)
    .orderBy('requisition_line.position')
    .execute();
  const answers = await db
    .selectFrom('quote_answer')
    .innerJoin('quote', 'quote.id', 'quote_answer.quote_id')
    .select(['quote_id', 'criterion_id', 'value'])
    .where('quote.requisition_id', '=', requisitionId)
    .execute();
  return rows.map((row) => {
    const own = prices.filter(({ quote_id: quoteId }) => quoteId === row.id);
    const minor = own.reduce((sum, each) => sum + each.unit_price_minor * each.quantity, 0);
    const total = { minor, currency: row.currency };
    const totalOwn = convertMoney(total, row.rate_micros, context.currency);
    const running = {
      energyMinor: row.energy_minor,
      supportMinor: row.support_minor,
      licencesMinor: row.licences_minor,
      disposalMinor: row.disposal_minor,
    };
    return {
      ...running,
      id: row.id,
      supplier: { id: row.supplier_id, name: row.supplier },
      reference: row.reference,
      receivedOn: row.received_on,
      validUntil: row.valid_until,
      currency: row.currency,
      rateMicros: row.rate_micros,
      deliveryDays: row.delivery_days,
      warrantyMonths: row.warranty_months,
      supportTerms: row.support_terms,
      notes: row.notes,
      quality: row.quality,
      reliability: row.reliability,
      support: row.support,
      lines: own.map((each) => ({
        requisitionLineId: each.requisition_line_id,
        unitPriceMinor: each.unit_price_minor,
      })),
      answers: answers
        .filter(({ quote_id: quoteId }) => quoteId === row.id)
        .map(({ criterion_id: criterionId, value }) => ({ criterionId, value })),
      total,
      totalOwn,
      lifeCost: { minor: lifeCostOf(totalOwn.minor, context.lifeYears, running), currency: context.currency },
      expired: row.valid_until !== null && row.valid_until < dayOf(context.now),
      papers: row.papers,
      recordedBy: row.operator,
      recordedAt: row.recorded_at,
      version: row.version,
    };
  });
}

/** @throws Failure NOT_FOUND when there is none, or it was withdrawn. */
export async function getQuoteRow(db: Db, id: number) {
  const row = await db
    .selectFrom('quote')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound('quote', id);
  return row;
}
