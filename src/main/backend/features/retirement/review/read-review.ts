import { sql } from 'kysely';
import { endOfLife, reviewAsset, reviewPolicy, usualReviewPolicy } from '#shared/features/retirement/review.ts';
import type { Candidate, ReviewPolicy } from '#shared/features/retirement/review.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { runningCosts } from '../lifecycle.ts';
import './tables.ts';

export const reviewPolicySetting: Setting<ReviewPolicy> = {
  key: 'retirement.review',
  schema: reviewPolicy,
  initial: usualReviewPolicy,
};

/** A redeployed asset gets a year in its new use before it is asked about again. */
const restDays = 365;

/** What is in service, with what a review goes by: a read over each asset, and no join that any of them lacks. */
function selectReviewed(db: Db, today: string) {
  const since = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
  return db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('model', 'model.id', 'asset.model_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.status', 'asset.condition', 'asset.purchased_on'])
    .select(['asset.warranty_until', 'asset.end_of_life_on', 'asset.cost_minor', 'asset.cost_currency'])
    .select('category.name as category')
    .select(sql<number | null>`coalesce(asset.depreciation_months, model.depreciation_months)`.as('life_months'))
    .select(
      sql<number>`(SELECT count(*) FROM incident_asset JOIN incident ON incident.id = incident_asset.incident_id
          WHERE incident_asset.asset_id = asset.id AND incident.kind = 'damaged' AND incident.outcome IS NOT 'mistaken'
            AND incident.opened_at >= ${since})
        + (SELECT count(*) FROM movement WHERE movement.asset_id = asset.id AND movement.kind = 'status_changed'
            AND movement.to_text = 'in_maintenance' AND movement.at >= ${since})`.as('failures'),
    )
    .select(
      sql<string | null>`(SELECT json_object('decision', decision, 'until', until, 'at', decided_at)
        FROM retirement_review WHERE retirement_review.asset_id = asset.id ORDER BY retirement_review.id DESC LIMIT 1)`.as(
        'decided',
      ),
    )
    .where('asset.status', 'in', ['in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance'])
    .where('category.family', 'in', ['hardware', 'telecom']);
}
type ReviewedRow = Awaited<ReturnType<ReturnType<typeof selectReviewed>['execute']>>[number];
type Decided = Candidate['decidedBefore'];

async function costShares(db: Db, rows: readonly ReviewedRow[]): Promise<Map<number, number>> {
  const spent = new Map<number, number>();
  const currencies = new Map(rows.map((row) => [row.id, row.cost_currency]));
  for (const ask of runningCosts)
    for (const { assetId, minor, currency } of await ask(db))
      if (currencies.get(assetId) === currency) spent.set(assetId, (spent.get(assetId) ?? 0) + minor);
  const shares = new Map<number, number>();
  for (const { id, cost_minor: cost } of rows) {
    const own = spent.get(id);
    if (own !== undefined && cost !== null && cost > 0) shares.set(id, (own * 100) / cost);
  }
  return shares;
}

const known = (row: ReviewedRow, costPercent: number | null) => ({
  purchasedOn: row.purchased_on,
  lifeMonths: row.life_months,
  warrantyUntil: row.warranty_until,
  endOfLifeOn: row.end_of_life_on,
  condition: row.condition,
  failures: row.failures,
  costPercent,
});

/** Whether an earlier decision still holds, so that nobody is asked again. */
function rests(decided: Decided, today: string): boolean {
  if (decided === null) return false;
  if (decided.decision === 'keep') return decided.until !== null && decided.until >= today;
  const ends = new Date(Date.parse(decided.at) + restDays * 86_400_000).toISOString().slice(0, 10);
  return decided.decision === 'redeploy' && ends > today;
}

/** Candidates for retirement, the strongest first; equal ones by their tag. */
export async function readReview(db: Db, now: string, limit: number) {
  const today = dayOf(now);
  const policy = await readSetting(db, reviewPolicySetting);
  const rows = await selectReviewed(db, today).execute();
  const shares = await costShares(db, rows);
  const found = rows.flatMap((row) => {
    const decided = row.decided === null ? null : (JSON.parse(row.decided) as NonNullable<Decided>);
    if (rests(decided, today)) return [];
    const { score, reasons } = reviewAsset(known(row, shares.get(row.id) ?? null), policy, today);
    return score < policy.least ? [] : [{ row, score, reasons, decided }];
  });
  const ranked = found.toSorted((one, other) =>
    one.score === other.score ? (one.row.tag < other.row.tag ? -1 : 1) : other.score - one.score,
  );
  const candidates: Candidate[] = [];
  for (const { row, score, reasons, decided } of ranked.slice(0, limit)) {
    const { custodian } = await getAssetRow(db, row.id, false);
    candidates.push({
      asset: { id: row.id, tag: row.tag, name: row.name, status: row.status },
      category: row.category,
      custodian: custodian?.name ?? null,
      condition: row.condition,
      purchasedOn: row.purchased_on,
      score,
      reasons,
      decidedBefore: decided,
    });
  }
  return { candidates, total: ranked.length, reviewed: rows.length };
}

/** What speaks for retiring one asset today. */
export async function reviewOne(db: Db, now: string, assetId: number) {
  const today = dayOf(now);
  const policy = await readSetting(db, reviewPolicySetting);
  const row = await selectReviewed(db, today).where('asset.id', '=', assetId).executeTakeFirst();
  if (!row) return { score: 0, reasons: [] };
  return reviewAsset(known(row, (await costShares(db, [row])).get(assetId) ?? null), policy, today);
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** How many assets reach their life in this quarter and the next ones; what is past it already counts to the first. */
export async function readForecast(db: Db, now: string, quarters: number) {
  const today = dayOf(now);
  const policy = await readSetting(db, reviewPolicySetting);
  const year = Number(today.slice(0, 4));
  const first = Math.ceil(Number(today.slice(5, 7)) / 3) - 1;
  const names = Array.from({ length: quarters }, (_, index) => {
    const at = first + index;
    return `${year + Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
  const counts = new Map(names.map((name) => [name, { count: 0, cost: new Map<string, number>() }]));
  for (const row of await selectReviewed(db, today).execute()) {
    const end = endOfLife(known(row, null), policy);
    if (end === null) continue;
    const quarter = counts.get(quarterOf(end < today ? today : end));
    if (!quarter) continue;
    quarter.count += 1;
    if (row.cost_minor === null || row.cost_currency === null) continue;
    quarter.cost.set(row.cost_currency, (quarter.cost.get(row.cost_currency) ?? 0) + row.cost_minor);
  }
  return names.map((quarter) => {
    const { count, cost } = counts.get(quarter) ?? { count: 0, cost: new Map<string, number>() };
    return { quarter, count, cost: [...cost].map(([currency, minor]) => ({ minor, currency })) };
  });
}
