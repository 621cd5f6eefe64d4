import { orderNumber } from '#shared/features/procurement/order.ts';
import { contractNumber } from '#shared/features/procurement/supply-contract.ts';
import type { ContractDetails } from '#shared/features/procurement/supply-contract.ts';
import { isCurrency } from '#shared/primitives/money.ts';
import type { Seen } from '#backend/kernel/db/update-seen.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { takeNumbers } from '#backend/kernel/numbering/sequence.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { getSupplier } from '#backend/features/suppliers/index.ts';
import { getOrderRow } from '../orders/repository.ts';
import { getContractRow, linesOf, updateContract, writeContractLines } from './repository.ts';

/** @throws Failure PERIOD_EMPTY, CURRENCY_UNKNOWN, RENEWAL_WITHOUT_END, ORDER_OF_ANOTHER. */
export async function createContract(
  command: CommandContext,
  details: ContractDetails,
): Promise<{ id: number; number: string }> {
  const { tx, now, actor } = command;
  const values = await checked(command, details);
  const year = Number(now.slice(0, 4));
  const number = await takeNumbers(tx, `contract:${year}`);
  const { id } = await tx
    .insertInto('contract')
    .values({
      ...values,
      year,
      number,
      ended_on: null,
      end_reason: null,
      created_by: actor.operatorId,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeContractLines(tx, id, details.lines);
  const printed = contractNumber(year, number);
  await command.record({
    event: 'procurement.contractCreated',
    subject: `contract:${id}`,
    data: { number: printed, after: details },
  });
  command.changed('procurement', 'assets');
  return { id, number: printed };
}

/** @throws Failure CONTRACT_ENDED, CHANGED_MEANWHILE, and what {@link createContract} throws. */
export async function changeContract(
  command: CommandContext,
  { id, version, ...details }: ContractDetails & Seen,
): Promise<void> {
  const { tx } = command;
  const before = await running(command, id);
  const linesBefore = await linesOf(tx, [id]);
  await updateContract(tx, { id, version }, await checked(command, details));
  await writeContractLines(tx, id, details.lines);
  await command.record({
    event: 'procurement.contractChanged',
    subject: `contract:${id}`,
    data: {
      number: contractNumber(before.year, before.number),
      before: {
        title: before.title,
        endsOn: before.ends_on,
        noticeDays: before.notice_days,
        autoRenew: before.auto_renew === 1,
        lines: linesBefore.map(({ description, quantity, unit_price_minor: unitPriceMinor, period }) => ({
          description,
          quantity,
          unitPriceMinor,
          period,
        })),
      },
      after: details,
    },
  });
  command.changed('procurement', 'assets');
}

/** @throws Failure CONTRACT_ENDED, CHANGED_MEANWHILE, PERIOD_EMPTY. */
export async function endContract(
  command: CommandContext,
  { id, version, endedOn, reason }: Seen & { endedOn: string; reason: string },
): Promise<void> {
  const before = await running(command, id);
  if (endedOn < before.starts_on) throw new Failure('PERIOD_EMPTY');
  await updateContract(command.tx, { id, version }, { ended_on: endedOn, end_reason: reason });
  await command.record({
    event: 'procurement.contractEnded',
    subject: `contract:${id}`,
    data: { number: contractNumber(before.year, before.number), endedOn },
    reason,
  });
  command.changed('procurement', 'assets');
}

async function running({ tx }: CommandContext, id: number) {
  const row = await getContractRow(tx, id);
  if (row.ended_on !== null) throw new Failure('CONTRACT_ENDED', { endedOn: row.ended_on });
  return row;
}

/** The columns of a contract that makes sense. */
async function checked({ tx }: CommandContext, details: ContractDetails) {
  if (!isCurrency(details.currency)) throw new Failure('CURRENCY_UNKNOWN', { currency: details.currency });
  if (details.endsOn !== null && details.endsOn < details.startsOn) throw new Failure('PERIOD_EMPTY');
  if (details.endsOn === null && details.autoRenew) throw new Failure('RENEWAL_WITHOUT_END');
  const supplier = await getSupplier(tx, details.supplierId);
  if (details.orderId !== null) {
    const order = await getOrderRow(tx, details.orderId);
    if (order.supplier_id !== supplier.id)
      throw new Failure('ORDER_OF_ANOTHER', {
        number: orderNumber(order.year, order.number),
        supplier: supplier.name,
      });
  }
  return {
    kind: details.kind,
    title: details.title,
    supplier_id: details.supplierId,
    order_id: details.orderId,
    reference: details.reference,
    currency: details.currency,
    starts_on: details.startsOn,
    ends_on: details.endsOn,
    notice_days: details.noticeDays,
    auto_renew: details.autoRenew ? (1 as const) : (0 as const),
    terms: details.terms,
  };
}
