import { column, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface LineRow {
  id: number;
  reviewId: number;
  fromDay: string;
  toDay: string;
  reviewer: string;
  operator: string;
  role: string;
  decision: string;
  at: string;
  doneAt: string | null;
  own: 0 | 1;
}

const sql = `SELECT line.id, review.id AS reviewId, review.from_day AS fromDay, review.to_day AS toDay,
  reviewer.display_name AS reviewer, operator.display_name AS operator,
  coalesce(own_role.name, line.role) AS role, line.decision, review.at, line.done_at AS doneAt,
  review.reviewer_id = line.operator_id AS own
FROM access_review_line AS line
JOIN access_review AS review ON review.id = line.review_id
JOIN operator AS reviewer ON reviewer.id = review.reviewer_id
JOIN operator ON operator.id = line.operator_id
LEFT JOIN own_role ON 'own:' || own_role.id = line.role
WHERE ${inPeriod('review.at')}
ORDER BY line.id`;

/** Every role that somebody looked at again, and what came of it. */
export const accessReviewsSheet = querySheet<LineRow>({
  name: '62_Access_reviews',
  table: 'access_review_line',
  numberedBy: 'id',
  alsoReads: ['access_review', 'operator', 'own_role'],
  sql,
  restrictedBy: ['period'],
  record: 'Line no',
  columns: [
    column('Review no', 'integer', (row) => row.reviewId),
    column('Period', 'text', (row) => `${row.fromDay} to ${row.toDay}`),
    column('Reviewer', 'text', (row) => row.reviewer),
    column('Operator', 'text', (row) => row.operator),
    column('Role', 'text', (row) => row.role),
    column('Decision', 'text', (row) => row.decision),
    column('At', 'dateTime', (row) => row.at),
    column('Action done at', 'dateTime', (row) => row.doneAt),
    column('Own role', 'boolean', (row) => row.own === 1),
    column('Line no', 'integer', (row) => row.id),
  ],
});
