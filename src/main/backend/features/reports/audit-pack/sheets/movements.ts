import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, scopeTables } from '../scope.ts';

interface MovementRow {
  id: number;
  seq: number;
  at: string;
  assetId: number;
  tag: string | null;
  fromText: string | null;
  toText: string | null;
  kind: string;
  reason: string | null;
  operator: string | null;
  desk: string | null;
  how: string;
  hash: string | null;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT movement.id, movement.journal_seq AS seq, movement.at, movement.asset_id AS assetId, asset.tag,
  movement.from_text AS fromText, movement.to_text AS toText, movement.kind, movement.reason,
  operator.display_name AS operator, journal.desk, movement.how, journal.hash
FROM movement
LEFT JOIN asset ON asset.id = movement.asset_id
LEFT JOIN operator ON operator.id = movement.operator_id
LEFT JOIN journal ON journal.seq = movement.journal_seq
WHERE ${inPeriod('movement.at')} AND ${assetInScope}
ORDER BY movement.id`;

/** Changes of custody, place and status, each with the journal entry that proves it. */
export const movementsSheet = querySheet<MovementRow>({
  name: '13_Movements',
  table: 'movement',
  numberedBy: 'id',
  alsoReads: ['asset', 'operator', 'journal'],
  sql,
  restrictedBy: ['period', 'assets'],
  record: 'Movement id',
  control: 'Asset id',
  columns: [
    column('Seq', 'integer', (row) => row.seq),
    column('At (UTC)', 'dateTime', (row) => row.at),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Tag', 'text', (row) => row.tag),
    column('From', 'text', (row) => row.fromText),
    column('To', 'text', (row) => row.toText),
    column('Kind of change', 'text', (row) => row.kind),
    column('Reason', 'text', (row) => row.reason),
    column('Operator', 'text', (row) => row.operator),
    column('Desk', 'text', (row) => row.desk),
    column('How (scan, RFID, manual)', 'text', (row) => row.how),
    column('Audit hash', 'text', (row) => row.hash),
    column('Movement id', 'integer', (row) => row.id),
  ],
});
