import { column, querySheet } from '../query-sheet.ts';
import { assetInScope, scopeTables } from '../scope.ts';

interface LoanRow {
  id: number;
  assetId: number;
  tag: string | null;
  borrower: string | null;
  startedAt: string;
  dueOn: string;
  endedAt: string | null;
  overdueDays: number;
  conditionOut: string;
  conditionIn: string | null;
  givenBy: string | null;
  takenBy: string | null;
  reversed: 0 | 1;
}

const sql = `WITH RECURSIVE ${scopeTables}
SELECT custody.id, custody.asset_id AS assetId, asset.tag, coalesce(person.name, keeper.name) AS borrower,
  custody.started_at AS startedAt, custody.due_on AS dueOn, custody.ended_at AS endedAt,
  max(0, CAST(julianday(substr(coalesce(custody.ended_at, :asOfDay), 1, 10)) - julianday(custody.due_on) AS INTEGER)) AS overdueDays,
  custody.condition_out AS conditionOut, custody.condition_in AS conditionIn, giver.display_name AS givenBy,
  taker.display_name AS takenBy, custody.reversed
FROM custody
LEFT JOIN asset ON asset.id = custody.asset_id
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
LEFT JOIN operator AS giver ON giver.id = custody.handed_over_by
LEFT JOIN operator AS taker ON taker.id = custody.taken_back_by
WHERE custody.due_on IS NOT NULL
  AND (:toInstant IS NULL OR custody.started_at <= :toInstant)
  AND (:fromInstant IS NULL OR custody.ended_at IS NULL OR custody.ended_at >= :fromInstant) AND ${assetInScope}
ORDER BY custody.id`;

/** Custodies with a day of return that ran at any time of the period. */
export const loansSheet = querySheet<LoanRow>({
  name: '16_Loans',
  table: 'custody',
  numberedBy: 'id',
  alsoReads: ['asset', 'person', 'place', 'operator'],
  sql,
  restrictedBy: ['period', 'assets'],
  always: 'custody without a day of return',
  record: 'Loan no',
  control: 'Overdue days',
  columns: [
    column('Loan no', 'integer', (row) => row.id),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Borrower', 'text', (row) => row.borrower),
    column('Out at', 'dateTime', (row) => row.startedAt),
    column('Due at', 'date', (row) => row.dueOn),
    column('In at', 'dateTime', (row) => row.endedAt),
    column('Overdue days', 'integer', (row) => row.overdueDays),
    column('Condition out', 'text', (row) => row.conditionOut),
    column('Condition in', 'text', (row) => row.conditionIn),
    column('Operator out', 'text', (row) => row.givenBy),
    column('Operator in', 'text', (row) => row.takenBy),
    column('Tag', 'text', (row) => row.tag),
    column('Reversed', 'boolean', (row) => row.reversed === 1),
  ],
});
