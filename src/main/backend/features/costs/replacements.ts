import { addUp, risenPrice } from '#shared/features/costs/arithmetic.ts';
import type { Replacement, ReplacementReason, ReplacementYear } from '#shared/features/costs/model.ts';
import type { Money } from '#shared/primitives/money.ts';
import { endOfLife } from '#shared/features/retirement/review.ts';
import type { ReviewPolicy } from '#shared/features/retirement/review.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { reviewPolicySetting } from '#backend/features/retirement/index.ts';
import { offsetOf, pageOf } from './offset.ts';

/** This year and so many after it. */
const yearsAhead = 5;

async function readAssets(db: Db) {
  return db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('model', 'model.id', 'asset.model_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.model_id', 'asset.purchased_on', 'asset.end_of_life_on'])
    .select(['asset.cost_minor', 'asset.cost_currency', 'category.name as category'])
    .select(['asset.depreciation_months as own_months', 'model.depreciation_months as model_months'])
    .where('asset.status', 'in', ['in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance'])
    .where('category.family', 'in', ['hardware', 'telecom'])
    .execute();
}
type AssetRow = Awaited<ReturnType<typeof readAssets>>[number];

interface Price {
  money: Money;
  day: Day | null;
}

/** What was paid last for each model. */
function newestPrices(rows: readonly AssetRow[]): Map<number, Price> {
  const prices = new Map<number, Price>();
  for (const { model_id: modelId, cost_minor: minor, cost_currency: currency, purchased_on: day } of rows) {
    if (modelId === null || minor === null || currency === null || day === null) continue;
    const known = prices.get(modelId)?.day;
    if (known === undefined || known === null || day > known) prices.set(modelId, { money: { minor, currency }, day });
  }
  return prices;
}

function reasonOf(row: AssetRow, policy: ReviewPolicy): { reason: ReplacementReason; lifeMonths: number | null } {
  if (row.end_of_life_on !== null) return { reason: 'end_of_life', lifeMonths: null };
  if (row.own_months !== null) return { reason: 'own_life', lifeMonths: row.own_months };
  if (row.model_months !== null) return { reason: 'model_life', lifeMonths: row.model_months };
  return { reason: 'usual_life', lifeMonths: policy.lifeMonths };
}

const yearOf = (day: Day) => Number(day.slice(0, 4));

function replacementOf(
  row: AssetRow,
  endsOn: Day,
  {
    policy,
    prices,
    rise,
    today,
  }: { policy: ReviewPolicy; prices: ReadonlyMap<number, Price>; rise: number; today: Day },
): Replacement {
  const ofModel = row.model_id === null ? undefined : prices.get(row.model_id);
  const own =
    row.cost_minor === null || row.cost_currency === null
      ? undefined
      : { money: { minor: row.cost_minor, currency: row.cost_currency }, day: row.purchased_on };
  const base = ofModel ?? own;
  // What is past its end is replaced now; a price stands from the year in which it was paid.
  const bought = Math.max(yearOf(endsOn), yearOf(today));
  const years =
    base?.day === undefined || base.day === null ? bought - yearOf(today) : Math.max(0, bought - yearOf(base.day));
  return {
    id: row.id,
    tag: row.tag,
    name: row.name,
    category: row.category,
    endsOn,
    ...reasonOf(row, policy),
    purchasedOn: row.purchased_on,
    basis: base === undefined ? null : ofModel === undefined ? 'own' : 'model',
    base: base?.money ?? null,
    baseDay: base?.day ?? null,
    years,
    price: base === undefined ? null : { ...base.money, minor: risenPrice(base.money.minor, rise, years) },
  };
}

/** Everything in service that reaches its end until five years from now, by that day. */
async function readReplacements(db: Db, rise: number, today: Day): Promise<Replacement[]> {
  const policy = await readSetting(db, reviewPolicySetting);
  const rows = await readAssets(db);
  const prices = newestPrices(rows);
  const last = `${yearOf(today) + yearsAhead}-12-31`;
  return rows
    .flatMap((row) => {
      const endsOn = endOfLife(
        {
          purchasedOn: row.purchased_on,
          lifeMonths: row.own_months ?? row.model_months,
          endOfLifeOn: row.end_of_life_on,
        },
        policy,
      );
      return endsOn === null || endsOn > last ? [] : [replacementOf(row, endsOn, { policy, prices, rise, today })];
    })
    .toSorted((one, other) => (one.endsOn === other.endsOn ? one.id - other.id : one.endsOn < other.endsOn ? -1 : 1));
}

const shelfOf = ({ endsOn }: Replacement, today: Day) => (endsOn < today ? '' : endsOn.slice(0, 4));

export async function forecastReplacements(db: Db, rise: number, today: Day): Promise<ReplacementYear[]> {
  const byYear = Map.groupBy(await readReplacements(db, rise, today), (each) => shelfOf(each, today));
  const years = ['', ...Array.from({ length: yearsAhead + 1 }, (_, index) => String(yearOf(today) + index))];
  return years.map((year) => {
    const own = byYear.get(year) ?? [];
    return {
      year,
      count: own.length,
      prices: addUp(own.flatMap(({ price }) => price ?? [])),
      unpriced: own.filter(({ price }) => price === null).length,
    };
  });
}

export async function listReplacements(
  db: Db,
  { rise, year, cursor, limit }: { rise: number; year: string; cursor?: string | undefined; limit: number },
  today: Day,
) {
  const all = (await readReplacements(db, rise, today)).filter((each) => shelfOf(each, today) === year);
  const before = offsetOf(cursor);
  return pageOf(all.slice(before, before + limit + 1), limit, before, all.length);
}
