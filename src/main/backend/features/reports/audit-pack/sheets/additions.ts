import { orderNumber } from '#shared/features/procurement/order.ts';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from '../scope.ts';

interface AdditionRow {
  id: number;
  tag: string;
  serial: string | null;
  requestYear: number | null;
  requestNumber: number | null;
  approvers: string | null;
  approvedAt: string | null;
  orderYear: number | null;
  orderNumber: number | null;
  typedOrder: string | null;
  receiptId: number | null;
  inspectedBy: string | null;
  verdict: string | null;
  receivedAt: string | null;
  createdAt: string;
  days: number | null;
  costMinor: number | null;
  costCurrency: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT asset.id, asset.tag, asset.serial, requisition.year AS requestYear, requisition.number AS requestNumber,
  (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT operator.display_name AS name FROM approval_vote
    JOIN operator ON operator.id = approval_vote.decided_by
    WHERE approval_vote.approval_id = purchase.approval_id AND verdict = 'approve' ORDER BY name)) AS approvers,
  approval.closed_at AS approvedAt, purchase.year AS orderYear, purchase.number AS orderNumber,
  asset.order_number AS typedOrder, receipt.id AS receiptId, inspector.display_name AS inspectedBy, unit.verdict,
  receipt.received_at AS receivedAt, asset.created_at AS createdAt,
  CAST(julianday(asset.created_at) - julianday(receipt.received_at) AS INTEGER) AS days,
  asset.cost_minor AS costMinor, asset.cost_currency AS costCurrency
FROM asset
LEFT JOIN receipt_unit AS unit ON unit.asset_id = asset.id
LEFT JOIN receipt ON receipt.id = unit.receipt_id
LEFT JOIN operator AS inspector ON inspector.id = receipt.received_by
LEFT JOIN purchase_order AS purchase ON purchase.id = receipt.order_id
LEFT JOIN requisition ON requisition.id = purchase.requisition_id
LEFT JOIN approval ON approval.id = purchase.approval_id
WHERE ${inPeriod('asset.created_at')} AND ${assetInScope}
ORDER BY asset.id`;

/** Every asset that came into the register in the period, with the purchase it came from where there is one. */
export const additionsSheet = querySheet<AdditionRow>({
  name: '11_Additions',
  table: 'asset',
  numberedBy: 'id',
  alsoReads: ['receipt_unit', 'receipt', 'purchase_order', 'requisition', 'approval', 'approval_vote', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'Asset id',
  control: 'Cost',
  columns: [
    column('Asset id', 'integer', (row) => row.id),
    column('Tag', 'text', (row) => row.tag),
    column('Serial', 'text', (row) => row.serial),
    column('Request no', 'text', ({ requestYear: year, requestNumber: number }) =>
      year === null || number === null ? null : requisitionNumber(year, number),
    ),
    column('Approver(s)', 'text', (row) => row.approvers),
    column('Approved at', 'dateTime', (row) => row.approvedAt),
    column('PO no', 'text', ({ orderYear: year, orderNumber: number, typedOrder }) =>
      year === null || number === null ? typedOrder : orderNumber(year, number),
    ),
    column('Receipt no', 'integer', (row) => row.receiptId),
    column('Inspected by', 'text', (row) => row.inspectedBy),
    column('Inspection result', 'text', (row) => row.verdict),
    column('Received at', 'dateTime', (row) => row.receivedAt),
    column('Registered at', 'dateTime', (row) => row.createdAt),
    column('Days receipt to register', 'integer', (row) => row.days),
    notRecorded('Tag verified at', 'dateTime'),
    moneyColumn('Cost', ({ costMinor: minor, costCurrency: currency }) => ({ minor, currency })),
  ],
});
