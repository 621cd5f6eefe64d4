import { column, notRecorded, querySheet } from './query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from './scope.ts';

interface CustodyRow {
  id: number;
  personId: number | null;
  custodianKind: string;
  custodian: string | null;
  department: string | null;
  assetId: number;
  tag: string | null;
  startedAt: string;
  givenBy: string | null;
  dueOn: string | null;
  conditionOut: string;
  endedAt: string | null;
  takenBy: string | null;
  conditionIn: string | null;
  reversed: 0 | 1;
  note: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT custody.id, custody.person_id AS personId, custody.custodian_kind AS custodianKind,
  coalesce(person.name, keeper.name) AS custodian, department.name AS department, custody.asset_id AS assetId, asset.tag,
  custody.started_at AS startedAt, giver.display_name AS givenBy, custody.due_on AS dueOn,
  custody.condition_out AS conditionOut, custody.ended_at AS endedAt, taker.display_name AS takenBy,
  custody.condition_in AS conditionIn, custody.reversed, custody.note
FROM custody
LEFT JOIN asset ON asset.id = custody.asset_id
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN department ON department.id = person.department_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
LEFT JOIN operator AS giver ON giver.id = custody.handed_over_by
LEFT JOIN operator AS taker ON taker.id = custody.taken_back_by
WHERE (custody.ended_at IS NULL OR (${inPeriod('custody.ended_at')})) AND ${assetInScope}
ORDER BY custody.id`;

/** Who holds what now, and who gave back what in the period. */
export const custodySheet = querySheet<CustodyRow>({
  name: '14_Custody',
  table: 'custody',
  numberedBy: 'id',
  alsoReads: ['asset', 'person', 'department', 'place', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'Custody id',
  control: 'Asset id',
  columns: [
    column('Person id', 'integer', (row) => row.personId),
    column('Person', 'text', (row) => row.custodian),
    column('Department', 'text', (row) => row.department),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Tag', 'text', (row) => row.tag),
    column('Handed over at', 'dateTime', (row) => row.startedAt),
    column('By', 'text', (row) => row.givenBy),
    notRecorded('Acceptable-use version accepted'),
    notRecorded('Accepted at', 'dateTime'),
    notRecorded('Signature ref'),
    column('Due back', 'date', (row) => row.dueOn),
    column('Condition out', 'text', (row) => row.conditionOut),
    column('Custodian is', 'text', (row) => row.custodianKind),
    column('Taken back at', 'dateTime', (row) => row.endedAt),
    column('Taken back by', 'text', (row) => row.takenBy),
    column('Condition in', 'text', (row) => row.conditionIn),
    column('Reversed', 'boolean', (row) => row.reversed === 1),
    column('Note', 'text', (row) => row.note),
    column('Custody id', 'integer', (row) => row.id),
  ],
});
