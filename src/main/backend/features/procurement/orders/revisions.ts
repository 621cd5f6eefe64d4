import type { Transaction } from 'kysely';
import { differencesOf, orderContent } from '#shared/features/procurement/order.ts';
import type { Order, OrderContent, OrderVersion } from '#shared/features/procurement/order.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { readLines } from './lines.ts';

/** What tells costs. */
const hidden = new Set(['unitPriceMinor', 'freightMinor']);

/** The first one first. */
async function readRevisions(db: Db, orderId: number) {
  return db
    .selectFrom('purchase_order_revision')
    .innerJoin('operator', 'operator.id', 'purchase_order_revision.operator_id')
    .selectAll('purchase_order_revision')
    .select('operator.display_name')
    .where('order_id', '=', orderId)
    .orderBy('revision')
    .execute();
}

/** The latest first, each with what it changed. */
export async function listRevisions(db: Db, orderId: number, seesCost: boolean): Promise<Order['revisions']> {
  const rows = await readRevisions(db, orderId);
  const contents = rows.map((row) => orderContent.parse(JSON.parse(row.content)));
  return rows
    .map((row, index) => {
      const [before, after] = [contents[index - 1], contents[index]];
      const found = before === undefined || after === undefined ? [] : differencesOf(before, after);
      return {
        revision: row.revision,
        at: row.at,
        operator: row.display_name,
        reason: row.reason,
        differences: found.filter(({ field }) => seesCost || !hidden.has(field)),
      };
    })
    .toReversed();
}

/** What the order says now. @throws Failure NOT_FOUND */
async function contentOf(db: Db, orderId: number): Promise<OrderContent> {
  const row = await db
    .selectFrom('purchase_order')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .selectAll('purchase_order')
    .select('supplier.name as supplier')
    .where('purchase_order.id', '=', orderId)
    .executeTakeFirst();
  if (!row) throw notFound('purchase_order', orderId);
  return {
    supplier: row.supplier,
    currency: row.currency,
    deliveryPlaceId: row.delivery_place_id,
    deliveryAddress: row.delivery_address,
    terms: row.terms,
    expectedOn: row.expected_on,
    freightMinor: row.freight_minor,
    lines: (await readLines(db, orderId)).map((line) => ({
      id: line.id,
      categoryId: line.category.id,
      modelId: line.model?.id ?? null,
      description: line.description,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
      taxBasisPoints: line.taxBasisPoints,
    })),
  };
}

/** Every revision as a whole, the first one first; the present one as the order stands. */
export async function listOrderVersions(db: Db, orderId: number): Promise<OrderVersion[]> {
  const now = await contentOf(db, orderId);
  const rows = await readRevisions(db, orderId);
  return rows.map((row, index) => ({
    revision: row.revision,
    at: row.at,
    operator: row.display_name,
    reason: row.reason,
    content: index === rows.length - 1 ? now : orderContent.parse(JSON.parse(row.content)),
  }));
}

/** Keeps what the order says now as its present revision. */
export async function writeRevision(
  tx: Transaction<Schema>,
  orderId: number,
  by: { operatorId: number; at: string; reason: string },
): Promise<OrderContent> {
  const content = await contentOf(tx, orderId);
  const { revision } = await tx
    .selectFrom('purchase_order')
    .select('revision')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const values = { content: JSON.stringify(content), reason: by.reason, operator_id: by.operatorId, at: by.at };
  await tx
    .insertInto('purchase_order_revision')
    .values({ order_id: orderId, revision, ...values })
    .onConflict((conflict) => conflict.columns(['order_id', 'revision']).doUpdateSet(values))
    .execute();
  return content;
}
