import { valueOn } from '#domains/depreciation/index.ts';
import { isClosed } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type { DepreciationColumns } from '#backend/features/assets/index.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { PackContext } from '../pack-sheet.ts';
import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, placePaths, scopeTables } from '../scope.ts';

interface RegisterRow extends DepreciationColumns {
  id: number;
  tag: string;
  categoryId: number;
  family: string;
  category: string;
  name: string;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  status: AssetStatus;
  condition: string;
  custodian: string | null;
  department: string | null;
  costCentre: string | null;
  placePath: string | null;
  placeName: string | null;
  placeKind: string | null;
  epc: string | null;
  holdsData: 0 | 1;
  media: string | null;
  invoice: string | null;
  seenHow: string | null;
  purchasedOn: string | null;
  orderNumber: string | null;
  supplier: string | null;
  costMinor: number | null;
  costCurrency: string | null;
  warrantyUntil: string | null;
  endOfLifeOn: string | null;
  lastSeenAt: string | null;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
  changedBy: string | null;
  externalId: string | null;
  notes: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables},
${placePaths}
SELECT asset.id, asset.tag, asset.category_id AS categoryId, category.family, category.name AS category, asset.name, manufacturer.name AS manufacturer,
  model.name AS model, asset.serial, asset.status, asset.condition, coalesce(person.name, keeper.name) AS custodian,
  department.name AS department, cost_centre.name AS costCentre, place_path.path AS placePath, place.name AS placeName,
  place.kind AS placeKind, asset.purchased_on AS purchasedOn, asset.order_number AS orderNumber, supplier.name AS supplier,
  asset.cost_minor AS costMinor, asset.cost_currency AS costCurrency, asset.warranty_until AS warrantyUntil,
  asset.end_of_life_on AS endOfLifeOn, asset.last_seen_at AS lastSeenAt, asset.created_at AS createdAt,
  creator.display_name AS createdBy, asset.updated_at AS updatedAt, changed.actor AS changedBy,
  (SELECT value FROM asset_identifier WHERE asset_id = asset.id AND kind = 'epc') AS epc,
  asset.id IN (SELECT asset_id FROM asset_holding_data) AS holdsData,
  (SELECT group_concat(id, ', ') FROM (SELECT id FROM medium WHERE asset_id = asset.id ORDER BY id)) AS media,
  (SELECT group_concat(number, ', ') FROM (SELECT DISTINCT invoice.number FROM receipt_unit
    JOIN invoice_line ON invoice_line.order_line_id = receipt_unit.line_id
    JOIN invoice ON invoice.id = invoice_line.invoice_id AND invoice.state <> 'rejected'
    WHERE receipt_unit.asset_id = asset.id ORDER BY 1)) AS invoice,
  (SELECT how FROM asset_sighting WHERE asset_id = asset.id AND at = asset.last_seen_at) AS seenHow,
  asset.external_id AS externalId, asset.notes, asset.depreciation_method, asset.depreciation_months,
  asset.residual_basis_points, asset.residual_minor, asset.residual_currency
FROM asset
LEFT JOIN category ON category.id = asset.category_id
LEFT JOIN model ON model.id = asset.model_id
LEFT JOIN manufacturer ON manufacturer.id = asset.manufacturer_id
LEFT JOIN place ON place.id = asset.place_id
LEFT JOIN place_path ON place_path.id = asset.place_id
LEFT JOIN department ON department.id = asset.department_id
LEFT JOIN cost_centre ON cost_centre.id = asset.cost_centre_id
LEFT JOIN supplier ON supplier.id = asset.supplier_id
LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
LEFT JOIN movement AS registered ON registered.id = (SELECT min(id) FROM movement WHERE asset_id = asset.id)
LEFT JOIN operator AS creator ON creator.id = registered.operator_id
LEFT JOIN journal AS changed ON changed.seq = (SELECT max(seq) FROM journal WHERE subject = 'asset:' || asset.id)
WHERE ${assetInScope}
ORDER BY asset.id`;

const spots: readonly (string | null)[] = ['room', 'rack', 'bin'];

const costOf = ({ costMinor: minor, costCurrency: currency }: RegisterRow) =>
  minor === null || currency === null ? null : { minor, currency };

const heldOf = (row: RegisterRow, context: PackContext) =>
  context.heldOf({
    ...row,
    category_id: row.categoryId,
    left_on: null,
    purchased_on: row.purchasedOn,
    cost_minor: row.costMinor,
    cost_currency: row.costCurrency,
  });

/** Every asset as it stands in the snapshot; the period does not restrict a register. */
export const assetRegisterSheet = querySheet<RegisterRow>({
  name: '10_Asset_register',
  table: 'asset',
  numberedBy: 'id',
  alsoReads: [
    'category',
    'model',
    'manufacturer',
    'place',
    'department',
    'cost_centre',
    'supplier',
    'custody',
    'person',
    'movement',
    'operator',
    'journal',
    'asset_identifier',
    'asset_holding_data',
    'medium',
    'receipt_unit',
    'invoice',
    'asset_sighting',
  ],
  sql,
  restrictedBy: ['assets'],
  record: 'Asset id',
  control: 'Cost',
  columns: [
    column('Asset id', 'integer', (row) => row.id),
    column('Tag', 'text', (row) => row.tag),
    column('EPC', 'text', (row) => row.epc),
    column('Class', 'text', (row) => row.family),
    column('Kind', 'text', (row) => row.category),
    column('Name', 'text', (row) => row.name),
    column('Manufacturer', 'text', (row) => row.manufacturer),
    column('Model', 'text', (row) => row.model),
    column('Serial', 'text', (row) => row.serial),
    column('Status', 'text', (row) => row.status),
    notRecorded('Owner (accountable)'),
    column('Custodian', 'text', (row) => row.custodian),
    column('Department', 'text', (row) => row.department),
    column('Location', 'text', (row) => row.placePath),
    column('Room/rack', 'text', (row) => (spots.includes(row.placeKind) ? row.placeName : null)),
    notRecorded('Classification'),
    column('Data-bearing (Y/N)', 'boolean', (row) => row.holdsData === 1),
    column('Media ids', 'text', (row) => row.media),
    notRecorded('Encryption state'),
    column('Acquired on', 'date', (row) => row.purchasedOn),
    column('PO no', 'text', (row) => row.orderNumber),
    column('Invoice no', 'text', (row) => row.invoice),
    column('Supplier', 'text', (row) => row.supplier),
    column('Cost', 'money', (row, { facts }) => (facts.seesCost ? costOf(row) : null)),
    column('Currency', 'text', (row, { facts }) => (facts.seesCost ? row.costCurrency : null)),
    column('Warranty end', 'date', (row) => row.warrantyUntil),
    column('Depreciation method', 'text', (row, context) => heldOf(row, context).rule?.method ?? null),
    column('Book value', 'money', (row, context) => {
      const { holding } = heldOf(row, context);
      if (holding === null || !context.facts.seesCost) return null;
      // What has left is worth nothing to us any more.
      return isClosed(row.status) ? { ...holding.cost, minor: 0 } : valueOn(holding, dayOf(context.facts.now));
    }),
    column('Last seen at', 'dateTime', (row) => row.lastSeenAt),
    column('Last seen by/how', 'text', (row) => row.seenHow),
    column('Created at/by', 'dateTime', (row) => row.createdAt),
    column('Changed at/by', 'dateTime', (row) => row.updatedAt),
    column('Created by', 'text', (row) => row.createdBy),
    column('Last journal entry by', 'text', (row, { operators }) =>
      row.changedBy === null ? null : (operators.get(row.changedBy) ?? row.changedBy),
    ),
    column('Condition', 'text', (row) => row.condition),
    column('Cost centre', 'text', (row) => row.costCentre),
    column('End of life on', 'date', (row) => row.endOfLifeOn),
    column('External id', 'text', (row) => row.externalId),
    column('Notes', 'text', (row) => row.notes),
  ],
});
