import { orderNumber } from '#shared/features/procurement/order.ts';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import { column, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface ConflictRow {
  id: number;
  operator: string | null;
  duty: string;
  joinedWith: string;
  control: string;
  at: string;
  times: number;
  requestYear: number;
  requestNumber: number;
  orderYear: number | null;
  orderNumber: number | null;
}

const sql = `SELECT exception.id, operator.display_name AS operator, exception.duty, exception.joined_with AS joinedWith,
  exception.control, exception.at,
  (SELECT count(*) FROM duty_exception AS same WHERE same.operator_id = exception.operator_id
    AND same.requisition_id = exception.requisition_id) AS times,
  requisition.year AS requestYear, requisition.number AS requestNumber, purchase.year AS orderYear,
  purchase.number AS orderNumber
FROM duty_exception AS exception
JOIN requisition ON requisition.id = exception.requisition_id
LEFT JOIN purchase_order AS purchase ON purchase.id = exception.order_id
LEFT JOIN operator ON operator.id = exception.operator_id
WHERE ${inPeriod('exception.at')}
ORDER BY exception.id`;

/** Where one person joined two duties of one purchase, which a team too small may do when it writes down what is done instead. */
export const dutyConflictsSheet = querySheet<ConflictRow>({
  name: '66_SoD_conflicts',
  table: 'duty_exception',
  numberedBy: 'id',
  alsoReads: ['requisition', 'purchase_order', 'operator'],
  sql,
  restrictedBy: ['period'],
  record: 'Exception no',
  columns: [
    column('Operator', 'text', (row) => row.operator),
    column('Role A', 'text', (row) => row.joinedWith),
    column('Role B', 'text', (row) => row.duty),
    column('Rule', 'text', (row) => `nobody ${row.joinedWith}s and ${row.duty}s in the same purchase`),
    column('Since', 'dateTime', (row) => row.at),
    column('Compensating control', 'text', (row) => row.control),
    column('Used both on the same object (n)', 'integer', (row) => row.times),
    column('Objects', 'text', ({ requestYear, requestNumber, orderYear, orderNumber: order }) =>
      [
        requisitionNumber(requestYear, requestNumber),
        ...(orderYear === null || order === null ? [] : [orderNumber(orderYear, order)]),
      ].join(', '),
    ),
    column('Exception no', 'integer', (row) => row.id),
  ],
});
