import { requisitionNumber } from '#shared/features/procurement/requisition.ts';
import { column, moneyColumn, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface ApprovalRow {
  id: number;
  year: number;
  number: number;
  amountMinor: number;
  amountCurrency: string;
  requester: string | null;
  rules: string | null;
  first: string | null;
  firstAt: string | null;
  second: string | null;
  secondAt: string | null;
  further: string | null;
  state: string;
  reason: string;
  comments: string | null;
  self: number;
  putForwardBy: string | null;
  openedAt: string;
  closedAt: string | null;
}

/** The n-th vote of an approval, counted from 0. */
const vote = (column: string, place: number): string => `(SELECT ${column} FROM approval_vote
    JOIN operator ON operator.id = approval_vote.decided_by WHERE approval_id = approval.id
    ORDER BY approval_vote.id LIMIT 1 OFFSET ${place})`;
const said = `operator.display_name || ': ' || verdict`;

const sql = `SELECT approval.id, requisition.year, requisition.number, approval.amount_minor AS amountMinor,
  approval.amount_currency AS amountCurrency, person.name AS requester,
  (SELECT group_concat(name, ', ') FROM (SELECT approval_rule.name FROM approval_stage
    JOIN approval_rule ON approval_rule.id = approval_stage.rule_id
    WHERE approval_id = approval.id ORDER BY approval_stage.position)) AS rules,
  ${vote(said, 0)} AS first, ${vote('at', 0)} AS firstAt, ${vote(said, 1)} AS second, ${vote('at', 1)} AS secondAt,
  (SELECT group_concat(name, ', ') FROM (SELECT ${said} AS name FROM approval_vote
    JOIN operator ON operator.id = approval_vote.decided_by WHERE approval_id = approval.id
    ORDER BY approval_vote.id LIMIT -1 OFFSET 2)) AS further,
  approval.state, approval.reason,
  (SELECT group_concat(comment, '; ') FROM (SELECT comment FROM approval_vote
    WHERE approval_id = approval.id AND comment <> '' ORDER BY id)) AS comments,
  (SELECT count(*) FROM approval_vote JOIN approval_involved ON approval_involved.approval_id = approval_vote.approval_id
    AND approval_involved.operator_id IN (approval_vote.member_id, approval_vote.decided_by)
    WHERE approval_vote.approval_id = approval.id) AS self,
  proposer.display_name AS putForwardBy, approval.opened_at AS openedAt, approval.closed_at AS closedAt
FROM approval
JOIN requisition ON requisition.id = approval.requisition_id
LEFT JOIN person ON person.id = requisition.requester_id
LEFT JOIN operator AS proposer ON proposer.id = approval.put_forward_by
WHERE (${inPeriod('approval.opened_at')}) OR (${inPeriod('approval.closed_at')})
ORDER BY approval.id`;

/** What was put forward in the period, who decided, and that nobody decided over what is his. */
export const approvalsSheet = querySheet<ApprovalRow>({
  name: '65_Approvals',
  table: 'approval',
  numberedBy: 'id',
  alsoReads: [
    'requisition',
    'approval_stage',
    'approval_rule',
    'approval_vote',
    'approval_involved',
    'person',
    'operator',
  ],
  sql,
  restrictedBy: ['period'],
  record: 'Approval no',
  control: 'Self-approval (must be 0)',
  columns: [
    column('Request no', 'text', ({ year, number }) => requisitionNumber(year, number)),
    column('Kind', 'text', () => 'purchase'),
    moneyColumn('Amount', ({ amountMinor: minor, amountCurrency: currency }) => ({ minor, currency })),
    column('Requester', 'text', (row) => row.requester),
    column('Threshold rule', 'text', (row) => row.rules ?? 'any approver'),
    column('Approver 1', 'text', (row) => row.first),
    column('Approver 1 at', 'dateTime', (row) => row.firstAt),
    column('Approver 2', 'text', (row) => row.second),
    column('Approver 2 at', 'dateTime', (row) => row.secondAt),
    column('Decision', 'text', (row) => row.state),
    column('Reason', 'text', (row) => row.reason),
    column('Self-approval (must be 0)', 'integer', (row) => row.self),
    column('Further approvers', 'text', (row) => row.further),
    column('Comments', 'text', (row) => row.comments),
    column('Put forward by', 'text', (row) => row.putForwardBy),
    column('Opened at', 'dateTime', (row) => row.openedAt),
    column('Closed at', 'dateTime', (row) => row.closedAt),
    column('Approval no', 'integer', (row) => row.id),
  ],
});
