import { sql } from 'kysely';
import { endOfLife, reviewAsset, reviewPolicy, usualReviewPolicy } from '#shared/features/retirement/review.ts';
import type { Candidate, ReviewedAsset, ReviewPolicy, ReviewReason } from '#shared/features/retirement/review.ts';
import type { Money } from '#shared/primitives/money.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import type { Setting } from '#backend/kernel/settings.ts';
import { lifeMonthsOf, valueOn } from '#domains/depreciation/index.ts';
import { getAssetRow, portionsOfRegister } from '#backend/features/assets/index.ts';
import { readLedgerFacts } from '#backend/features/depreciation/index.ts';
import { runningCosts } from '../lifecycle.ts';
import './tables.ts';

export const reviewPolicySetting: Setting<ReviewPolicy> = {
  key: 'retirement.review',
  schema: reviewPolicy,
  initial: usualReviewPolicy,
};

/** A redeployed asset gets a year in its new use before it is asked about again. */
const restDays = 365;

/** What is in service, with what a review goes by. */
function selectReviewed(db: Db) {
  return db
    .selectFrom('asset')
    .innerJoin('category', 'category.id', 'asset.category_id')
    .leftJoin('model', 'model.id', 'asset.model_id')
    .select(['asset.id', 'asset.tag', 'asset.name', 'asset.status', 'asset.condition', 'asset.purchased_on'])
    .select(['asset.warranty_until', 'asset.end_of_life_on', 'asset.cost_minor', 'asset.cost_currency'])
    .select(['category.name as category', 'asset.category_id', 'model.depreciation_months as model_life'])
    .select(['asset.depreciation_method', 'asset.depreciation_months', 'asset.residual_basis_points'])
    .select(['asset.residual_minor', 'asset.residual_currency', sql<null>`NULL`.as('left_on')])
    .where(sql<boolean>`+asset.status IN ('in_stock', 'in_preparation', 'in_use', 'on_loan', 'in_maintenance')`)
    .where('category.family', 'in', ['hardware', 'telecom']);
}
type ReviewedRow = Awaited<ReturnType<ReturnType<typeof selectReviewed>['execute']>>[number];

/** The whole register, read so that no scan has to wait for all of it. */
async function* reviewedInPortions(db: Db): AsyncGenerator<readonly ReviewedRow[]> {
  for await (const portion of portionsOfRegister(db)) yield selectReviewed(db).where(portion).execute();
}

type Decided = Candidate['decidedBefore'];

/** Damages and repairs of the last two years, of those that had any: few rows, so they are counted apart. */
export async function countFailures(db: Db, today: string): Promise<Map<number, number>> {
  const since = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
  const damages = await db
    .selectFrom('incident')
    .innerJoin('incident_asset', 'incident_asset.incident_id', 'incident.id')
    .select(['incident_asset.asset_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('incident.kind', '=', 'damaged')
    .where('incident.opened_at', '>=', since)
    .where(sql<boolean>`incident.outcome IS NOT 'mistaken'`)
    .groupBy('incident_asset.asset_id')
    .execute();
  const repairs = await db
    .selectFrom('movement')
    .select(['asset_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('at', '>=', since)
    // As the index of repairs says it, not as values: an index of some rows is only taken for what it was made for.
    .where(sql<boolean>`kind = 'status_changed' AND to_text = 'in_maintenance'`)
    .groupBy('asset_id')
    .execute();
  const counts = new Map<number, number>();
  for (const { asset_id: assetId, count } of [...damages, ...repairs])
    counts.set(assetId, (counts.get(assetId) ?? 0) + count);
  return counts;
}

/** The newest decision over each asset that there was one over. */
async function readDecided(db: Db): Promise<Map<number, NonNullable<Decided>>> {
  const rows = await db
    .selectFrom('retirement_review')
    .select(['asset_id', 'decision', 'until', 'decided_at'])
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ asset_id: assetId, decided_at: at, ...row }) => [assetId, { ...row, at }]));
}

/** What each was spent on to keep it running, in the currency that it was bought in. */
async function readSpent(db: Db): Promise<(row: ReviewedRow) => number | null> {
  const spent = new Map<string, number>();
  for (const ask of runningCosts) {
    for (const { assetId, minor, currency } of await ask(db)) {
      const key = `${assetId} ${currency}`;
      spent.set(key, (spent.get(key) ?? 0) + minor);
    }
  }
  return (row) => spent.get(`${row.id} ${row.cost_currency ?? ''}`) ?? null;
}

/** What is known of the assets of the register, each by its own row. */
interface Facts {
  spentOn: Awaited<ReturnType<typeof readSpent>>;
  failures: ReadonlyMap<number, number>;
  heldOf: Awaited<ReturnType<typeof readLedgerFacts>>;
  today: string;
}

function known(row: ReviewedRow, { spentOn, failures, heldOf, today }: Facts): ReviewedAsset {
  const own = spentOn(row);
  const cost = row.cost_minor;
  // A value is only reckoned for the few that something was spent on.
  const worth = own === null ? 0 : (bookValueOf(row, heldOf, today)?.minor ?? 0);
  return {
    purchasedOn: row.purchased_on,
    lifeMonths: lifeOf(row, heldOf),
    warrantyUntil: row.warranty_until,
    endOfLifeOn: row.end_of_life_on,
    condition: row.condition,
    failures: failures.get(row.id) ?? 0,
    costPercent: own === null || cost === null || cost <= 0 ? null : (own * 100) / cost,
    bookPercent: own === null || worth <= 0 ? null : (own * 100) / worth,
  };
}

/** The life by the newest estimate of the books; what has no rule there is taken for what its model says. */
function lifeOf(row: ReviewedRow, heldOf: Facts['heldOf']): number | null {
  const { holding, rule } = heldOf(row);
  if (holding !== null) return lifeMonthsOf(holding) ?? row.model_life;
  if (rule === null || row.purchased_on === null) return row.model_life;
  return lifeMonthsOf({ from: row.purchased_on, rule, changes: [] }) ?? row.model_life;
}

function bookValueOf(row: ReviewedRow, heldOf: Facts['heldOf'], today: string): Money | null {
  const { holding } = heldOf(row);
  return holding === null ? null : valueOn(holding, today);
}

/** Whether an earlier decision still holds, so that nobody is asked again. */
function rests(decided: Decided, today: string): boolean {
  if (decided === null) return false;
  if (decided.decision === 'keep') return decided.until !== null && decided.until >= today;
  const ends = new Date(Date.parse(decided.at) + restDays * 86_400_000).toISOString().slice(0, 10);
  return decided.decision === 'redeploy' && ends > today;
}

/** Candidates for retirement, the strongest first; equal ones by their tag. */
export async function readReview(db: Db, now: string, { limit, seesCost }: { limit: number; seesCost: boolean }) {
  const today = dayOf(now);
  const policy = await readSetting(db, reviewPolicySetting);
  const facts = await readFacts(db, today);
  const decisions = await readDecided(db);
  const found: { row: ReviewedRow; score: number; reasons: ReviewReason[]; decided: Decided }[] = [];
  let reviewed = 0;
  for await (const rows of reviewedInPortions(db)) {
    reviewed += rows.length;
    for (const row of rows) {
      const decided = decisions.get(row.id) ?? null;
      if (rests(decided, today)) continue;
      const { score, reasons } = reviewAsset(known(row, facts), policy, today);
      if (score >= policy.least) found.push({ row, score, reasons, decided });
    }
  }
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
      bookValue: seesCost ? bookValueOf(row, facts.heldOf, today) : null,
      score,
      reasons,
      decidedBefore: decided,
    });
  }
  return { candidates, total: ranked.length, reviewed };
}

/** What speaks for retiring one asset today. */
export async function reviewOne(db: Db, now: string, assetId: number) {
  const today = dayOf(now);
  const policy = await readSetting(db, reviewPolicySetting);
  const row = await selectReviewed(db).where('asset.id', '=', assetId).executeTakeFirst();
  if (!row) return { score: 0, reasons: [] };
  return reviewAsset(known(row, await readFacts(db, today)), policy, today);
}

async function readFacts(db: Db, today: string): Promise<Facts> {
  return {
    spentOn: await readSpent(db),
    failures: await countFailures(db, today),
    heldOf: await readLedgerFacts(db),
    today,
  };
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
  const heldOf = await readLedgerFacts(db);
  for await (const rows of reviewedInPortions(db)) {
    for (const row of rows) {
      const known = { purchasedOn: row.purchased_on, lifeMonths: lifeOf(row, heldOf), endOfLifeOn: row.end_of_life_on };
      const end = endOfLife(known, policy);
      const quarter = end === null ? undefined : counts.get(quarterOf(end < today ? today : end));
      if (!quarter) continue;
      quarter.count += 1;
      if (row.cost_minor === null || row.cost_currency === null) continue;
      quarter.cost.set(row.cost_currency, (quarter.cost.get(row.cost_currency) ?? 0) + row.cost_minor);
    }
  }
  return names.map((quarter) => {
    const { count, cost } = counts.get(quarter) ?? { count: 0, cost: new Map<string, number>() };
    return { quarter, count, cost: [...cost].map(([currency, minor]) => ({ minor, currency })) };
  });
}
