import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';

interface EntitlementRow {
  id: number;
  termId: number;
  reference: string;
  publisher: string | null;
  product: string;
  edition: string;
  release: string;
  metric: string;
  quantity: number;
  unlimited: number;
  pack: number;
  kind: string;
  startsOn: string;
  endsOn: string | null;
  maintenanceFrom: string | null;
  maintenanceUntil: string | null;
  upgradesFrom: string | null;
  downgrade: number;
  contract: string | null;
  orderNumber: string;
  costMinor: number;
  currency: string;
  period: string;
  entity: string | null;
  supplier: string | null;
  endedOn: string | null;
  endedBecause: string | null;
}

const sql = `SELECT entitlement.id, term.id AS termId, entitlement.reference, manufacturer.name AS publisher,
  product.name AS product, product.edition, product.release, entitlement.metric, term.quantity, entitlement.unlimited,
  entitlement.units_per_pack AS pack, entitlement.kind, term.starts_on AS startsOn, term.ends_on AS endsOn,
  entitlement.maintenance_from AS maintenanceFrom, entitlement.maintenance_until AS maintenanceUntil,
  base.reference AS upgradesFrom, entitlement.downgrade, contract.title AS contract,
  entitlement.order_number AS orderNumber, term.cost_minor AS costMinor, entitlement.currency, term.period,
  coalesce(department.name, place.name) AS entity, supplier.name AS supplier, entitlement.ended_on AS endedOn,
  entitlement.ended_because AS endedBecause
FROM entitlement_term AS term
JOIN entitlement ON entitlement.id = term.entitlement_id
JOIN software_product AS product ON product.id = entitlement.product_id
LEFT JOIN manufacturer ON manufacturer.id = product.publisher_id
LEFT JOIN entitlement AS base ON base.id = entitlement.upgrades_from_id
LEFT JOIN contract ON contract.id = entitlement.contract_id
LEFT JOIN department ON department.id = entitlement.department_id
LEFT JOIN place ON place.id = entitlement.site_id
LEFT JOIN supplier ON supplier.id = entitlement.supplier_id
ORDER BY term.id`;

/** Every term of every right, also of those that have ended: what the position is reckoned from. */
export const entitlementsSheet = querySheet<EntitlementRow>({
  name: '51_Entitlements',
  table: 'entitlement_term',
  numberedBy: 'id',
  alsoReads: ['entitlement', 'software_product', 'contract', 'supplier', 'department', 'place'],
  sql,
  restrictedBy: [],
  record: 'Term id',
  control: 'Quantity',
  columns: [
    column('Entitlement no', 'text', (row) => row.reference),
    column('Publisher', 'text', (row) => row.publisher),
    column('Product', 'text', (row) => row.product),
    column('Edition', 'text', (row) => row.edition),
    column('Version', 'text', (row) => row.release),
    column('Metric', 'text', (row) => row.metric),
    column('Quantity', 'integer', (row) => row.quantity),
    column('Pack size', 'integer', (row) => row.pack),
    column('Type', 'text', (row) => row.kind),
    column('Start', 'date', (row) => row.startsOn),
    column('End', 'date', (row) => row.endsOn),
    column('Maintenance start/end', 'text', ({ maintenanceFrom: from, maintenanceUntil: until }) =>
      from === null && until === null ? null : `${from ?? ''} to ${until ?? ''}`,
    ),
    column('Upgrade from', 'text', (row) => row.upgradesFrom),
    column('Downgrade to', 'text', (row) => (row.downgrade === 1 ? 'earlier versions' : null)),
    column('Agreement', 'text', (row) => row.contract),
    column('PO', 'text', (row) => row.orderNumber),
    notRecorded('Invoice'),
    notRecorded('Proof ref SHA-256'),
    moneyColumn('Cost', ({ costMinor: minor, currency }) => ({ minor, currency })),
    column('Entity', 'text', (row) => row.entity),
    column('Unlimited', 'boolean', (row) => row.unlimited === 1),
    column('Cost is for', 'text', (row) => row.period),
    column('Supplier', 'text', (row) => row.supplier),
    column('Ended on', 'date', (row) => row.endedOn),
    column('Ended because', 'text', (row) => row.endedBecause),
    column('Term id', 'integer', (row) => row.termId),
  ],
});
