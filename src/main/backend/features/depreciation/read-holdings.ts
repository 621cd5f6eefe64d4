import { sql } from 'kysely';
import { isTabled } from '#domains/depreciation/index.ts';
import type { Holding } from '#domains/depreciation/index.ts';
import type { ruleSources } from '#shared/features/depreciation/contract.ts';
import type { DepreciationRule, LedgerChange } from '#shared/features/depreciation/rule.ts';
import { depreciationOf } from '#backend/features/assets/index.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { rawExecutor } from '#backend/kernel/db/dialect.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { ruleOfColumns } from './rule-columns.ts';
import type { RuleColumns } from './tables.ts';

export interface HeldAsset {
  readonly id: number;
  readonly category: string;
  /** Day on which it left; null while it is here. */
  readonly leftOn: string | null;
  readonly purchasedOn: string | null;
  readonly cost: { minor: number; currency: string } | null;
  readonly rule: DepreciationRule | null;
  readonly source: (typeof ruleSources)[number] | null;
  /** Null where a fact is missing. */
  readonly holding: Holding | null;
}

/** What of an asset its value is reckoned from, as a query gives it. */
export interface LedgerRow extends DepreciationColumns {
  id: number;
  category_id: number;
  category: string;
  left_on: string | null;
  purchased_on: string | null;
  cost_minor: number | null;
  cost_currency: string | null;
}

interface DatedRule extends RuleColumns {
  id: number;
  owner: number;
  from_day: string;
}

interface Loss {
  id: number;
  asset_id: number;
  on_day: string;
  amount_minor: number;
}

/** All assets with a cost, or one. */
export async function readHoldings(db: Db, assetId: number | null = null): Promise<HeldAsset[]> {
  const only = assetId === null ? sql`1 = 1` : sql`asset.id = ${assetId}`;
  const { rows } = await sql<LedgerRow>`SELECT asset.id, asset.category_id, category.name AS category,
      asset.purchased_on, asset.cost_minor, asset.cost_currency, asset.depreciation_method, asset.depreciation_months,
      asset.residual_basis_points, asset.residual_minor, asset.residual_currency,
      (SELECT substr(max(ended_at), 1, 10) FROM retirement WHERE asset_id = asset.id AND ended = 'disposed') AS left_on
    FROM asset JOIN category ON category.id = asset.category_id
    WHERE asset.cost_minor IS NOT NULL AND ${only} ORDER BY asset.id`.execute(rawExecutor(db));
  const heldOf = await readLedgerFacts(db, assetId);
  return rows.map(heldOf);
}

/**
 * What tells of an asset's row what its value is reckoned from; policies, own rules and losses are read once, so that rows
 * may come one after the other. The rule of the beginning is the asset's own from its day of purchase, else what it was
 * registered with, else that of the nearest category above it that has a policy: the one in force on the day of purchase,
 * or the first for what was bought before any. Rules of its own from later days are changes.
 */
export async function readLedgerFacts(db: Db, assetId: number | null = null): Promise<(row: LedgerRow) => HeldAsset> {
  const ofAsset = assetId === null ? sql`asset_id IS NOT NULL` : sql`asset_id = ${assetId}`;
  const own = await sql<DatedRule>`SELECT *, asset_id AS owner FROM depreciation_rule WHERE ${ofAsset}
    ORDER BY from_day, id`.execute(rawExecutor(db));
  const losses = await sql<Loss>`SELECT id, asset_id, on_day, amount_minor FROM impairment WHERE ${ofAsset}
    ORDER BY on_day, id`.execute(rawExecutor(db));
  const ownOf = Map.groupBy(own.rows, ({ owner }) => owner);
  const lossesOf = Map.groupBy(losses.rows, ({ asset_id }) => asset_id);
  const policies = await readPolicies(db);
  return (row) => heldOf(row, ownOf.get(row.id) ?? [], lossesOf.get(row.id) ?? [], policies);
}

/** The policies that hold for a category, its own or those of the nearest above it, by their days. */
async function readPolicies(db: Db): Promise<(categoryId: number) => readonly DatedRule[]> {
  const { rows } = await sql<DatedRule>`SELECT *, category_id AS owner FROM depreciation_rule
    WHERE category_id IS NOT NULL ORDER BY from_day, id`.execute(rawExecutor(db));
  const byCategory = Map.groupBy(rows, ({ owner }) => owner);
  const categories = await db.selectFrom('category').select(['id', 'parent_id']).execute();
  const parents = new Map(categories.map(({ id, parent_id }) => [id, parent_id]));
  return (categoryId) => {
    for (let id: number | null = categoryId; id !== null; id = parents.get(id) ?? null) {
      const own = byCategory.get(id);
      if (own !== undefined) return own;
    }
    return [];
  };
}

function heldOf(
  row: LedgerRow,
  own: readonly DatedRule[],
  losses: readonly Loss[],
  policiesOf: (categoryId: number) => readonly DatedRule[],
): HeldAsset {
  const cost =
    row.cost_minor === null || row.cost_currency === null
      ? null
      : { minor: row.cost_minor, currency: row.cost_currency };
  const from = row.purchased_on;
  const begun = own.findLast(({ from_day: day }) => from !== null && day <= from);
  const registered = depreciationOf(row);
  const policies = policiesOf(row.category_id);
  const policy = policies.findLast(({ from_day: day }) => from !== null && day <= from) ?? policies[0];
  const [rule, source] =
    begun !== undefined
      ? ([ruleOfColumns(begun), 'own'] as const)
      : registered !== null
        ? ([registered, 'registered'] as const)
        : policy !== undefined
          ? ([ruleOfColumns(policy), 'category'] as const)
          : ([null, null] as const);
  const facts = { id: row.id, category: row.category, leftOn: row.left_on, purchasedOn: from, cost, rule, source };
  if (cost === null || from === null || rule === null || (rule.method === 'macrs' && !isTabled(rule)))
    return { ...facts, holding: null };
  const later = own.filter(({ from_day: day }) => day > from);
  const changes: (LedgerChange & { order: number })[] = [
    ...later.map((each) => ({ kind: 'rule' as const, on: each.from_day, rule: ruleOfColumns(each), order: 0 })),
    ...losses.map((each) => ({ kind: 'impairment' as const, on: each.on_day, minor: each.amount_minor, order: 1 })),
  ];
  changes.sort((one, other) => (one.on === other.on ? one.order - other.order : one.on < other.on ? -1 : 1));
  return { ...facts, holding: { cost, from, rule, changes } };
}
