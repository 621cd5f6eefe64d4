import { bookValueOn } from '#shared/features/assets/depreciation.ts';
import { addDays } from '#shared/primitives/days.ts';
import { depreciationOf } from '#backend/features/assets/index.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import { assetInScope, scopeTables } from '../../audit-pack/scope.ts';
import { money, readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';
import type { ReportContext } from './ready-report.ts';

interface Row extends DepreciationColumns {
  tag: string;
  name: string;
  category: string;
  costCentre: string | null;
  purchasedOn: string | null;
  costMinor: number | null;
  costCurrency: string | null;
}

function valueOn(row: Row, day: string): { minor: number; currency: string } | null {
  const cost =
    row.costMinor === null || row.costCurrency === null ? null : { minor: row.costMinor, currency: row.costCurrency };
  return bookValueOn({ cost, purchasedOn: row.purchasedOn, depreciation: depreciationOf(row) }, day);
}

const endOf = ({ scope, now }: ReportContext): string => scope.to ?? dayOf(now);

/** What was written off from the day before the period to its end. */
function writtenOff(row: Row, context: ReportContext): CellValue {
  const end = valueOn(row, endOf(context));
  const begin = context.scope.from === null ? null : valueOn(row, addDays(context.scope.from, -1));
  if (end === null) return null;
  return { ...end, minor: (begin?.minor ?? row.costMinor ?? end.minor) - end.minor };
}

/** What assets are worth in the books at the end of the period, today without one. */
export const depreciation = readyReport<Row>({
  permission: 'asset.cost.view',
  columns: [
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    reportColumn('category', 'text', 18, (row) => row.category),
    reportColumn('costCentre', 'text', 18, (row) => row.costCentre),
    reportColumn('purchasedOn', 'date', 12, (row) => row.purchasedOn),
    wordColumn('method', 'depreciationMethod', 20, (row) => row.depreciation_method),
    reportColumn('months', 'integer', 10, (row) => row.depreciation_months),
    reportColumn('cost', 'money', 14, (row) => money(row.costMinor, row.costCurrency)),
    reportColumn('writtenOff', 'money', 16, writtenOff),
    reportColumn('bookValue', 'money', 14, (row, context) => valueOn(row, endOf(context))),
    reportColumn('asOf', 'date', 12, (_, context) => endOf(context)),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT asset.tag, asset.name, category.name AS category, cost_centre.name AS costCentre,
  asset.purchased_on AS purchasedOn, asset.cost_minor AS costMinor, asset.cost_currency AS costCurrency,
  asset.depreciation_method, asset.depreciation_months, asset.residual_basis_points, asset.residual_minor,
  asset.residual_currency
FROM asset
JOIN category ON category.id = asset.category_id
LEFT JOIN cost_centre ON cost_centre.id = asset.cost_centre_id
WHERE asset.status <> 'disposed' AND asset.cost_minor IS NOT NULL AND ${assetInScope}
ORDER BY asset.id`),
});
