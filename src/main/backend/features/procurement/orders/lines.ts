import { sql } from 'kysely';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { kindOfThing } from '#backend/features/assets/index.ts';
import '../tables.ts';

export interface StoredLine {
  id: number;
  category: { id: number; name: string };
  model: { id: number; name: string } | null;
  description: string;
  quantity: number;
  unitPriceMinor: number;
  taxBasisPoints: number;
  accepted: number;
  failed: number;
}

/** The lines that hold, with what finished deliveries brought of each. */
export async function readLines(db: Db, orderId: number): Promise<StoredLine[]> {
  const count = (verdicts: string) =>
    sql<number>`(SELECT count(*) FROM receipt_unit JOIN receipt ON receipt.id = receipt_unit.receipt_id
      WHERE receipt_unit.line_id = purchase_order_line.id AND receipt.state = 'finished' AND verdict IN (${sql.raw(verdicts)}))`;
  const rows = await db
    .selectFrom('purchase_order_line')
    .innerJoin('category', 'category.id', 'purchase_order_line.category_id')
    .leftJoin('model', 'model.id', 'purchase_order_line.model_id')
    .selectAll('purchase_order_line')
    .select(['category.name as category', 'model.name as model'])
    .select([count("'pass', 'defect'").as('accepted'), count("'fail'").as('failed')])
    .where('order_id', '=', orderId)
    .where('removed', '=', 0)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...kindOfThing(row),
    description: row.description,
    quantity: row.quantity,
    unitPriceMinor: row.unit_price_minor,
    taxBasisPoints: row.tax_basis_points,
    accepted: row.accepted,
    failed: row.failed,
  }));
}
