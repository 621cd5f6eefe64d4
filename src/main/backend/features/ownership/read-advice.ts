import type { AdviceShown } from '#shared/features/ownership/model.ts';
import { monthsBetween } from '#shared/features/assets/depreciation.ts';
import type { Money } from '#shared/primitives/money.ts';
import { addMonths } from '#shared/primitives/days.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { lifeMonthsOf, valueOn } from '#domains/depreciation/index.ts';
import { advise } from '#domains/replacement/index.ts';
import { readHoldings } from '#backend/features/depreciation/index.ts';
import { countFailures, reviewPolicySetting } from '#backend/features/retirement/index.ts';
import { ratesSetting } from './rates.ts';
import { runningLines, totalsOf } from './read-costs.ts';

/** For so long back costs and failures tell how it goes on. */
const looked = 24;

async function getFacts(db: Db, assetId: number) {
  const row = await db.selectFrom('asset').selectAll().where('id', '=', assetId).executeTakeFirst();
  if (!row) throw notFound('asset', assetId);
  const model =
    row.model_id === null
      ? undefined
      : await db.selectFrom('model').selectAll().where('id', '=', row.model_id).executeTakeFirst();
  return { row, modelLife: row.depreciation_months ?? model?.depreciation_months ?? null };
}
type Facts = Awaited<ReturnType<typeof getFacts>>;

/** What was paid last for another one of the same model, or else of the same category, in the same currency. */
async function findPrice(db: Db, { row }: Facts, currency: string) {
  const newest = (by: 'model_id' | 'category_id', value: number) =>
    db
      .selectFrom('asset')
      .select(['tag', 'cost_minor'])
      .where(by, '=', value)
      .where('id', '<>', row.id)
      .where('cost_currency', '=', currency)
      .where('cost_minor', '>', 0)
      .where('purchased_on', 'is not', null)
      .orderBy('purchased_on', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
  const alike = row.model_id === null ? undefined : await newest('model_id', row.model_id);
  if (alike) return { minor: alike.cost_minor, source: 'same_model' as const, tag: alike.tag };
  const akin = await newest('category_id', row.category_id);
  if (akin) return { minor: akin.cost_minor, source: 'same_category' as const, tag: akin.tag };
  return row.cost_minor === null
    ? { minor: null, source: 'none' as const, tag: null }
    : { minor: row.cost_minor, source: 'own_price' as const, tag: null };
}

interface Asked {
  assetId: number;
  repair: Money | null;
  replacement: Money | null;
}

/** @throws Failure NOT_FOUND, CURRENCIES_DIFFER when what was entered is in another currency than the asset. */
export async function readAdvice(db: Db, { assetId, repair, replacement }: Asked, today: Day): Promise<AdviceShown> {
  const facts = await getFacts(db, assetId);
  const { row, modelLife } = facts;
  const { hour } = await readSetting(db, ratesSetting);
  const currency = row.cost_currency ?? replacement?.currency ?? repair?.currency ?? hour?.currency ?? 'EUR';
  for (const given of [repair, replacement])
    if (given !== null && given.currency !== currency)
      throw new Failure('CURRENCIES_DIFFER', { currency: given.currency, expected: currency });
  const policy = await readSetting(db, reviewPolicySetting);
  const [held] = await readHoldings(db, assetId);
  const holding = held?.holding ?? null;
  const ownLife = (holding === null ? null : lifeMonthsOf(holding)) ?? modelLife;
  const lifeMonths = ownLife ?? policy.lifeMonths;
  const { lines } = await runningLines(db, assetId, addMonths(today, -looked));
  const spent = totalsOf(lines).find((total) => total.currency === currency)?.minor ?? 0;
  const spentMonths =
    row.purchased_on === null ? looked : Math.min(looked, Math.max(1, monthsBetween(row.purchased_on, today)));
  const failures = (await countFailures(db, today)).get(assetId) ?? 0;
  const bookValue = holding === null ? null : (valueOn(holding, today)?.minor ?? null);
  const price =
    replacement === null
      ? await findPrice(db, facts, currency)
      : { minor: replacement.minor, source: 'entered' as const, tag: null };
  const reckoned = advise({
    today,
    purchasedOn: row.purchased_on,
    lifeMonths,
    endOfLifeOn: row.end_of_life_on,
    spent,
    spentMonths,
    failures,
    repair: repair?.minor ?? null,
    bookValue,
    replacement: price.minor,
  });
  return {
    ...reckoned,
    currency,
    lifeMonths,
    lifeIsUsual: ownLife === null,
    failures,
    spent,
    spentMonths,
    repair: repair?.minor ?? null,
    bookValue,
    replacement: price.minor,
    priceSource: price.source,
    pricedLike: price.tag,
    endOfLifeOn: row.end_of_life_on,
  };
}
