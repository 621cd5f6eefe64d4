import type { PackSheet } from '../pack-sheet.ts';
import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface ExceptionRow {
  sheet: string;
  record: string;
  rule: string;
  severity: string;
  owner: string | null;
  due: string | null;
  status: string;
  comment: string | null;
}

/** One kind of what is open or outside a rule; each names the sheet on which its record stands. */
function open(sheet: string, severity: 'high' | 'medium', rule: string, select: string): string {
  return `SELECT '${sheet}' AS sheet, '${rule}' AS rule, '${severity}' AS severity, ${select}`;
}

const kinds = [
  open(
    '14_Custody',
    'medium',
    'given back by its day',
    `'custody ' || custody.id || ', ' || asset.tag AS record, coalesce(person.name, keeper.name) AS owner, custody.due_on AS due,
  'overdue' AS status, NULL AS comment FROM custody JOIN asset ON asset.id = custody.asset_id
  LEFT JOIN person ON person.id = custody.person_id LEFT JOIN place AS keeper ON keeper.id = custody.place_id
  WHERE custody.ended_at IS NULL AND custody.due_on < :asOfDay AND ${assetInScope}`,
  ),
  open(
    '15_Leavers',
    'high',
    'what a leaver had comes back',
    `'person ' || person.id || ', ' || asset.tag, person.name, person.ends_on, 'still held',
  (SELECT decision || ': ' || reason FROM leaver_decision WHERE person_id = person.id ORDER BY id DESC LIMIT 1)
  FROM custody JOIN person ON person.id = custody.person_id JOIN asset ON asset.id = custody.asset_id
  WHERE custody.ended_at IS NULL AND person.ends_on < :asOfDay AND ${assetInScope}`,
  ),
  open(
    '22_Variances',
    'high',
    'every variance is decided',
    `'stocktake ' || stocktake.number || ', ' || coalesce(asset.tag, line.code, 'line ' || line.id), NULL, NULL, line.result,
  line.note FROM stocktake_line AS line JOIN stocktake ON stocktake.id = line.stocktake_id
  LEFT JOIN asset ON asset.id = line.asset_id
  WHERE line.result NOT IN ('found', 'not_drawn') AND stocktake.counted_at IS NOT NULL AND line.decision IS NULL
    AND ${assetInScope}`,
  ),
  open(
    '31_Sanitisation',
    'high',
    'a second person confirms',
    `'record ' || sanitisation.number, operator.display_name, NULL, 'not confirmed', NULL
  FROM sanitisation JOIN medium ON medium.id = sanitisation.medium_id JOIN asset ON asset.id = medium.asset_id
  LEFT JOIN operator ON operator.id = sanitisation.operator_id
  WHERE sanitisation.needs_witness = 1 AND sanitisation.witness_id IS NULL AND sanitisation.result = 'passed'
    AND ${assetInScope}`,
  ),
  open(
    '31_Sanitisation',
    'high',
    'what failed to be sanitised is destroyed',
    `'record ' || failed.number, operator.display_name, NULL, 'failed', failed.failure
  FROM sanitisation AS failed JOIN medium ON medium.id = failed.medium_id JOIN asset ON asset.id = medium.asset_id
  LEFT JOIN operator ON operator.id = failed.operator_id
  WHERE failed.result = 'failed' AND NOT EXISTS (SELECT 1 FROM sanitisation AS later
    WHERE later.medium_id = failed.medium_id AND later.id > failed.id AND later.result = 'passed') AND ${assetInScope}`,
  ),
  open(
    '40_Protection_state',
    'high',
    'a disk is encrypted',
    `asset.tag, coalesce(person.name, operator.display_name), NULL, reading.encryption, reading.taken_on
  FROM posture_reading AS reading JOIN asset ON asset.id = reading.asset_id
  LEFT JOIN custody ON custody.asset_id = asset.id AND custody.ended_at IS NULL
  LEFT JOIN person ON person.id = custody.person_id LEFT JOIN operator ON operator.id = reading.recorded_by
  WHERE reading.encryption IN ('off', 'partly') AND asset.status NOT IN ('ordered', 'retiring', 'disposed')
    AND NOT EXISTS (SELECT 1 FROM posture_reading AS later WHERE later.asset_id = reading.asset_id
      AND later.encryption IS NOT NULL AND (later.taken_on, later.id) > (reading.taken_on, reading.id))
    AND ${assetInScope}`,
  ),
  open(
    '41_Maintenance',
    'medium',
    'work is done by its day',
    `'order ' || work_order.number || ', ' || asset.tag, operator.display_name, work_order.due_on, work_order.state,
  work_order.title FROM work_order JOIN asset ON asset.id = work_order.asset_id
  LEFT JOIN operator ON operator.id = work_order.assignee_id
  WHERE work_order.state IN ('open', 'in_work') AND work_order.due_on < :asOfDay AND ${assetInScope}`,
  ),
  open(
    '42_Backups',
    'high',
    'the newest run went well',
    `'item ' || item.id || ', ' || item.what, operator.display_name, NULL, 'failed', run.note
  FROM protected_item AS item JOIN protection_run AS run ON run.id = (SELECT id FROM protection_run
    WHERE item_id = item.id ORDER BY ended_at DESC LIMIT 1)
  LEFT JOIN asset ON asset.id = item.asset_id LEFT JOIN operator ON operator.id = item.responsible_id
  WHERE item.archived_at IS NULL AND run.outcome = 'failed' AND (item.asset_id IS NULL OR (${assetInScope}))`,
  ),
  open(
    '42_Backups',
    'medium',
    'a restore is proved in its time',
    `'item ' || item.id || ', ' || item.what, operator.display_name,
  date(coalesce(tested.day, substr(item.created_at, 1, 10)), '+' || item.test_every_days || ' days'),
  iif(tested.day IS NULL, 'never proved', 'proof is old'), NULL
  FROM protected_item AS item LEFT JOIN (SELECT item_id, max(tested_on) AS day FROM restore_test WHERE passed = 1
    GROUP BY item_id) AS tested ON tested.item_id = item.id
  LEFT JOIN asset ON asset.id = item.asset_id LEFT JOIN operator ON operator.id = item.responsible_id
  WHERE item.archived_at IS NULL AND item.test_every_days IS NOT NULL AND (tested.day IS NULL
    OR date(tested.day, '+' || item.test_every_days || ' days') < :asOfDay) AND (item.asset_id IS NULL OR (${assetInScope}))`,
  ),
  open(
    '62_Access_reviews',
    'high',
    'what a review withdraws is withdrawn',
    `'review ' || review.id || ', line ' || line.id, operator.display_name, NULL, line.role, NULL
  FROM access_review_line AS line JOIN access_review AS review ON review.id = line.review_id
  JOIN operator ON operator.id = line.operator_id WHERE line.decision = 'withdraw' AND line.done_at IS NULL`,
  ),
  open(
    '65_Approvals',
    'medium',
    'a proposal is decided in its time',
    `'approval ' || approval.id, operator.display_name, substr(approval.expires_at, 1, 10), approval.state, approval.reason
  FROM approval LEFT JOIN operator ON operator.id = approval.put_forward_by
  WHERE approval.state = 'open' AND approval.expires_at < :asOfInstant`,
  ),
  open(
    '70_Incidents',
    'high',
    'a step is done by its hour',
    `'incident ' || incident.number || ', ' || coalesce(step.usual, step.title), operator.display_name,
  substr(step.due_at, 1, 10), 'late', step.instruction
  FROM incident_step AS step JOIN incident ON incident.id = step.incident_id
  LEFT JOIN operator ON operator.id = incident.in_hand_of
  WHERE step.done_at IS NULL AND step.due_at < :asOfInstant AND incident.closed_at IS NULL`,
  ),
  open(
    '71_Training',
    'medium',
    'what was signed is signed again before it ends',
    `'record ' || completion.id, person.name, completion.valid_until, 'expired', course.title
  FROM training_completion AS completion JOIN training_version AS version ON version.id = completion.version_id
  JOIN training_course AS course ON course.id = version.course_id AND course.archived_at IS NULL
  JOIN person ON person.id = completion.person_id AND person.archived_at IS NULL
  WHERE completion.passed = 1 AND completion.valid_until < :asOfDay AND NOT EXISTS (
    SELECT 1 FROM training_completion AS later JOIN training_version AS again ON again.id = later.version_id
    WHERE again.course_id = version.course_id AND later.person_id = completion.person_id AND later.passed = 1
      AND later.id > completion.id)`,
  ),
  open(
    '93_App_backups',
    'high',
    'the newest backup is whole',
    `'backup ' || run.id, NULL, NULL, run.failure, run.path FROM backup_run AS run
  WHERE run.failure IS NOT NULL AND run.kind = 'backup'
    AND run.id = (SELECT max(id) FROM backup_run WHERE kind = 'backup')`,
  ),
];

const sql = `WITH RECURSIVE ${scopeTables}
${kinds.join('\nUNION ALL\n')}
ORDER BY 1, 4`;

const listed = querySheet<ExceptionRow>({
  name: '99_Exceptions',
  table: 'custody',
  numberedBy: null,
  alsoReads: [
    'person',
    'stocktake_line',
    'sanitisation',
    'work_order',
    'approval',
    'incident_step',
    'posture_reading',
    'protected_item',
    'access_review_line',
    'training_completion',
    'backup_run',
  ],
  sql,
  restrictedBy: ['assets'],
  record: 'Record',
  columns: [
    column('Sheet', 'text', (row) => ({ text: row.sheet, sheet: row.sheet })),
    column('Record', 'text', (row) => row.record),
    column('Rule', 'text', (row) => row.rule),
    column('Severity', 'text', (row) => row.severity),
    column('Owner', 'text', (row) => row.owner),
    column('Due', 'date', (row) => row.due),
    column('Status', 'text', (row) => row.status),
    column('Comment', 'text', (row) => row.comment),
  ],
});

/** Everything that is open or outside a rule now; the period does not restrict it. The control map counts it by sheet. */
export const exceptionsSheet: PackSheet = {
  ...listed,
  *rows(context) {
    for (const row of listed.rows(context)) {
      const [sheet] = row;
      const name = sheet !== null && typeof sheet === 'object' && 'text' in sheet ? sheet.text : '';
      context.exceptions.set(name, (context.exceptions.get(name) ?? 0) + 1);
      yield row;
    }
  },
};
