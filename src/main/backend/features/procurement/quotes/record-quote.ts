import type { Transaction } from 'kysely';
import type { QuoteDetails } from '#shared/features/procurement/quote.ts';
import { isCurrency, parity } from '#shared/primitives/money.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { reopenBeyondTolerance } from '../approvals/reopen.ts';
import { findApproved } from '../approvals/repository.ts';
import { getRequisition } from '../requisitions/repository.ts';
import { refuseUnless } from '../requisitions/save-requisition.ts';
import { comparisonOf } from './compare-quotes.ts';
import { getQuoteRow } from './repository.ts';

/** @throws Failure REQUISITION_STATE, RATE_MISSING, CURRENCY_UNKNOWN, QUOTE_INCOMPLETE. */
export async function addQuote(
  command: CommandContext,
  { requisitionId, ...details }: QuoteDetails & { requisitionId: number },
): Promise<{ id: number }> {
  const { tx, now, actor } = command;
  const values = await checked(command, requisitionId, details);
  const { id } = await tx
    .insertInto('quote')
    .values({
      ...values,
      requisition_id: requisitionId,
      recorded_by: actor.operatorId,
      recorded_at: now,
      withdrawn_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeParts(tx, id, details);
  await command.record({
    event: 'procurement.quoteRecorded',
    subject: `requisition:${requisitionId}`,
    data: { quote: id, after: details },
  });
  command.changed('procurement');
  return { id };
}

/** @throws Failure CHANGED_MEANWHILE, and what {@link addQuote} throws. */
export async function changeQuote(
  command: CommandContext,
  { id, version, ...details }: QuoteDetails & { id: number; version: number },
): Promise<void> {
  const { requisition_id: requisitionId } = await getQuoteRow(command.tx, id);
  await update(command.tx, { id, version }, await checked(command, requisitionId, details));
  await command.tx.deleteFrom('quote_line').where('quote_id', '=', id).execute();
  await command.tx.deleteFrom('quote_answer').where('quote_id', '=', id).execute();
  await writeParts(command.tx, id, details);
  await command.record({
    event: 'procurement.quoteChanged',
    subject: `requisition:${requisitionId}`,
    data: { quote: id, after: details },
  });
  await followApproved(command, requisitionId, id);
  command.changed('procurement');
}

/** The quote that was approved may change; beyond the tolerance its approval does not hold any more. */
async function followApproved(command: CommandContext, requisitionId: number, quoteId: number): Promise<void> {
  const approved = await findApproved(command.tx, requisitionId);
  if (approved?.quoteId !== quoteId) return;
  const { quotes } = await comparisonOf(command.tx, requisitionId, command.now);
  const quote = quotes.find(({ id }) => id === quoteId);
  if (quote) await reopenBeyondTolerance(command, requisitionId, quote.totalOwn.minor);
}

/** @throws Failure REQUISITION_STATE, QUOTE_CHOSEN, CHANGED_MEANWHILE. */
export async function withdrawQuote(
  command: CommandContext,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<void> {
  const row = await getQuoteRow(command.tx, id);
  refuseUnless(command, await getRequisition(command.tx, row.requisition_id), 'quote');
  if ((await findApproved(command.tx, row.requisition_id))?.quoteId === id) throw new Failure('QUOTE_CHOSEN');
  await update(command.tx, { id, version }, { withdrawn_at: command.now });
  await command.record({
    event: 'procurement.quoteWithdrawn',
    subject: `requisition:${row.requisition_id}`,
    data: { quote: id },
    reason,
  });
  command.changed('procurement');
}

async function update(
  tx: Transaction<Schema>,
  { id, version }: { id: number; version: number },
  values: Partial<Awaited<ReturnType<typeof checked>>> & { withdrawn_at?: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('quote')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'quote', id });
}

/** The row's values, once everything fits: state of the need, currency and rate, a price for each line. */
async function checked(command: CommandContext, requisitionId: number, details: QuoteDetails) {
  const requisition = await getRequisition(command.tx, requisitionId);
  refuseUnless(command, requisition, 'quote');
  const priced = new Set(details.lines.map(({ requisitionLineId }) => requisitionLineId));
  if (requisition.lines.some(({ id }) => !priced.has(id)) || priced.size !== requisition.lines.length)
    throw new Failure('QUOTE_INCOMPLETE', { priced: priced.size, wanted: requisition.lines.length });
  const { currency } = await readSetting(command.tx, organisationSetting);
  return {
    supplier_id: details.supplierId,
    reference: details.reference,
    received_on: details.receivedOn,
    valid_until: details.validUntil,
    currency: details.currency,
    rate_micros: rateOf(details, currency),
    delivery_days: details.deliveryDays,
    warranty_months: details.warrantyMonths,
    support_terms: details.supportTerms,
    notes: details.notes,
    quality: details.quality,
    reliability: details.reliability,
    support: details.support,
    energy_minor: details.energyMinor,
    support_minor: details.supportMinor,
    licences_minor: details.licencesMinor,
    disposal_minor: details.disposalMinor,
  };
}

function rateOf({ currency, rateMicros }: QuoteDetails, own: string): number {
  if (!isCurrency(currency)) throw new Failure('CURRENCY_UNKNOWN', { currency });
  if (currency === own) return parity;
  if (rateMicros === null) throw new Failure('RATE_MISSING', { currency });
  return rateMicros;
}

async function writeParts(tx: Transaction<Schema>, id: number, { lines, answers }: QuoteDetails): Promise<void> {
  await tx
    .insertInto('quote_line')
    .values(
      lines.map(({ requisitionLineId, unitPriceMinor }) => ({
        quote_id: id,
        requisition_line_id: requisitionLineId,
        unit_price_minor: unitPriceMinor,
      })),
    )
    .execute();
  if (answers.length === 0) return;
  await tx
    .insertInto('quote_answer')
    .values(answers.map(({ criterionId, value }) => ({ quote_id: id, criterion_id: criterionId, value })))
    .execute();
}
