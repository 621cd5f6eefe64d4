import { differencesOf, orderNumber, totalsOf } from '#shared/features/procurement/order.ts';
import type { OrderDetails } from '#shared/features/procurement/order.ts';
import { leavesTolerance } from '#shared/features/procurement/approval-routing.ts';
import { convertMoney } from '#shared/primitives/money.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { findApproved } from '../approvals/repository.ts';
import { policySetting } from '../settings.ts';
import { readLines } from './lines.ts';
import { getOrderIn, updateOrder } from './repository.ts';
import { writeRevision } from './revisions.ts';

/**
 * Changes an order. Once it was sent, every change is a revision of its own with a reason, and a confirmed order waits
 * for a new confirmation.
 *
 * @throws Failure ORDER_STATE, CHANGED_MEANWHILE, APPROVAL_NEEDED, LINE_RECEIVED, REASON_MISSING.
 */
export async function changeOrder(
  command: CommandContext,
  { id, version, reason, ...details }: OrderDetails & { id: number; version: number; reason: string },
): Promise<void> {
  const { tx, now, actor } = command;
  const row = await getOrderIn(tx, id, 'draft', 'sent', 'confirmed', 'partly_received');
  const wasSent = row.sent_revision !== null;
  if (wasSent && reason.trim() === '') throw new Failure('REASON_MISSING');
  const before = await writeRevision(tx, id, await revisedBy(command, id, row.revision));
  await refuseBeyondApproval(command, row, details);
  const revision = wasSent && row.sent_revision === row.revision ? row.revision + 1 : row.revision;
  await updateOrder(
    tx,
    { id, version },
    {
      delivery_place_id: details.deliveryPlaceId,
      delivery_address: details.deliveryAddress,
      terms: details.terms,
      expected_on: details.expectedOn,
      freight_minor: details.freightMinor,
      revision,
      ...(row.state === 'confirmed' ? { state: 'sent', confirmed_at: null, confirmation: null } : {}),
    },
  );
  await writeLines(command, id, details.lines);
  const after = await writeRevision(tx, id, { operatorId: actor.operatorId, at: now, reason });
  await command.record({
    event: 'procurement.orderChanged',
    subject: `purchase_order:${id}`,
    data: {
      number: orderNumber(row.year, row.number),
      revision,
      differences: differencesOf(before, after).map((each) => ({ ...each })),
    },
    reason: reason === '' ? null : reason,
  });
  command.changed('procurement');
}

/** Who wrote the revision that is about to be left, as it stands. */
async function revisedBy({ tx }: CommandContext, orderId: number, revision: number) {
  const row = await tx
    .selectFrom('purchase_order_revision')
    .select(['operator_id', 'at', 'reason'])
    .where('order_id', '=', orderId)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return { operatorId: row.operator_id, at: row.at, reason: row.reason };
}

/** More than was approved and its tolerance is not ordered, whoever wants it. @throws Failure APPROVAL_NEEDED */
export async function refuseBeyondApproval(
  { tx }: CommandContext,
  order: { requisition_id: number; currency: string; rate_micros: number },
  details: Pick<OrderDetails, 'lines' | 'freightMinor'>,
): Promise<void> {
  const { currency } = await readSetting(tx, organisationSetting);
  const { netMinor } = totalsOf(details.lines, details.freightMinor);
  const total = convertMoney({ minor: netMinor, currency: order.currency }, order.rate_micros, currency);
  const approved = (await findApproved(tx, order.requisition_id))?.amountMinor ?? 0;
  const { approvedTolerancePercent } = await readSetting(tx, policySetting);
  if (total.minor <= approved || !leavesTolerance(approved, total.minor, approvedTolerancePercent)) return;
  throw new Failure('APPROVAL_NEEDED', { approved: { minor: approved, currency }, total });
}

/** What came already can't be ordered away. */
async function writeLines({ tx }: CommandContext, orderId: number, lines: OrderDetails['lines']): Promise<void> {
  const known = await readLines(tx, orderId);
  const kept = new Set(lines.map(({ id }) => id));
  for (const [index, line] of known.entries()) {
    const next = lines.find(({ id }) => id === line.id);
    if ((next?.quantity ?? 0) < line.accepted)
      throw new Failure('LINE_RECEIVED', { line: index + 1, accepted: line.accepted });
  }
  const gone = known.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length > 0)
    await tx.updateTable('purchase_order_line').set({ removed: 1 }).where('id', 'in', gone).execute();
  for (const [index, line] of lines.entries()) {
    const values = {
      position: index + 1,
      category_id: line.categoryId,
      model_id: line.modelId,
      description: line.description,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      tax_basis_points: line.taxBasisPoints,
    };
    const own = known.find(({ id }) => id === line.id);
    if (own) await tx.updateTable('purchase_order_line').set(values).where('id', '=', own.id).execute();
    else
      await tx
        .insertInto('purchase_order_line')
        .values({ ...values, order_id: orderId })
        .execute();
  }
}
