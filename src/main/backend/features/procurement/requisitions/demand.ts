import { sql } from 'kysely';
import { needOf } from '#shared/features/procurement/demand.ts';
import type { Demand } from '#shared/features/procurement/demand.ts';
import { addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { categoriesBelow } from '#backend/features/assets/index.ts';
import { plannedUnits } from '#backend/features/role-kits/index.ts';
import '../tables.ts';
import { selectIdle } from './idle-stock.ts';

/** Statuses from which nothing has to be replaced any more. */
const gone = ['retiring', 'disposed', 'lost', 'stolen'] as const;

/**
 * What a category with everything below it will need from today on: planned people and what ends, less what lies idle
 * and is on its way.
 */
export async function demandFor(
  db: Db,
  { categoryId, months }: { categoryId: number; months: number },
  today: string,
): Promise<Demand> {
  const until = addMonths(today, months);
  const joiners = await plannedUnits(db, categoryId, { from: today.slice(0, 7), to: until.slice(0, 7) });
  const parts = {
    joinerUnits: joiners.reduce((sum, { units }) => sum + units, 0),
    ...(await countEnding(db, categoryId, today, until)),
    idle: await countIdle(db, categoryId, today),
    onOrder: await countOnOrder(db, categoryId),
  };
  return { months, until, joiners, ...parts, need: needOf(parts) };
}

/** An asset may end in more than one way; `ending` counts each once. */
async function countEnding(db: Db, categoryId: number, today: string, until: string) {
  const within = (column: 'asset.end_of_life_on' | 'asset.warranty_until') =>
    sql<number>`coalesce(${sql.ref(column)} BETWEEN ${today} AND ${until}, 0)`;
  // What the fields of a category say that ends: its support, its certificate, its term.
  const support = sql<number>`EXISTS (SELECT 1 FROM field_value JOIN field ON field.id = field_value.field_id
    WHERE field_value.asset_id = asset.id AND field.role = 'expiry' AND field.archived_at IS NULL
      AND field_value.text_value BETWEEN ${today} AND ${until})`;
  const flags = db
    .selectFrom('asset')
    .select([
      within('asset.end_of_life_on').as('life'),
      within('asset.warranty_until').as('warranty'),
      support.as('support'),
    ])
    .where('asset.category_id', 'in', categoriesBelow([categoryId]))
    .where('asset.status', 'not in', gone);
  const row = await db
    .selectFrom(flags.as('flags'))
    .select([
      sql<number>`coalesce(sum(life), 0)`.as('endOfLife'),
      sql<number>`coalesce(sum(warranty), 0)`.as('warrantyEnds'),
      sql<number>`coalesce(sum(support), 0)`.as('supportEnds'),
      sql<number>`coalesce(sum(life OR warranty OR support), 0)`.as('ending'),
    ])
    .executeTakeFirstOrThrow();
  return row;
}

async function countIdle(db: Db, categoryId: number, today: Day): Promise<number> {
  const { count } = await selectIdle(db, today)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('asset.category_id', 'in', categoriesBelow([categoryId]))
    .executeTakeFirstOrThrow();
  return count;
}

/** What live orders still wait for. */
async function countOnOrder(db: Db, categoryId: number): Promise<number> {
  const accepted = sql<number>`(SELECT count(*) FROM receipt_unit JOIN receipt ON receipt.id = receipt_unit.receipt_id
    WHERE receipt_unit.line_id = purchase_order_line.id AND receipt.state = 'finished' AND receipt_unit.verdict <> 'fail')`;
  const { units } = await db
    .selectFrom('purchase_order_line')
    .innerJoin('purchase_order', 'purchase_order.id', 'purchase_order_line.order_id')
    .select(sql<number>`coalesce(sum(max(0, purchase_order_line.quantity - ${accepted})), 0)`.as('units'))
    .where('purchase_order_line.category_id', 'in', categoriesBelow([categoryId]))
    .where('purchase_order_line.removed', '=', 0)
    .where('purchase_order.state', 'in', ['draft', 'sent', 'confirmed', 'partly_received'])
    .executeTakeFirstOrThrow();
  return units;
}
