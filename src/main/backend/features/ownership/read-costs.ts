import type { CostLine, Costs } from '#shared/features/ownership/model.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Money } from '#shared/primitives/money.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { monthsBetween } from '#domains/replacement/index.ts';
import { ratesSetting } from './rates.ts';

/** What minutes cost at the price of an hour, rounded once. */
const priceOf = (minutes: number, hour: Money): Money => ({
  minor: Math.round((hour.minor * minutes) / 60),
  currency: hour.currency,
});

async function workOf(db: Db, assetId: number, since: string) {
  return db
    .selectFrom('work_order')
    .select(['cost_minor', 'cost_currency', 'minutes'])
    .where('asset_id', '=', assetId)
    .where('state', '=', 'done')
    .where('ended_at', '>=', since)
    .execute();
}

async function supportMinutes(db: Db, assetId: number, since: string): Promise<{ records: number; minutes: number }> {
  const rows = await db
    .selectFrom('ticket_entry as entry')
    .innerJoin('ticket', 'ticket.id', 'entry.ticket_id')
    .select(['entry.ticket_id', 'entry.minutes'])
    .where('ticket.asset_id', '=', assetId)
    .where('entry.minutes', 'is not', null)
    .where('entry.at', '>=', since)
    .execute();
  return {
    records: new Set(rows.map(({ ticket_id: id }) => id)).size,
    minutes: rows.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
  };
}

/**
 * What it cost to keep an asset running, by where that is written down: amounts of work orders, and time at work and in
 * support at the price of an hour.
 *
 * @param since an instant; blank is from the beginning
 */
export async function runningLines(db: Db, assetId: number, since = '') {
  const { hour } = await readSetting(db, ratesSetting);
  const work = await workOf(db, assetId, since);
  const lines: CostLine[] = [];
  const byCurrency = new Map<string, { minor: number; records: number }>();
  for (const { cost_minor: minor, cost_currency: currency } of work) {
    if (minor === null || currency === null) continue;
    const sum = byCurrency.get(currency) ?? { minor: 0, records: 0 };
    byCurrency.set(currency, { minor: sum.minor + minor, records: sum.records + 1 });
  }
  for (const [currency, { minor, records }] of byCurrency)
    lines.push({ source: 'work', amount: { minor, currency }, records, minutes: null });
  const timed = work.filter(({ minutes }) => (minutes ?? 0) > 0);
  const support = await supportMinutes(db, assetId, since);
  const times = [
    {
      source: 'work_time' as const,
      records: timed.length,
      minutes: timed.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    },
    { source: 'support_time' as const, ...support },
  ].filter(({ minutes }) => minutes > 0);
  if (hour !== null)
    for (const { source, records, minutes } of times)
      lines.push({ source, amount: priceOf(minutes, hour), records, minutes });
  return { lines, unpricedMinutes: hour === null ? times.reduce((sum, { minutes }) => sum + minutes, 0) : 0 };
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
