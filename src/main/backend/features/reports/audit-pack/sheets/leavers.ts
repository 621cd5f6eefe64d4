import { column, notRecorded, querySheet } from '../query-sheet.ts';
import { onDaysOfPeriod } from '../scope.ts';

interface LeaverRow {
  personId: number;
  person: string;
  leftOn: string;
  held: number;
  returned: number;
  days: number | null;
  licences: number;
  accessesRevokedAt: string | null;
  accessesOpen: number;
  decision: string | null;
}

/** What somebody had on his last day, or still had afterwards. */
const heldThen = (what: string, condition = '1') => `(SELECT ${what} FROM custody WHERE custody.person_id = person.id
    AND custody.reversed = 0 AND substr(custody.started_at, 1, 10) <= person.ends_on
    AND (custody.ended_at IS NULL OR substr(custody.ended_at, 1, 10) >= person.ends_on) AND ${condition})`;

const access = (what: string, condition: string) => `(SELECT ${what} FROM role_run_item AS item
    JOIN role_run AS run ON run.id = item.run_id WHERE run.person_id = person.id AND run.kind = 'leaver'
    AND run.cancelled_at IS NULL AND item.kind = 'access' AND ${condition})`;

const sql = `SELECT person.id AS personId, person.name AS person, person.ends_on AS leftOn, ${heldThen('count(*)')} AS held,
  ${heldThen('count(*)', 'custody.ended_at IS NOT NULL')} AS returned,
  ${heldThen('CAST(max(julianday(substr(coalesce(custody.ended_at, :asOfDay), 1, 10)) - julianday(person.ends_on)) AS INTEGER)')} AS days,
  (SELECT count(*) FROM allocation WHERE person_id = person.id AND released_because = 'left') AS licences,
  ${access('max(item.done_at)', 'item.done_at IS NOT NULL')} AS accessesRevokedAt,
  ${access('count(*)', 'item.done_at IS NULL AND item.waived_at IS NULL')} AS accessesOpen,
  (SELECT decision || ': ' || reason FROM leaver_decision WHERE person_id = person.id ORDER BY id DESC LIMIT 1) AS decision
FROM person
WHERE person.ends_on IS NOT NULL AND person.ends_on <= :asOfDay AND ${onDaysOfPeriod('person.ends_on')}
ORDER BY person.id`;

/** Everybody who left in the period, and whether what he had came back. */
export const leaversSheet = querySheet<LeaverRow>({
  name: '15_Leavers',
  table: 'person',
  numberedBy: 'id',
  alsoReads: ['custody', 'allocation', 'role_run', 'role_run_item', 'leaver_decision'],
  sql,
  restrictedBy: ['period'],
  always: 'people who have not left',
  record: 'Person id',
  control: 'Outstanding',
  columns: [
    column('Person id', 'integer', (row) => row.personId),
    column('Left on', 'date', (row) => row.leftOn),
    column('Assets held on that day', 'integer', (row) => row.held),
    column('Returned', 'integer', (row) => row.returned),
    column('Outstanding', 'integer', (row) => row.held - row.returned),
    column('Days to return', 'integer', (row) => (row.held === 0 ? null : row.days)),
    column('Licences reclaimed', 'integer', (row) => row.licences),
    column('Accesses revoked at', 'dateTime', (row) => row.accessesRevokedAt),
    notRecorded('Signed by'),
    column('Exception', 'text', (row) => row.decision),
    column('Person', 'text', (row) => row.person),
    column('Accesses still open', 'integer', (row) => row.accessesOpen),
  ],
});
