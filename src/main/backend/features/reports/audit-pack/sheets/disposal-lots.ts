import { certificateName } from '#shared/features/retirement/certificate.ts';
import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface LotRow {
  id: number;
  number: number;
  state: string;
  outcome: string;
  createdAt: string;
  items: number;
  weight: number | null;
  weighed: number | null;
  seals: string;
  carrier: string | null;
  recycler: string | null;
  handedOverAt: string | null;
  handedOverBy: string | null;
  receiver: string | null;
  scheme: string | null;
  certificate: string | null;
  validUntil: string | null;
  received: number;
  matched: number;
  certificates: string | null;
  proceeds: number;
  cost: number;
  currency: string;
  settledAt: string | null;
}

const ofLot = (what: string) => `(SELECT ${what} FROM disposal_lot_asset WHERE lot_id = lot.id)`;
const received = (condition: string) =>
  `(SELECT count(*) FROM disposal_received WHERE lot_id = lot.id AND ${condition})`;

const lotsSql = `SELECT lot.id, lot.number, lot.state, lot.outcome, lot.created_at AS createdAt, ${ofLot('count(*)')} AS items,
  lot.weight_grams AS weight, ${ofLot('sum(weight_grams)')} AS weighed, lot.seals, lot.carrier, supplier.name AS recycler,
  lot.handed_over_at AS handedOverAt, operator.display_name AS handedOverBy, lot.receiver, held.scheme,
  held.number AS certificate, held.valid_until AS validUntil, ${received('1')} AS received,
  ${received('asset_id IS NOT NULL')} AS matched,
  (SELECT group_concat(number, ',') FROM (SELECT number FROM retirement_certificate WHERE kind = 'lot' AND lot_id = lot.id
    ORDER BY number)) AS certificates,
  ${ofLot('coalesce(sum(proceeds_minor), 0)')} AS proceeds, ${ofLot('coalesce(sum(cost_minor), 0)')} AS cost, lot.currency,
  lot.settled_at AS settledAt
FROM disposal_lot AS lot
LEFT JOIN supplier ON supplier.id = lot.supplier_id
LEFT JOIN operator ON operator.id = lot.handed_over_by
LEFT JOIN recycler_certificate AS held ON held.id = lot.certificate_id
WHERE ${inPeriod('coalesce(lot.handed_over_at, lot.created_at)')}
ORDER BY lot.id`;

function sealsOf(seals: string): string | null {
  try {
    return (JSON.parse(seals) as string[]).join(', ') || null;
  } catch {
    return seals;
  }
}

const kilograms = (grams: number | null): number | null => (grams === null ? null : grams / 1000);

/** What was handed over together, to whom, and what came back of it. */
export const disposalLotsSheet = querySheet<LotRow>({
  name: '33_Disposal_lots',
  table: 'disposal_lot',
  numberedBy: 'id',
  alsoReads: ['disposal_lot_asset', 'disposal_received', 'recycler_certificate', 'supplier', 'operator'],
  sql: lotsSql,
  restrictedBy: ['period'],
  record: 'Lot no',
  control: 'Items',
  columns: [
    column('Lot no', 'integer', (row) => row.number),
    notRecorded('Shipment no'),
    column('Date', 'dateTime', (row) => row.handedOverAt ?? row.createdAt),
    column('Items', 'integer', (row) => row.items),
    column('Net weight kg', 'decimal', (row) => kilograms(row.weight ?? row.weighed)),
    notRecorded('WEEE category'),
    notRecorded('EWC/LoW code'),
    notRecorded('Hazardous (Y/N)', 'boolean'),
    column('Seal nos', 'text', (row) => sealsOf(row.seals)),
    column('Carrier', 'text', (row) => row.carrier),
    notRecorded('Carrier permit'),
    column('Handed over by', 'text', (row) => row.handedOverBy),
    column('Received by', 'text', (row) => row.receiver),
    column('Received at', 'dateTime', (row) => row.handedOverAt),
    notRecorded('Received weight', 'decimal'),
    column('Difference', 'integer', (row) => (row.received === 0 ? null : row.matched - row.items)),
    notRecorded('Waste transfer/consignment note no'),
    notRecorded('Basel/Annex VII ref'),
    column('Certificate of recycling no', 'text', ({ certificates }) =>
      certificates === null
        ? null
        : certificates
            .split(',')
            .map((number) => certificateName({ kind: 'lot', number: Number(number) }))
            .join(', '),
    ),
    notRecorded('Recovered % / reused %'),
    column('State', 'text', (row) => row.state),
    column('Way out', 'text', (row) => row.outcome),
    column('Recycler', 'text', (row) => row.recycler),
    column('Certified by', 'text', (row) => row.scheme),
    column('Certification no', 'text', (row) => row.certificate),
    column('Certification valid to', 'date', (row) => row.validUntil),
    moneyColumn('Proceeds', ({ proceeds: minor, currency }) => ({ minor, currency })),
    moneyColumn('Cost', ({ cost: minor, currency }) => ({ minor, currency })),
    column('Settled at', 'dateTime', (row) => row.settledAt),
  ],
});

interface VendorRow {
  id: number;
  vendor: string;
  scheme: string;
  number: string;
  validFrom: string;
  validUntil: string;
  addedAt: string;
  addedBy: string | null;
  shipments: number;
  late: number;
  withdrawnAt: string | null;
  withdrawnBecause: string | null;
}

const shipments = (condition: string) => `(SELECT count(*) FROM disposal_lot WHERE supplier_id = held.supplier_id
    AND handed_over_at IS NOT NULL AND ${inPeriod('handed_over_at')} AND ${condition})`;

const vendorsSql = `SELECT held.id, supplier.name AS vendor, held.scheme, held.number, held.valid_from AS validFrom,
  held.valid_until AS validUntil, held.added_at AS addedAt, operator.display_name AS addedBy, ${shipments('1')} AS shipments,
  ${shipments('substr(handed_over_at, 1, 10) > held.valid_until AND certificate_id = held.id')} AS late,
  held.withdrawn_at AS withdrawnAt, held.withdrawn_because AS withdrawnBecause
FROM recycler_certificate AS held
JOIN supplier ON supplier.id = held.supplier_id
LEFT JOIN operator ON operator.id = held.added_by
ORDER BY held.id`;

/** Who may receive what leaves, by which certification, and whether anything went there after it had ended. */
export const downstreamVendorsSheet = querySheet<VendorRow>({
  name: '34_Downstream_vendors',
  table: 'recycler_certificate',
  numberedBy: 'id',
  alsoReads: ['supplier', 'disposal_lot', 'operator'],
  sql: vendorsSql,
  restrictedBy: [],
  record: 'Certification id',
  control: 'Shipments after expiry',
  columns: [
    column('Vendor', 'text', (row) => row.vendor),
    column('Certificate (R2v3, e-Stewards, NAID AAA, ISO 14001, ISO 45001)', 'text', (row) => row.scheme),
    column('Certificate no', 'text', (row) => row.number),
    notRecorded('Scope/appendices'),
    column('Valid from', 'date', (row) => row.validFrom),
    column('Valid to', 'date', (row) => row.validUntil),
    column('Checked on', 'dateTime', (row) => row.addedAt),
    column('Checked by', 'text', (row) => row.addedBy),
    notRecorded('Data processing agreement (GDPR 28)'),
    notRecorded('Insurance to', 'date'),
    notRecorded('Last audit', 'date'),
    column('Shipments in the period', 'integer', (row) => row.shipments),
    column('Shipments after expiry', 'integer', (row) => row.late),
    column('Withdrawn at', 'dateTime', (row) => row.withdrawnAt),
    column('Withdrawn because', 'text', (row) => row.withdrawnBecause),
    column('Certification id', 'integer', (row) => row.id),
  ],
});
