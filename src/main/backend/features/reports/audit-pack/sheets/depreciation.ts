import { valueOn } from '#domains/depreciation/index.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { LedgerRow } from '#backend/features/depreciation/index.ts';
import type { PackContext } from '../pack-sheet.ts';
import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface ValueRow extends LedgerRow {
  tag: string;
  proceeds: number | null;
  lotCurrency: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT asset.id, asset.tag, asset.category_id, category.name AS category, asset.purchased_on, asset.cost_minor,
  asset.cost_currency, asset.depreciation_method, asset.depreciation_months, asset.residual_basis_points,
  asset.residual_minor, asset.residual_currency,
  (SELECT substr(max(ended_at), 1, 10) FROM retirement WHERE asset_id = asset.id AND ended = 'disposed') AS left_on,
  packed.proceeds_minor AS proceeds, lot.currency AS lotCurrency
FROM asset
JOIN category ON category.id = asset.category_id
LEFT JOIN disposal_lot_asset AS packed ON packed.asset_id = asset.id
LEFT JOIN disposal_lot AS lot ON lot.id = packed.lot_id
WHERE asset.cost_minor IS NOT NULL AND ${assetInScope}
ORDER BY asset.id`;

/** The last day that the sheet tells of: of the period, of the making, or on which the asset left. */
function endOf(row: ValueRow, { scope, facts }: PackContext): string {
  const end = scope.to ?? facts.now.slice(0, 10);
  return row.left_on !== null && row.left_on < end ? row.left_on : end;
}

function valueAt(row: ValueRow, context: PackContext, day: string): number | null {
  const { holding } = context.heldOf(row);
  return holding === null ? null : (valueOn(holding, day)?.minor ?? null);
}

/** An amount of the asset's currency, for whoever may see costs. */
function amount(heading: string, minorOf: (row: ValueRow, context: PackContext) => number | null) {
  return column<ValueRow>(heading, 'money', (row, context) => {
    const minor = minorOf(row, context);
    if (minor === null || row.cost_currency === null || !context.facts.seesCost) return null;
    return { minor, currency: row.cost_currency };
  });
}

function writtenOff(row: ValueRow, context: PackContext): number | null {
  const end = valueAt(row, context, endOf(row, context));
  if (end === null || row.cost_minor === null) return null;
  const { from } = context.scope;
  const begin = from === null ? row.cost_minor : valueAt(row, context, addDays(from, -1));
  return begin === null ? null : Math.max(0, begin - end);
}

function accumulated(row: ValueRow, context: PackContext): number | null {
  const end = valueAt(row, context, endOf(row, context));
  return end === null || row.cost_minor === null ? null : row.cost_minor - end;
}

/** What came in for what left, less what it was worth then; nothing came in where no lot says so. */
function gain(row: ValueRow, context: PackContext): number | null {
  if (row.left_on === null || (row.lotCurrency !== null && row.lotCurrency !== row.cost_currency)) return null;
  const value = valueAt(row, context, row.left_on);
  return value === null ? null : (row.proceeds ?? 0) - value;
}

const ruleOf = (row: ValueRow, context: PackContext) => context.heldOf(row).rule;

/** What every asset with a cost is worth, and what was taken off in the period. */
export const depreciationSheet = querySheet<ValueRow>({
  name: '81_Depreciation',
  table: 'asset',
  numberedBy: 'id',
  alsoReads: ['category', 'depreciation_rule', 'impairment', 'retirement', 'disposal_lot'],
  sql,
  restrictedBy: ['assets'],
  always: 'assets without a cost',
  record: 'Asset id',
  control: 'Net book value',
  columns: [
    column('Asset id', 'integer', (row) => row.id),
    column('Method', 'text', (row, context) => ruleOf(row, context)?.method ?? null),
    column('Convention', 'text', (row, context) => {
      const rule = ruleOf(row, context);
      return rule?.method === 'macrs' ? rule.convention : rule === null ? null : 'full months from purchase';
    }),
    amount('Cost', (row) => row.cost_minor),
    column('Salvage', 'text', (row, context) => {
      const rule = ruleOf(row, context);
      if (rule === null || !('residual' in rule)) return null;
      const { residual } = rule;
      if ('basisPoints' in residual) return `${residual.basisPoints / 100} %`;
      return context.facts.seesCost ? `${residual.minor / 100} ${residual.currency}` : null;
    }),
    column('Life', 'integer', (row, context) => {
      const rule = ruleOf(row, context);
      if (rule === null || rule.method === 'none') return null;
      if (rule.method === 'macrs') return rule.classYears * 12;
      return rule.method === 'fixed_rate' ? rule.years * 12 : rule.months;
    }),
    column('Placed in service', 'date', (row) => row.purchased_on),
    amount('Period depreciation', writtenOff),
    amount('Accumulated', accumulated),
    amount('Net book value', (row, context) => (row.left_on === null ? valueAt(row, context, endOf(row, context)) : 0)),
    column('Disposed at', 'date', (row) => row.left_on),
    amount('Gain/loss', gain),
    column('Tag', 'text', (row) => row.tag),
    column('Rule from', 'text', (row, context) => context.heldOf(row).source),
    column('Changes and losses', 'integer', (row, context) => context.heldOf(row).holding?.changes.length ?? null),
    column('As of', 'date', endOf),
  ],
});
