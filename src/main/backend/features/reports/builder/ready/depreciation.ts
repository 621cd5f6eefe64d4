import { valueOn } from '#domains/depreciation/index.ts';
import { addDays } from '#shared/primitives/days.ts';
import { readLedgerFacts } from '#backend/features/depreciation/index.ts';
import type { HeldAsset, LedgerRow } from '#backend/features/depreciation/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import { assetInScope, scopeTables } from '../../audit-pack/scope.ts';
import { money, readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';
import type { ReportContext } from './ready-report.ts';

interface AssetRow extends LedgerRow {
  tag: string;
  name: string;
  costCentre: string | null;
}
interface Row extends AssetRow {
  held: HeldAsset;
}

const endOf = ({ scope, now }: ReportContext): string => scope.to ?? dayOf(now);
const valueAt = ({ held }: Row, day: string) => (held.holding === null ? null : valueOn(held.holding, day));

/** What was taken off and lost from the first day of the period to its last. */
function writtenOff(row: Row, context: ReportContext): CellValue {
  const end = valueAt(row, endOf(context));
  const { from } = context.scope;
  const begin = from === null ? row.held.cost : valueAt(row, addDays(from, -1));
  return end === null || begin === null ? null : { ...end, minor: Math.max(0, begin.minor - end.minor) };
}

const assets = rowsOfQuery<AssetRow>(`WITH RECURSIVE ${scopeTables}
SELECT asset.id, asset.tag, asset.name, asset.category_id, category.name AS category, cost_centre.name AS costCentre,
  NULL AS left_on, asset.purchased_on, asset.cost_minor, asset.cost_currency, asset.depreciation_method,
  asset.depreciation_months, asset.residual_basis_points, asset.residual_minor, asset.residual_currency
FROM asset
JOIN category ON category.id = asset.category_id
LEFT JOIN cost_centre ON cost_centre.id = asset.cost_centre_id
WHERE asset.status <> 'disposed' AND asset.cost_minor IS NOT NULL AND ${assetInScope}
ORDER BY asset.id`);

/** What assets are worth in the books at the end of the period, today without one. */
export const depreciation = readyReport<Row>({
  permission: 'asset.cost.view',
  columns: [
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    reportColumn('category', 'text', 18, (row) => row.category),
    reportColumn('costCentre', 'text', 18, (row) => row.costCentre),
    reportColumn('purchasedOn', 'date', 12, (row) => row.purchased_on),
    wordColumn('method', 'depreciationMethod', 20, (row) => row.held.rule?.method ?? null),
    reportColumn('cost', 'money', 14, (row) => money(row.cost_minor, row.cost_currency)),
    reportColumn('writtenOff', 'money', 16, writtenOff),
    reportColumn('bookValue', 'money', 14, (row, context) => valueAt(row, endOf(context))),
    reportColumn('asOf', 'date', 12, (_, context) => endOf(context)),
  ],
  async *rows(context) {
    const heldOf = await readLedgerFacts(context.reader);
    for (const row of assets(context)) yield { ...row, held: heldOf(row) };
  },
});
