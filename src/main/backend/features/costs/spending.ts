import { sql } from 'kysely';
import type { AxisItem, CostDimension, CostFilter, Payment, Spending, SpendSum } from '#shared/features/costs/model.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import { factsOf, keyOf } from './facts.ts';
import { offsetOf, pageOf } from './offset.ts';
import { portionsOf } from './portions.ts';

interface SpendingQuery extends CostFilter {
  rows: CostDimension;
  columns: CostDimension | null;
}

const everything = sql<string>`''`;
const columnKey = (columns: CostDimension | null) => (columns === null ? everything : keyOf[columns]);

/** The names that keys stand for. Months, years and kinds are their own. */
async function namesOf(db: Db, dimension: CostDimension, keys: readonly string[]): Promise<Map<string, string>> {
  const ids = keys.filter((key) => key !== '').map(Number);
  const tables = {
    department: 'department',
    costCentre: 'cost_centre',
    supplier: 'supplier',
    category: 'category',
  } as const;
  if (!(dimension in tables)) return new Map(keys.map((key) => [key, key]));
  const table = tables[dimension as keyof typeof tables];
  const rows = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [String(id), name]));
}

async function axisOf(db: Db, dimension: CostDimension | null, keys: readonly string[]): Promise<AxisItem[]> {
  if (dimension === null) return [{ key: '', name: '' }];
  const names = await namesOf(db, dimension, keys);
  const items = keys.map((key) => ({ key, name: names.get(key) ?? '' }));
  const inTime = dimension === 'month' || dimension === 'year';
  // What has none comes last.
  return items.toSorted((one, other) =>
    (one.key === '') === (other.key === '')
      ? inTime
        ? one.key.localeCompare(other.key)
        : one.name.localeCompare(other.name)
      : one.key === ''
        ? 1
        : -1,
  );
}

/** Sums of all portions of the time, each as one. */
async function addUpPortions(db: Db, query: SpendingQuery): Promise<SpendSum[]> {
  const sums = new Map<string, SpendSum>();
  for await (const portion of portionsOf(query)) {
    const { rows } = await sql<SpendSum>`
      WITH RECURSIVE ${factsOf({ ...query, ...portion })}
      SELECT ${keyOf[query.rows]} AS "row", ${columnKey(query.columns)} AS "column", fact.currency,
        sum(fact.minor) AS minor, count(*) AS count
      FROM fact WHERE substr(fact.day, 1, 7) BETWEEN ${portion.from} AND ${portion.to}
      GROUP BY 1, 2, 3`.execute(rawExecutor(db));
    for (const sum of rows) {
      const key = JSON.stringify([sum.row, sum.column, sum.currency]);
      const before = sums.get(key);
      if (before === undefined) sums.set(key, sum);
      else sums.set(key, { ...sum, minor: sum.minor + before.minor, count: sum.count + before.count });
    }
  }
  return [...sums.values()];
}

/** What was spent by rows and columns; a sum has one currency. */
export async function readSpending(db: Db, query: SpendingQuery): Promise<Spending> {
  const sums = await addUpPortions(db, query);
  const undated = await db
    .selectFrom('asset')
    .select('cost_currency')
    .select((eb) => [eb.fn.sum<number>('cost_minor').as('minor'), eb.fn.countAll<number>().as('count')])
    .where(sql<string>`coalesce(asset.purchased_on, '')`, '=', '')
    .where('cost_minor', 'is not', null)
    .groupBy('cost_currency')
    .execute();
  return {
    rows: await axisOf(db, query.rows, [...new Set(sums.map(({ row }) => row))]),
    columns: await axisOf(db, query.columns, [...new Set(sums.map(({ column }) => column))]),
    sums,
    undated: undated.flatMap(({ cost_currency: currency, minor, count }) =>
      currency === null ? [] : [{ minor, currency, count }],
    ),
  };
}

interface PaymentsQuery extends SpendingQuery {
  row?: string | undefined;
  column?: string | undefined;
  currency?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

type PaymentRow = Omit<Payment, 'id' | 'cost'> & { minor: number; currency: string; subject: string };

/** The largest first; of one amount the older. */
function byAmount(one: PaymentRow, other: PaymentRow): number {
  if (one.minor !== other.minor) return other.minor - one.minor;
  if (one.day !== other.day) return one.day < other.day ? -1 : 1;
  return one.subject < other.subject ? -1 : 1;
}

/** The payments behind a sum, the largest first. */
export async function listPayments(db: Db, query: PaymentsQuery) {
  const conditions = [sql`1`];
  if (query.row !== undefined) conditions.push(sql`${keyOf[query.rows]} = ${query.row}`);
  if (query.column !== undefined) conditions.push(sql`${columnKey(query.columns)} = ${query.column}`);
  if (query.currency !== undefined) conditions.push(sql`fact.currency = ${query.currency}`);
  const before = offsetOf(query.cursor);
  const wanted = before + query.limit + 1;
  let [largest, total]: [PaymentRow[], number] = [[], 0];
  for await (const portion of portionsOf(query)) {
    const where = sql`substr(fact.day, 1, 7) BETWEEN ${portion.from} AND ${portion.to}
      AND ${sql.join(conditions, sql` AND `)}`;
    const facts = factsOf({ ...query, ...portion });
    const { rows } = await sql<PaymentRow>`
      WITH RECURSIVE ${facts}
      SELECT fact.kind, fact.day, fact.label, fact.title, fact.entity, fact.entity_id AS "entityId", fact.minor,
        fact.currency, fact.subject
      FROM fact WHERE ${where} ORDER BY fact.minor DESC, fact.day, fact.subject LIMIT ${wanted}`.execute(
      rawExecutor(db),
    );
    largest = [...largest, ...rows].toSorted(byAmount).slice(0, wanted);
    if (rows.length < wanted) {
      total += rows.length;
      continue;
    }
    const counted = await sql<{ count: number }>`
      WITH RECURSIVE ${facts} SELECT count(*) AS count FROM fact WHERE ${where}`.execute(rawExecutor(db));
    total += counted.rows[0]?.count ?? 0;
  }
  const payments = largest.slice(before).map((row, index): Payment => {
    const { kind, day, label, title, entity, entityId, minor, currency } = row;
    return { id: before + index + 1, kind, day, label, title, entity, entityId, cost: { minor, currency } };
  });
  return pageOf(payments, query.limit, before, total);
}
