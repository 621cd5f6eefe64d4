import { sql } from 'kysely';
import { addUp, risenPrice } from '#shared/features/costs/arithmetic.ts';
import type { Replacement, ReplacementReason, ReplacementYear } from '#shared/features/costs/model.ts';
import type { Money } from '#shared/primitives/money.ts';
import { endOfLife } from '#shared/features/retirement/review.ts';
import type { ReviewPolicy } from '#shared/features/retirement/review.ts';
import type { Day } from '#shared/primitives/days.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { portionsOfRegister } from '#backend/features/assets/index.ts';
import { reviewPolicySetting } from '#backend/features/retirement/index.ts';
import { offsetOf, pageOf } from './offset.ts';

/** This year and so many after it. */
const yearsAhead = 5;

/** What is in service, and would be bought again. */
const inService = sql<boolean>`+asset.status IN ('in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance')
  AND +asset.category_id IN (SELECT id FROM category WHERE family IN ('hardware', 'telecom'))`;

interface Price {
  money: Money;
  day: Day | null;
}

/** What was paid last for each model. */
async function readNewestPrices(db: Db): Promise<Map<number, Price>> {
  const prices = new Map<number, Price>();
  for await (const portion of portionsOfRegister(db)) {
    // Of an aggregate by max(), SQLite gives the other columns of the row that has it.
    const { rows } = await sql<{ model: number; minor: number; currency: string; day: Day }>`
      SELECT model_id AS model, cost_minor AS minor, cost_currency AS currency, max(purchased_on) AS day FROM asset
      WHERE ${portion} AND ${inService} AND model_id IS NOT NULL AND cost_minor IS NOT NULL AND purchased_on IS NOT NULL
      GROUP BY model_id`.execute(rawExecutor(db));
    for (const { model, minor, currency, day } of rows) {
      const known = prices.get(model)?.day ?? '';
      if (day > known) prices.set(model, { money: { minor, currency }, day });
    }
  }
  return prices;
}

interface Ending {
  id: number;
  model_id: number | null;
  purchased_on: Day | null;
  end_of_life_on: Day | null;
  cost_minor: number | null;
  cost_currency: string | null;
  own_months: number | null;
  model_months: number | null;
  endsOn: Day;
}

/** Everything in service that reaches its end until five years from now, in portions and in no order. */
async function* readEndings(db: Db, policy: ReviewPolicy, today: Day): AsyncGenerator<readonly Ending[]> {
  const last = `${yearOf(today) + yearsAhead}-12-31`;
  for await (const portion of portionsOfRegister(db)) {
    const { rows } = await sql<Omit<Ending, 'endsOn'>>`
      SELECT asset.id, asset.model_id, asset.purchased_on, asset.end_of_life_on, asset.cost_minor, asset.cost_currency,
        asset.depreciation_months AS own_months, model.depreciation_months AS model_months
      FROM asset LEFT JOIN model ON model.id = asset.model_id WHERE ${portion} AND ${inService}`.execute(
      rawExecutor(db),
    );
    yield rows.flatMap((row) => {
      const lifeMonths = row.own_months ?? row.model_months;
      const known = { purchasedOn: row.purchased_on, lifeMonths, endOfLifeOn: row.end_of_life_on };
      const endsOn = endOfLife(known, policy);
      return endsOn === null || endsOn > last ? [] : [{ ...row, endsOn }];
    });
  }
}

function reasonOf(row: Ending, policy: ReviewPolicy): { reason: ReplacementReason; lifeMonths: number | null } {
  if (row.end_of_life_on !== null) return { reason: 'end_of_life', lifeMonths: null };
  if (row.own_months !== null) return { reason: 'own_life', lifeMonths: row.own_months };
  if (row.model_months !== null) return { reason: 'model_life', lifeMonths: row.model_months };
  return { reason: 'usual_life', lifeMonths: policy.lifeMonths };
}

const yearOf = (day: Day) => Number(day.slice(0, 4));

/** What its successor costs stands on the last price of the model, or on its own, and goes up from the year of it. */
function basisOf(row: Ending, prices: ReadonlyMap<number, Price>, today: Day) {
  const ofModel = row.model_id === null ? undefined : prices.get(row.model_id);
  const own =
    row.cost_minor === null || row.cost_currency === null
      ? undefined
      : { money: { minor: row.cost_minor, currency: row.cost_currency }, day: row.purchased_on };
  const base = ofModel ?? own;
  // What is past its end is replaced now.
  const bought = Math.max(yearOf(row.endsOn), yearOf(today));
  const years = Math.max(0, bought - yearOf(base?.day ?? today));
  const basis: Replacement['basis'] = base === undefined ? null : ofModel === undefined ? 'own' : 'model';
  return { base, years, basis };
}

/** Many assets come to few prices. */
function rising(rise: number) {
  const known = new Map<string, number>();
  return (minor: number, years: number) => {
    const key = `${minor} ${years}`;
    const risen = known.get(key) ?? risenPrice(minor, rise, years);
    known.set(key, risen);
    return risen;
  };
}

const shelfOf = (endsOn: Day, today: Day) => (endsOn < today ? '' : endsOn.slice(0, 4));

export async function forecastReplacements(db: Db, rise: number, today: Day): Promise<ReplacementYear[]> {
  const policy = await readSetting(db, reviewPolicySetting);
  const prices = await readNewestPrices(db);
  const risen = rising(rise);
  const years = new Map(
    ['', ...Array.from({ length: yearsAhead + 1 }, (_, index) => String(yearOf(today) + index))].map((year) => [
      year,
      { count: 0, unpriced: 0, sums: new Map<string, number>() },
    ]),
  );
  for await (const endings of readEndings(db, policy, today)) {
    for (const row of endings) {
      const year = years.get(shelfOf(row.endsOn, today));
      if (year === undefined) continue;
      year.count += 1;
      const { base, years: passed } = basisOf(row, prices, today);
      if (base === undefined) year.unpriced += 1;
      else {
        const { minor, currency } = base.money;
        year.sums.set(currency, (year.sums.get(currency) ?? 0) + risen(minor, passed));
      }
    }
  }
  return [...years].map(([year, { count, unpriced, sums }]) => ({
    year,
    count,
    prices: addUp([...sums].map(([currency, minor]) => ({ minor, currency }))),
    unpriced,
  }));
}

/** Those of one year, by the day of their end. */
export async function listReplacements(
  db: Db,
  { rise, year, cursor, limit }: { rise: number; year: string; cursor?: string | undefined; limit: number },
  today: Day,
) {
  const policy = await readSetting(db, reviewPolicySetting);
  const found: Ending[] = [];
  for await (const endings of readEndings(db, policy, today))
    found.push(...endings.filter(({ endsOn }) => shelfOf(endsOn, today) === year));
  found.sort((one, other) => (one.endsOn === other.endsOn ? one.id - other.id : one.endsOn < other.endsOn ? -1 : 1));
  const before = offsetOf(cursor);
  const page = found.slice(before, before + limit + 1);
  const names = await readNames(db, page);
  const prices = await readNewestPrices(db);
  const rows = page.map((row): Replacement => {
    const { base, years, basis } = basisOf(row, prices, today);
    const { tag = '', name = '', category = '' } = names.get(row.id) ?? {};
    return {
      id: row.id,
      tag,
      name,
      category,
      endsOn: row.endsOn,
      ...reasonOf(row, policy),
      purchasedOn: row.purchased_on,
      basis,
      base: base?.money ?? null,
      baseDay: base?.day ?? null,
      years,
      price: base === undefined ? null : { ...base.money, minor: risenPrice(base.money.minor, rise, years) },
    };
  });
  return pageOf(rows, limit, before, found.length);
}

async function readNames(db: Db, page: readonly Ending[]) {
  const rows = await db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'category.name as category'])
    .where(
      'asset.id',
      'in',
      page.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
