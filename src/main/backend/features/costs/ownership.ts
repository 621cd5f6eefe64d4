import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Ownership, ownershipGroups, ownershipSorts } from '#shared/features/costs/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { offsetOf, pageOf } from './offset.ts';

interface OwnershipQuery {
  by: (typeof ownershipGroups)[number];
  sort: (typeof ownershipSorts)[number];
  search?: string | undefined;
  categoryId?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

type Row = Omit<Ownership, 'elsewhere'>;

const orderings: Readonly<Record<OwnershipQuery['sort'], RawBuilder<unknown>>> = {
  total: sql`total`,
  running: sql`running`,
  perMonth: sql`CAST(total AS REAL) / max(months, 1)`,
};

/** What every asset has cost, in the currency that it was bought in; work of another one is told beside it. */
const owned = (today: Day, conditions: RawBuilder<unknown>) => sql`
  work (asset_id, currency, minor) AS (
    SELECT asset_id, cost_currency, sum(cost_minor) FROM work_order WHERE cost_minor IS NOT NULL GROUP BY asset_id, cost_currency
  ), owned (asset_id, model_id, tag, name, currency, purchase, running, months) AS (
    SELECT asset.id, asset.model_id, asset.tag, asset.name, asset.cost_currency, asset.cost_minor,
      coalesce((SELECT work.minor FROM work WHERE work.asset_id = asset.id AND work.currency = asset.cost_currency), 0),
      CASE WHEN coalesce(asset.purchased_on, '') BETWEEN '0' AND ${today}
        THEN (julianday(${today}) - julianday(asset.purchased_on)) / 30.436875 END
    FROM asset JOIN category ON category.id = asset.category_id
    WHERE asset.cost_minor IS NOT NULL AND asset.status <> 'disposed' AND ${conditions}
  )`;

const shapes: Readonly<Record<OwnershipQuery['by'], RawBuilder<unknown>>> = {
  asset: sql`SELECT asset_id AS id, tag AS label, name, 1 AS units, currency, purchase, running, purchase + running AS total,
    months FROM owned`,
  model: sql`SELECT model.id * 1000 + row_number() OVER (PARTITION BY model.id ORDER BY owned.currency) - 1 AS id,
    coalesce(manufacturer.name, '') AS label, model.name, count(*) AS units, owned.currency, sum(purchase) AS purchase,
    sum(running) AS running, sum(purchase + running) AS total, sum(months) AS months
    FROM owned JOIN model ON model.id = owned.model_id LEFT JOIN manufacturer ON manufacturer.id = model.manufacturer_id
    GROUP BY model.id, owned.currency`,
};

/** What assets, or all assets of a model, have cost from the purchase on. */
export async function listOwnership(db: Db, query: OwnershipQuery, today: Day) {
  const conditions = [sql`1`];
  const words = (query.search ?? '').trim();
  if (words !== '') {
    conditions.push(sql`(asset.tag || ' ' || asset.name) LIKE ${containsPattern(words)} ESCAPE '\\'`);
  }
  if (query.categoryId !== undefined) conditions.push(sql`asset.category_id = ${query.categoryId}`);
  const from = sql`WITH ${owned(today, sql.join(conditions, sql` AND `))}, shown AS (${shapes[query.by]})`;
  const before = offsetOf(query.cursor);
  const { rows } = await sql<Row>`${from} SELECT * FROM shown
    ORDER BY ${orderings[query.sort]} DESC, id LIMIT ${query.limit + 1} OFFSET ${before}`.execute(rawExecutor(db));
  const counted = await sql<{ count: number }>`${from} SELECT count(*) AS count FROM shown`.execute(rawExecutor(db));
  const elsewhere = await workElsewhere(db, query.by);
  const found = rows.map((row): Ownership => ({
    ...row,
    months: row.months === null ? null : Math.round(row.months),
    elsewhere: elsewhere.get(`${query.by === 'model' ? Math.floor(row.id / 1000) : row.id} ${row.currency}`) ?? [],
  }));
  return pageOf(found, query.limit, before, counted.rows[0]?.count ?? 0);
}

/** Work whose currency is not that of the purchase: few rows, since almost all is paid in one. */
async function workElsewhere(
  db: Db,
  by: OwnershipQuery['by'],
): Promise<Map<string, { minor: number; currency: string }[]>> {
  const owner = by === 'asset' ? sql`asset.id` : sql`asset.model_id`;
  const { rows } = await sql<{ owner: number; bought: string; currency: string; minor: number }>`
    SELECT ${owner} AS owner, asset.cost_currency AS bought, work_order.cost_currency AS currency, sum(work_order.cost_minor) AS minor
    FROM work_order JOIN asset ON asset.id = work_order.asset_id
    WHERE work_order.cost_minor IS NOT NULL AND work_order.cost_currency <> asset.cost_currency
    GROUP BY 1, 2, 3`.execute(rawExecutor(db));
  const found = new Map<string, { minor: number; currency: string }[]>();
  for (const { owner: id, bought, currency, minor } of rows) {
    const key = `${id} ${bought}`;
    found.set(key, [...(found.get(key) ?? []), { minor, currency }]);
  }
  return found;
}
