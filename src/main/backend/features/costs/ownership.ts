import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Ownership, ownershipGroups, ownershipSorts } from '#shared/features/costs/model.ts';
import { daysInMonth } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { containsPattern } from '#backend/kernel/search/words.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { ratesSetting, runningCosts } from '#backend/features/ownership/index.ts';
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

/** Whole months from the purchase to a day, as they are counted everywhere: one that began on the 31st ends on the last. */
function monthsUntil(day: Day): RawBuilder<number> {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const lastDay = daysInMonth(year, month);
  return sql<number>`(${year * 12 + month} - CAST(substr(asset.purchased_on, 1, 4) AS INTEGER) * 12
    - CAST(substr(asset.purchased_on, 6, 2) AS INTEGER)
    - (${dayOfMonth} < min(CAST(substr(asset.purchased_on, 9, 2) AS INTEGER), ${lastDay})))`;
}

/** What every asset has cost, in the currency that it was bought in; what came in another one is told beside it. */
const owned = (hour: Money | null, today: Day, conditions: RawBuilder<unknown>) => sql`
  ${runningCosts({ hour })}, kept (asset_id, currency, minor) AS MATERIALIZED (
    SELECT asset_id, currency, sum(minor) FROM running WHERE minor IS NOT NULL GROUP BY asset_id, currency
  ), owned (asset_id, model_id, tag, name, currency, purchase, running, months) AS (
    SELECT asset.id, asset.model_id, asset.tag, asset.name, asset.cost_currency, asset.cost_minor, coalesce(kept.minor, 0),
      CASE WHEN coalesce(asset.purchased_on, '') BETWEEN '0' AND ${today}
        THEN ${monthsUntil(today)} END
    FROM asset JOIN category ON category.id = asset.category_id
    LEFT JOIN kept ON kept.asset_id = asset.id AND kept.currency = asset.cost_currency
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
  const { hour } = await readSetting(db, ratesSetting);
  const from = sql`WITH ${owned(hour, today, sql.join(conditions, sql` AND `))}, shown AS (${shapes[query.by]})`;
  const before = offsetOf(query.cursor);
  const { rows } = await sql<Row>`${from} SELECT * FROM shown
    ORDER BY ${orderings[query.sort]} DESC, id LIMIT ${query.limit + 1} OFFSET ${before}`.execute(rawExecutor(db));
  const counted = await sql<{ count: number }>`${from} SELECT count(*) AS count FROM shown`.execute(rawExecutor(db));
  const elsewhere = await runningElsewhere(db, query.by, hour);
  const found = rows.map((row): Ownership => ({
    ...row,
    elsewhere: elsewhere.get(`${query.by === 'model' ? Math.floor(row.id / 1000) : row.id} ${row.currency}`) ?? [],
  }));
  return pageOf(found, query.limit, before, counted.rows[0]?.count ?? 0);
}

/** What came in another currency than the purchase: few rows, since almost all is paid in one. */
async function runningElsewhere(
  db: Db,
  by: OwnershipQuery['by'],
  hour: Money | null,
): Promise<Map<string, { minor: number; currency: string }[]>> {
  const owner = by === 'asset' ? sql`asset.id` : sql`asset.model_id`;
  const { rows } = await sql<{ owner: number; bought: string; currency: string; minor: number }>`
    WITH ${runningCosts({ hour })}
    SELECT ${owner} AS owner, asset.cost_currency AS bought, running.currency, sum(running.minor) AS minor
    FROM running JOIN asset ON asset.id = running.asset_id
    WHERE running.minor IS NOT NULL AND running.currency <> asset.cost_currency AND asset.status <> 'disposed'
    GROUP BY 1, 2, 3`.execute(rawExecutor(db));
  const found = new Map<string, { minor: number; currency: string }[]>();
  for (const { owner: id, bought, currency, minor } of rows) {
    const key = `${id} ${bought}`;
    found.set(key, [...(found.get(key) ?? []), { minor, currency }]);
  }
  return found;
}
