import { valueOn, yearsOf } from '#domains/depreciation/index.ts';
import type { DepreciationPolicy, DepreciationSchedule } from '#shared/features/depreciation/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { QueryContext } from '#backend/kernel/rpc/call.ts';
import { readHoldings } from './read-holdings.ts';
import { ruleOfColumns } from './rule-columns.ts';
import './tables.ts';

/** How an asset's value goes down by years, with everything that happened to it. */
export async function readSchedule(
  { reader, now }: Pick<QueryContext, 'reader' | 'now'>,
  { assetId, on }: { assetId: number; on?: string | undefined },
): Promise<DepreciationSchedule> {
  const [held] = await readHoldings(reader, assetId);
  const changes = await listChanges(reader, assetId);
  if (held === undefined) {
    const nothing = { years: null, cost: null, from: null, rule: null, source: null, bookValue: null };
    return { ...nothing, changes };
  }
  const { holding, cost, purchasedOn: from, rule, source, leftOn } = held;
  const facts = { cost, from, rule, source, changes };
  if (holding === null) return { ...facts, years: null, bookValue: null };
  const { currency } = holding.cost;
  const money = (minor: number) => ({ minor, currency });
  const years = yearsOf(holding, leftOn);
  return {
    ...facts,
    // What has left is worth nothing to us any more.
    bookValue: leftOn !== null && (on ?? dayOf(now)) >= leftOn ? money(0) : valueOn(holding, on ?? dayOf(now)),
    years:
      years?.map(({ year, opening, depreciation, impairment, closing }) => ({
        year,
        opening: money(opening),
        depreciation: money(depreciation),
        impairment: money(impairment),
        closing: money(closing),
      })) ?? null,
  };
}

async function listChanges(db: Db, assetId: number): Promise<DepreciationSchedule['changes']> {
  const rules = await db
    .selectFrom('depreciation_rule as rule')
    .leftJoin('operator', 'operator.id', 'rule.set_by')
    .selectAll('rule')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .execute();
  const losses = await db
    .selectFrom('impairment')
    .leftJoin('operator', 'operator.id', 'impairment.recorded_by')
    .selectAll('impairment')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .execute();
  const changes: DepreciationSchedule['changes'] = [
    ...rules.map((row) => ({
      kind: 'rule' as const,
      on: row.from_day,
      rule: ruleOfColumns(row),
      amount: null,
      reason: row.reason,
      by: row.display_name ?? '',
      at: row.set_at,
    })),
    ...losses.map((row) => ({
      kind: 'impairment' as const,
      on: row.on_day,
      rule: null,
      amount: { minor: row.amount_minor, currency: row.currency },
      reason: row.reason,
      by: row.display_name ?? '',
      at: row.recorded_at,
    })),
  ];
  return changes.toSorted((one, other) =>
    one.on === other.on ? (one.at < other.at ? -1 : 1) : one.on < other.on ? -1 : 1,
  );
}

export async function listPolicies({ reader }: Pick<QueryContext, 'reader'>): Promise<DepreciationPolicy[]> {
  const rows = await reader
    .selectFrom('depreciation_rule as rule')
    .innerJoin('category', 'category.id', 'rule.category_id')
    .leftJoin('operator', 'operator.id', 'rule.set_by')
    .selectAll('rule')
    .select(['category.name', 'category.id as category', 'operator.display_name'])
    .orderBy('category.name')
    .orderBy('rule.from_day', 'desc')
    .orderBy('rule.id', 'desc')
    .execute();
  return rows.map((row) => ({
    categoryId: row.category,
    category: row.name,
    from: row.from_day,
    rule: ruleOfColumns(row),
    setBy: row.display_name ?? '',
    setAt: row.set_at,
  }));
}
