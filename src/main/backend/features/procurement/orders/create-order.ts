import { orderNumber } from '#shared/features/procurement/order.ts';
import { addDays } from '#shared/primitives/days.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { findApproved } from '../approvals/repository.ts';
import { getQuoteRow } from '../quotes/repository.ts';
import { getRequisition, updateRequisition } from '../requisitions/repository.ts';
import { takeUpDuty } from '../separation.ts';
import { policySetting } from '../settings.ts';
import { writeRevision } from './revisions.ts';

/**
 * Makes the order from the quote that was approved; its number is taken with it, so a failure leaves no gap.
 *
 * @throws Failure REQUISITION_STATE, CHANGED_MEANWHILE, SEPARATION_OF_DUTIES.
 */
export async function createOrder(
  command: CommandContext,
  input: { id: number; version: number; control: string | null },
): Promise<{ id: number; number: string }> {
  const { tx, now, actor } = command;
  const requisition = await getRequisition(tx, input.id);
  const approved = await findApproved(tx, input.id);
  if (requisition.state !== 'approved' || !approved)
    throw new Failure('REQUISITION_STATE', { state: requisition.state });
  await takeUpDuty(command, 'order', { requisitionId: requisition.id, orderId: null }, input.control);
  const quote = await getQuoteRow(tx, approved.quoteId);
  const year = Number(now.slice(0, 4));
  const number = await takeNumbers(tx, `purchase_order:${year}`);
  const { id } = await tx
    .insertInto('purchase_order')
    .values({
      year,
      number,
      state: 'draft',
      requisition_id: requisition.id,
      approval_id: approved.id,
      supplier_id: quote.supplier_id,
      currency: quote.currency,
      rate_micros: quote.rate_micros,
      warranty_months: quote.warranty_months,
      delivery_place_id: null,
      delivery_address: '',
      terms: quote.support_terms,
      expected_on: addDays(dayOf(now), quote.delivery_days),
      freight_minor: 0,
      sent_revision: null,
      sent_at: null,
      confirmed_at: null,
      confirmation: null,
      closed_at: null,
      close_reason: null,
      created_by: actor.operatorId,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await copyLines(command, id, quote.id);
  await writeRevision(tx, id, { operatorId: actor.operatorId, at: now, reason: '' });
  await updateRequisition(tx, input, { state: 'ordered' });
  const printed = orderNumber(year, number);
  await command.record({
    event: 'procurement.orderCreated',
    subject: `purchase_order:${id}`,
    data: { number: printed, requisition: requisition.number, quote: quote.id, approval: approved.id },
  });
  command.changed('procurement');
  return { id, number: printed };
}

async function copyLines({ tx }: CommandContext, orderId: number, quoteId: number): Promise<void> {
  const { usualTaxPercent } = await readSetting(tx, policySetting);
  const lines = await tx
    .selectFrom('quote_line')
    .innerJoin('requisition_line', 'requisition_line.id', 'quote_line.requisition_line_id')
    .selectAll('requisition_line')
    .select('unit_price_minor')
    .where('quote_id', '=', quoteId)
    .orderBy('position')
    .execute();
  await tx
    .insertInto('purchase_order_line')
    .values(
      lines.map((line) => ({
        order_id: orderId,
        position: line.position,
        category_id: line.category_id,
        model_id: line.model_id,
        description: line.description,
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        tax_basis_points: usualTaxPercent * 100,
      })),
    )
    .execute();
}
