import { conflicts } from '#shared/features/auth/separation.ts';
import { orderNumber } from '#shared/features/procurement/order.ts';
import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import { column, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface ConflictRow {
  kind: 'purchase' | 'roles';
  id: number;
  operator: string | null;
  /** Of a purchase the two duties; of roles the key of the conflict, twice. */
  duty: string;
  joinedWith: string;
  control: string;
  at: string;
  times: number | null;
  allowedBy: string | null;
  endedAt: string | null;
  requestYear: number | null;
  requestNumber: number | null;
  orderYear: number | null;
  orderNumber: number | null;
}

const sql = `SELECT 'purchase' AS kind, exception.id, operator.display_name AS operator, exception.duty,
  exception.joined_with AS joinedWith, exception.control, exception.at,
  (SELECT count(*) FROM duty_exception AS same WHERE same.operator_id = exception.operator_id
    AND same.requisition_id = exception.requisition_id) AS times,
  NULL AS allowedBy, NULL AS endedAt,
  requisition.year AS requestYear, requisition.number AS requestNumber, purchase.year AS orderYear,
  purchase.number AS orderNumber
FROM duty_exception AS exception
JOIN requisition ON requisition.id = exception.requisition_id
LEFT JOIN purchase_order AS purchase ON purchase.id = exception.order_id
LEFT JOIN operator ON operator.id = exception.operator_id
WHERE ${inPeriod('exception.at')}
UNION ALL
SELECT 'roles', allowed.id, operator.display_name, allowed.conflict, allowed.conflict, allowed.control, allowed.allowed_at,
  NULL, giver.display_name, allowed.ended_at, NULL, NULL, NULL, NULL
FROM operator_conflict AS allowed
JOIN operator ON operator.id = allowed.operator_id
JOIN operator AS giver ON giver.id = allowed.allowed_by
WHERE (:toInstant IS NULL OR allowed.allowed_at <= :toInstant)
  AND (:fromInstant IS NULL OR allowed.ended_at IS NULL OR allowed.ended_at >= :fromInstant)
ORDER BY 1, 2`;

/** The two permissions of a conflict of roles; a conflict that this version does not know any more stands by its key. */
function permissionsOf(key: string): readonly [string, string] {
  return conflicts.find((each) => each.key === key)?.permissions ?? [key, key];
}

const sides = (row: ConflictRow): readonly [string, string] =>
  row.kind === 'purchase' ? [row.joinedWith, row.duty] : permissionsOf(row.duty);

function ruleOf(row: ConflictRow): string {
  const [one, other] = sides(row);
  return row.kind === 'purchase'
    ? `nobody ${one}s and ${other}s in the same purchase`
    : `nobody may both ${one} and ${other}`;
}

function objectsOf({ requestYear, requestNumber, orderYear, orderNumber: order }: ConflictRow): string {
  return [
    ...(requestYear === null || requestNumber === null ? [] : [requisitionNumber(requestYear, requestNumber)]),
    ...(orderYear === null || order === null ? [] : [orderNumber(orderYear, order)]),
  ].join(', ');
}

/**
 * Where one person joined two duties of one purchase, and who holds roles that one person should not hold together:
 * what a team too small may do when it writes down what is done instead.
 */
export const dutyConflictsSheet = querySheet<ConflictRow>({
  name: '66_SoD_conflicts',
  table: 'duty_exception',
  numberedBy: null,
  alsoReads: ['operator_conflict', 'requisition', 'purchase_order', 'operator'],
  sql,
  restrictedBy: ['period'],
  record: 'Exception no',
  columns: [
    column('Operator', 'text', (row) => row.operator),
    column('Role A', 'text', (row) => sides(row)[0]),
    column('Role B', 'text', (row) => sides(row)[1]),
    column('Rule', 'text', ruleOf),
    column('Since', 'dateTime', (row) => row.at),
    column('Compensating control', 'text', (row) => row.control),
    column('Used both on the same object (n)', 'integer', (row) => row.times),
    column('Objects', 'text', objectsOf),
    column('Kind', 'text', (row) => row.kind),
    column('Allowed by', 'text', (row) => row.allowedBy),
    column('Ended at', 'dateTime', (row) => row.endedAt),
    column('Exception no', 'text', (row) => `${row.kind} ${row.id}`),
  ],
});
