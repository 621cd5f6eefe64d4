import { assetInScope, inPeriod, onDaysOfPeriod, placePaths, scopeTables } from '../../audit-pack/scope.ts';
import { money, readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';
import type { ReportColumn } from './ready-report.ts';

interface AssetRow {
  place: string | null;
  department: string | null;
  custodian: string | null;
  tag: string;
  name: string;
  serial: string | null;
  category: string;
  model: string | null;
  status: string;
  condition: string;
  supplier: string | null;
  orderNumber: string | null;
  purchasedOn: string | null;
  costMinor: number | null;
  costCurrency: string | null;
  warrantyUntil: string | null;
  daysLeft: number | null;
  createdAt: string;
}

const selectAssets = `WITH RECURSIVE ${scopeTables}, ${placePaths}
SELECT place_path.path AS place, department.name AS department, coalesce(person.name, keeper.name) AS custodian, asset.tag,
  asset.name, asset.serial, category.name AS category, model.name AS model, asset.status, asset.condition,
  supplier.name AS supplier, asset.order_number AS orderNumber, asset.purchased_on AS purchasedOn,
  asset.cost_minor AS costMinor, asset.cost_currency AS costCurrency, asset.warranty_until AS warrantyUntil,
  CAST(julianday(asset.warranty_until) - julianday(:asOfDay) AS INTEGER) AS daysLeft, asset.created_at AS createdAt
FROM asset
JOIN category ON category.id = asset.category_id
LEFT JOIN model ON model.id = asset.model_id
LEFT JOIN place_path ON place_path.id = asset.place_id
LEFT JOIN department ON department.id = asset.department_id
LEFT JOIN supplier ON supplier.id = asset.supplier_id
LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
WHERE ${assetInScope}`;

const text = (id: 'place' | 'department' | 'custodian' | 'supplier', width: number): ReportColumn<AssetRow> =>
  reportColumn(id, 'text', width, (row) => row[id]);

const identity: readonly ReportColumn<AssetRow>[] = [
  reportColumn('tag', 'text', 14, (row) => row.tag),
  reportColumn('name', 'text', 32, (row) => row.name),
  reportColumn('serial', 'text', 20, (row) => row.serial),
  reportColumn('category', 'text', 18, (row) => row.category),
];
const facts: readonly ReportColumn<AssetRow>[] = [
  ...identity,
  reportColumn('model', 'text', 22, (row) => row.model),
  wordColumn('status', 'status', 14, (row) => row.status),
  wordColumn('condition', 'condition', 12, (row) => row.condition),
];
const cost = reportColumn<AssetRow>('cost', 'money', 14, (row) => money(row.costMinor, row.costCurrency));
const bought = reportColumn<AssetRow>('purchasedOn', 'date', 12, (row) => row.purchasedOn);

/** The register in the order of what it is asked by, which stands first; what has none comes last. */
function registerBy(by: 'place' | 'department' | 'custodian') {
  const others = (['custodian', 'place', 'department'] as const).filter((other) => other !== by);
  return readyReport<AssetRow>({
    permission: 'asset.view',
    columns: [text(by, 30), ...facts, ...others.map((other) => text(other, 24)), bought, cost],
    rows: rowsOfQuery(`${selectAssets} AND asset.status <> 'disposed'
      ORDER BY ${by} IS NULL, ${by} COLLATE NOCASE, asset.tag`),
  });
}

export const registerByPlace = registerBy('place');
export const registerByDepartment = registerBy('department');
export const registerByCustodian = registerBy('custodian');

export const additions = readyReport<AssetRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('registeredAt', 'dateTime', 18, (row) => row.createdAt),
    ...facts,
    text('supplier', 20),
    reportColumn('orderNumber', 'text', 16, (row) => row.orderNumber),
    bought,
    cost,
  ],
  rows: rowsOfQuery(`${selectAssets} AND ${inPeriod('asset.created_at')} ORDER BY asset.created_at, asset.id`),
});

export const warranty = readyReport<AssetRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('warrantyUntil', 'date', 12, (row) => row.warrantyUntil),
    reportColumn('daysLeft', 'integer', 10, (row) => row.daysLeft),
    ...identity,
    text('supplier', 20),
    text('custodian', 22),
    text('place', 28),
    bought,
    cost,
  ],
  rows: rowsOfQuery(`${selectAssets} AND asset.status <> 'disposed' AND asset.warranty_until IS NOT NULL
    AND ${onDaysOfPeriod('asset.warranty_until')} ORDER BY asset.warranty_until, asset.tag`),
});
