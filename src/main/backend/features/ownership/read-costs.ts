import { sql } from 'kysely';
import { monthsBetween } from '#shared/features/assets/depreciation.ts';
import type { CostLine, Costs } from '#shared/features/ownership/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { ratesSetting } from './rates.ts';
import { runningCosts } from './running-costs.ts';

interface RunningRow {
  source: 'work' | 'work_time' | 'support_time';
  currency: string | null;
  minor: number | null;
  records: number;
  minutes: number | null;
}

/**
 * What it cost to keep an asset running.
 *
 * @param since an instant; blank is from the beginning
 */
export async function runningLines(db: Db, assetId: number, since = '') {
  const { hour } = await readSetting(db, ratesSetting);
  const { rows } = await sql<RunningRow>`WITH ${runningCosts({ hour, assetId, since })}
    SELECT source, currency, minor, records, minutes FROM running`.execute(rawExecutor(db));
  const lines = rows.flatMap(({ source, currency, minor, records, minutes }): CostLine[] =>
    minor === null || currency === null ? [] : [{ source, amount: { minor, currency }, records, minutes }],
  );
  const unpriced = rows.filter(({ minor }) => minor === null);
  return { lines, unpricedMinutes: unpriced.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0) };
}

export function totalsOf(lines: readonly CostLine[]): Money[] {
  const totals = new Map<string, number>();
  for (const { amount } of lines) totals.set(amount.currency, (totals.get(amount.currency) ?? 0) + amount.minor);
  return [...totals].map(([currency, minor]) => ({ minor, currency }));
}

/** What an asset has cost to date, purchase and all. @throws Failure NOT_FOUND */
export async function readCosts(db: Db, assetId: number, today: Day): Promise<Costs> {
  const asset = await db
    .selectFrom('asset')
    .select(['purchased_on', 'cost_minor', 'cost_currency'])
    .where('id', '=', assetId)
    .executeTakeFirst();
  if (!asset) throw notFound('asset', assetId);
  const { cost_minor: minor, cost_currency: currency, purchased_on: purchasedOn } = asset;
  const { lines, unpricedMinutes } = await runningLines(db, assetId);
  const purchase: CostLine[] =
    minor === null || currency === null
      ? []
      : [{ source: 'purchase', amount: { minor, currency }, records: 1, minutes: null }];
  const all = [...purchase, ...lines];
  const totals = totalsOf(all);
  const ageMonths = purchasedOn === null ? null : monthsBetween(purchasedOn, today);
  const own = totals.find((total) => total.currency === currency) ?? totals[0];
  return {
    lines: all,
    totals,
    unpricedMinutes,
    ageMonths,
    perMonth:
      ageMonths === null || own === undefined
        ? null
        : { minor: Math.round(own.minor / Math.max(1, ageMonths)), currency: own.currency },
  };
}
