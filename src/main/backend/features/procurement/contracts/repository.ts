import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { classifyExpiry, lastDayOfNotice } from '#shared/features/assets/expiry.ts';
import { orderNumber } from '#shared/features/procurement/order.ts';
import { contractCosts, contractNumber } from '#shared/features/procurement/supply-contract.ts';
import type { ContractDetails, ContractRow, SupplyContract } from '#shared/features/procurement/supply-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { countLimit, decodeCursor, encodeCursor } from '#backend/kernel/db/paging.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import type { ContractTable } from '../tables.ts';

function selectContracts(db: Db) {
  return db
    .selectFrom('contract')
    .innerJoin('supplier', 'supplier.id', 'contract.supplier_id')
    .innerJoin('operator', 'operator.id', 'contract.created_by')
    .leftJoin('purchase_order', 'purchase_order.id', 'contract.order_id')
    .selectAll('contract')
    .select(['supplier.name as supplier', 'operator.display_name as creator'])
    .select(['purchase_order.year as order_year', 'purchase_order.number as order_number']);
}
type Selected = Awaited<ReturnType<ReturnType<typeof selectContracts>['executeTakeFirstOrThrow']>>;
type StoredLine = Awaited<ReturnType<typeof linesOf>>[number];

export async function linesOf(db: Db, contractIds: readonly number[]) {
  if (contractIds.length === 0) return [];
  return db
    .selectFrom('contract_line')
    .selectAll()
    .where('contract_id', 'in', contractIds)
    .orderBy('contract_id')
    .orderBy('position')
    .execute();
}

const costsOf = (lines: readonly StoredLine[]) =>
  contractCosts(
    lines.map(({ quantity, unit_price_minor: unitPriceMinor, period }) => ({ quantity, unitPriceMinor, period })),
  );

function rowOf(row: Selected, lines: readonly StoredLine[], seesCost: boolean, today: string): ContractRow {
  const end =
    row.ends_on === null ? null : { day: row.ends_on, noticeDays: row.notice_days, autoRenew: row.auto_renew === 1 };
  const over = row.ended_on !== null;
  return {
    id: row.id,
    number: contractNumber(row.year, row.number),
    kind: row.kind,
    title: row.title,
    supplier: { id: row.supplier_id, name: row.supplier },
    reference: row.reference,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    noticeDays: row.notice_days,
    autoRenew: row.auto_renew === 1,
    decideBy: end === null || over ? null : lastDayOfNotice(end),
    expiry: over ? 'ended' : end === null ? null : classifyExpiry(end, today),
    endedOn: row.ended_on,
    yearly: seesCost ? { minor: costsOf(lines).yearlyMinor, currency: row.currency } : null,
  };
}

/** Sorts those that run before those that were ended, then by their end; what has no end comes last. */
const standing = sql<string>`(contract.ended_on IS NOT NULL) || (contract.ends_on IS NULL) || coalesce(contract.ends_on, '')`;

interface ContractQuery {
  supplierId?: number | undefined;
  orderId?: number | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Those that run by their end, then those that were ended. */
export async function listContracts(
  { reader, actor, now }: Pick<QueryContext, 'reader' | 'now'> & { actor: Pick<QueryContext['actor'], 'may'> },
  query: ContractQuery,
) {
  const wanted = () => {
    let rows = selectContracts(reader);
    if (query.supplierId !== undefined) rows = rows.where('contract.supplier_id', '=', query.supplierId);
    if (query.orderId !== undefined) rows = rows.where('contract.order_id', '=', query.orderId);
    const text = query.search?.trim();
    if (text)
      rows = rows.where(
        sql<boolean>`instr(lower(contract.title || char(31) || supplier.name || char(31) || contract.reference || char(31)
          || 'con-' || contract.year || '-' || substr('000' || contract.number, -4)), lower(${text})) > 0`,
      );
    return rows;
  };
  const after = decodeCursor(query.cursor);
  const found = await (
    after === null
      ? wanted()
      : wanted().where(sql<boolean>`(${standing}, contract.id) > (${String(after.value)}, ${after.id})`)
  )
    .select(standing.as('standing'))
    .orderBy(standing)
    .orderBy('contract.id')
    .limit(query.limit + 1)
    .execute();
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const { total } = await reader
    .selectFrom(wanted().clearSelect().select('contract.id').limit(countLimit).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const lines = Map.groupBy(
    await linesOf(
      reader,
      shown.map(({ id }) => id),
    ),
    ({ contract_id: contractId }) => contractId,
  );
  const today = dayOf(now);
  return {
    rows: shown.map((row) => rowOf(row, lines.get(row.id) ?? [], actor.may('asset.cost.view'), today)),
    nextCursor: found.length > query.limit && last ? encodeCursor({ value: last.standing, id: last.id }) : null,
    total,
    totalIsExact: total < countLimit,
  };
}

export async function getContract(
  { reader, actor, now }: QueryContext,
  { id }: { id: number },
): Promise<SupplyContract> {
  const seesCost = actor.may('asset.cost.view');
  const row = await selectContracts(reader).where('contract.id', '=', id).executeTakeFirst();
  if (!row) throw notFound('contract', id);
  const lines = await linesOf(reader, [id]);
  return {
    ...rowOf(row, lines, seesCost, dayOf(now)),
    order:
      row.order_id === null || row.order_year === null || row.order_number === null
        ? null
        : { id: row.order_id, number: orderNumber(row.order_year, row.order_number) },
    currency: row.currency,
    once: seesCost ? { minor: costsOf(lines).onceMinor, currency: row.currency } : null,
    terms: row.terms,
    lines: lines.map((line) => ({
      id: line.id,
      description: line.description,
      quantity: line.quantity,
      unitPriceMinor: seesCost ? line.unit_price_minor : null,
      period: line.period,
    })),
    endReason: row.end_reason,
    createdBy: row.creator,
    createdAt: row.created_at,
    version: row.version,
  };
}

export async function getContractRow(db: Db, id: number) {
  const row = await db.selectFrom('contract').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound('contract', id);
  return row;
}

/** Changes a contract that nobody else changed since it was seen. @throws Failure CHANGED_MEANWHILE */
export async function updateContract(
  tx: Transaction<Schema>,
  { id, version }: { id: number; version: number },
  values: Partial<Omit<ContractTable, 'id' | 'version'>>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('contract')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Failure('CHANGED_MEANWHILE', { entity: 'contract', id });
}

/** Writes the lines as a whole. */
export async function writeContractLines(
  tx: Transaction<Schema>,
  id: number,
  lines: ContractDetails['lines'],
): Promise<void> {
  await tx.deleteFrom('contract_line').where('contract_id', '=', id).execute();
  if (lines.length === 0) return;
  await tx
    .insertInto('contract_line')
    .values(
      lines.map((line, index) => ({
        contract_id: id,
        position: index + 1,
        description: line.description,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        period: line.period,
      })),
    )
    .execute();
}
