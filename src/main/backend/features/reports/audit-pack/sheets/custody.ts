import { receiptNumber } from '#shared/features/custody/model.ts';
import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from '../scope.ts';

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
  shown: string | null;
  signedAt: string | null;
  receipt: number | null;
  signature: string | null;
  handover: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT custody.id, custody.person_id AS personId, custody.custodian_kind AS custodianKind,
  coalesce(person.name, keeper.name) AS custodian, department.name AS department, custody.asset_id AS assetId, asset.tag,
  custody.started_at AS startedAt, giver.display_name AS givenBy, custody.due_on AS dueOn,
  custody.condition_out AS conditionOut, custody.ended_at AS endedAt, taker.display_name AS takenBy,
  custody.condition_in AS conditionIn, custody.reversed, custody.note,
  (SELECT group_concat(wording, ', ') FROM (SELECT handover_text.title || ' v' || handover_text_version.version AS wording
    FROM handover_shown JOIN handover_text_version ON handover_text_version.id = handover_shown.version_id
    JOIN handover_text ON handover_text.id = handover_text_version.text_id
    WHERE handover_shown.handover_id = custody.handover_id ORDER BY 1)) AS shown,
  CASE handover.outcome WHEN 'signed' THEN handover.at END AS signedAt, handover.number AS receipt,
  handover.signature_sha256 AS signature, handover.outcome AS handover
FROM custody
LEFT JOIN asset ON asset.id = custody.asset_id
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN department ON department.id = person.department_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
LEFT JOIN operator AS giver ON giver.id = custody.handed_over_by
LEFT JOIN operator AS taker ON taker.id = custody.taken_back_by
LEFT JOIN handover ON handover.id = custody.handover_id
WHERE (custody.ended_at IS NULL OR (${inPeriod('custody.ended_at')})) AND ${assetInScope}
ORDER BY custody.id`;

/** Who holds what now, and who gave back what in the period. */
export const custodySheet = querySheet<CustodyRow>({
  name: '14_Custody',
  table: 'custody',
  numberedBy: 'id',
  alsoReads: ['asset', 'person', 'department', 'place', 'operator', 'handover', 'handover_text_version'],
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
    column('Acceptable-use version accepted', 'text', (row) => (row.handover === 'signed' ? row.shown : null)),
    column('Accepted at', 'dateTime', (row) => row.signedAt),
    column('Signature ref', 'text', (row) => row.signature),
    column('Due back', 'date', (row) => row.dueOn),
    column('Condition out', 'text', (row) => row.conditionOut),
    column('Receipt', 'text', (row) => (row.receipt === null ? null : receiptNumber(row.receipt))),
    column('Receipt was', 'text', (row) => row.handover),
    column('Custodian is', 'text', (row) => row.custodianKind),
    column('Taken back at', 'dateTime', (row) => row.endedAt),
    column('Taken back by', 'text', (row) => row.takenBy),
    column('Condition in', 'text', (row) => row.conditionIn),
    column('Reversed', 'boolean', (row) => row.reversed === 1),
    column('Note', 'text', (row) => row.note),
    column('Custody id', 'integer', (row) => row.id),
  ],
});
