import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface OperatorRow {
  id: number;
  username: string;
  name: string;
  active: 0 | 1;
  roles: string | null;
  createdAt: string;
  createdBy: string | null;
  lastSignInAt: string | null;
  failed: number;
  factor: string | null;
}

const sql = `WITH failed (username, times) AS (
  SELECT lower(json_extract(data, '$.username')), count(*) FROM journal
  WHERE event = 'auth.signInFailed' AND ${inPeriod('at')} GROUP BY 1),
held (operator_id, roles) AS (
  SELECT operator_id, group_concat(role, ' ') FROM (SELECT operator_id, role FROM operator_role ORDER BY operator_id, role)
  GROUP BY operator_id),
made (subject, actor) AS (
  SELECT subject, actor FROM journal WHERE event IN ('auth.operatorCreated', 'auth.administratorCreated')
  GROUP BY subject HAVING seq = min(seq))
SELECT operator.id, operator.username, operator.display_name AS name, operator.active, held.roles,
  operator.created_at AS createdAt, made.actor AS createdBy, operator.last_sign_in_at AS lastSignInAt,
  coalesce(failed.times, 0) AS failed,
  (SELECT confirmed_at FROM operator_second_factor WHERE operator_id = operator.id) AS factor
FROM operator
LEFT JOIN held ON held.operator_id = operator.id
LEFT JOIN made ON made.subject = 'operator:' || operator.id
LEFT JOIN failed ON failed.username = lower(operator.username)
ORDER BY operator.id`;

/** Everybody who can or could sign in; only the count of failures follows the period. */
export const operatorsSheet = querySheet<OperatorRow>({
  name: '60_Operators',
  table: 'operator',
  numberedBy: 'id',
  alsoReads: ['operator_role', 'operator_second_factor', 'journal'],
  sql,
  restrictedBy: [],
  record: 'Operator id',
  control: 'Failed in period',
  columns: [
    column('Operator id', 'integer', (row) => row.id),
    column('Name', 'text', (row) => row.name),
    notRecorded('Person id', 'integer'),
    column('State', 'text', (row) => (row.active === 1 ? 'active' : 'disabled')),
    column('Roles', 'text', (row) => row.roles),
    column('Created by/at', 'dateTime', (row) => row.createdAt),
    notRecorded('Approved by'),
    column('Last sign-in', 'dateTime', (row) => row.lastSignInAt),
    column('Second factor', 'text', (row) => (row.factor === null ? 'none' : 'authenticator')),
    notRecorded('Password hash parameters'),
    column('Failed in period', 'integer', (row) => row.failed),
    notRecorded('Locked now', 'boolean'),
    notRecorded('Leaver on', 'date'),
    column('User name', 'text', (row) => row.username),
    column('Created by', 'text', (row, { operators }) =>
      row.createdBy === null ? null : (operators.get(row.createdBy) ?? row.createdBy),
    ),
  ],
});
