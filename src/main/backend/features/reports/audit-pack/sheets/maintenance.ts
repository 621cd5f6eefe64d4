import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, onDaysOfPeriod, scopeTables } from '../scope.ts';

interface OrderRow {
  id: number;
  number: number;
  assetId: number;
  tag: string;
  title: string;
  plan: string | null;
  dueOn: string;
  doneOn: string | null;
  overdueDays: number;
  state: string;
  result: string | null;
  costMinor: number | null;
  costCurrency: string | null;
  downHours: number | null;
  endedBy: string | null;
  tasksOk: number;
  tasks: number;
  minutes: number | null;
  finding: string | null;
  skipReason: string | null;
}

const tasks = (condition: string) =>
  `(SELECT count(*) FROM work_order_task WHERE order_id = work_order.id AND ${condition})`;

const sql = `WITH RECURSIVE ${scopeTables}
SELECT work_order.id, work_order.number, work_order.asset_id AS assetId, asset.tag, work_order.title,
  maintenance_plan.name AS plan, work_order.due_on AS dueOn, work_order.done_on AS doneOn,
  CASE WHEN work_order.state = 'skipped' THEN 0 ELSE max(0, CAST(julianday(coalesce(work_order.done_on, :asOfDay))
    - julianday(work_order.due_on) AS INTEGER)) END AS overdueDays,
  work_order.state, work_order.result, work_order.cost_minor AS costMinor, work_order.cost_currency AS costCurrency,
  CASE WHEN work_order.out_of_service = 1 AND work_order.started_at IS NOT NULL THEN
    round((julianday(coalesce(work_order.ended_at, :asOfInstant)) - julianday(work_order.started_at)) * 24, 1) END AS downHours,
  operator.display_name AS endedBy, ${tasks("outcome = 'ok'")} AS tasksOk, ${tasks('1')} AS tasks, work_order.minutes,
  work_order.finding, work_order.skip_reason AS skipReason
FROM work_order
JOIN asset ON asset.id = work_order.asset_id
LEFT JOIN maintenance_plan ON maintenance_plan.id = work_order.plan_id
LEFT JOIN operator ON operator.id = work_order.ended_by
WHERE ((${onDaysOfPeriod('work_order.due_on')}) OR (${onDaysOfPeriod('work_order.done_on')})) AND ${assetInScope}
ORDER BY work_order.id`;

/** Work orders that were due in the period or done in it, with what was found. */
export const maintenanceSheet = querySheet<OrderRow>({
  name: '41_Maintenance',
  table: 'work_order',
  numberedBy: 'id',
  alsoReads: ['work_order_task', 'maintenance_plan', 'asset', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'No',
  control: 'Overdue days',
  columns: [
    column('No', 'integer', (row) => row.number),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Kind', 'text', (row) => (row.plan === null ? 'corrective' : 'planned')),
    column('Due', 'date', (row) => row.dueOn),
    column('Done', 'date', (row) => row.doneOn),
    column('Overdue days', 'integer', (row) => row.overdueDays),
    column('Result', 'text', (row) => row.result ?? row.state),
    moneyColumn('Cost', ({ costMinor: minor, costCurrency: currency }) => ({ minor, currency })),
    column('Down time h', 'decimal', (row) => row.downHours),
    column('By', 'text', (row) => row.endedBy),
    notRecorded('Vendor'),
    column('Asset tag', 'text', (row) => row.tag),
    column('What', 'text', (row) => row.title),
    column('Plan', 'text', (row) => row.plan),
    column('Tasks in order', 'text', (row) => `${row.tasksOk} of ${row.tasks}`),
    column('Minutes', 'integer', (row) => row.minutes),
    column('Finding', 'text', (row) => row.finding),
    column('Skipped because', 'text', (row) => row.skipReason),
  ],
});
