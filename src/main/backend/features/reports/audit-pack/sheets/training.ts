import { column, querySheet } from '../query-sheet.ts';
import { inPeriod } from '../scope.ts';

interface CompletionRow {
  id: number;
  person: string | null;
  topic: string;
  version: number;
  givenAt: string;
  validUntil: string | null;
  signedAt: string;
  passed: 0 | 1;
  score: number;
  signer: string;
  overdue: 0 | 1;
  operator: string | null;
  department: string | null;
}

const sql = `SELECT completion.id, person.name AS person, course.title AS topic, version.number AS version,
  version.saved_at AS givenAt, completion.valid_until AS validUntil, completion.signed_at AS signedAt, completion.passed,
  completion.score, completion.signer,
  (completion.passed = 1 AND person.archived_at IS NULL AND completion.valid_until < :asOfDay AND NOT EXISTS (
    SELECT 1 FROM training_completion AS later JOIN training_version AS again ON again.id = later.version_id
    WHERE again.course_id = version.course_id AND later.person_id = completion.person_id AND later.passed = 1
      AND later.id > completion.id)) AS overdue,
  operator.display_name AS operator, department.name AS department
FROM training_completion AS completion
JOIN training_version AS version ON version.id = completion.version_id
JOIN training_course AS course ON course.id = version.course_id
LEFT JOIN person ON person.id = completion.person_id
LEFT JOIN department ON department.id = person.department_id
LEFT JOIN operator ON operator.id = completion.operator_id
WHERE ${inPeriod('completion.signed_at')}
ORDER BY completion.id`;

/** Who acknowledged what, in which wording, and whether it still counts. */
export const trainingSheet = querySheet<CompletionRow>({
  name: '71_Training',
  table: 'training_completion',
  numberedBy: 'id',
  alsoReads: ['training_version', 'training_course', 'person', 'department', 'operator'],
  sql,
  restrictedBy: ['period'],
  record: 'Record no',
  columns: [
    column('Person', 'text', (row) => row.person),
    column('Topic', 'text', (row) => row.topic),
    column('Version', 'integer', (row) => row.version),
    column('Given at', 'dateTime', (row) => row.givenAt),
    column('Expires', 'date', (row) => row.validUntil),
    column('Acknowledged at', 'dateTime', (row) => row.signedAt),
    column('Overdue', 'boolean', (row) => row.overdue === 1),
    column('Passed', 'boolean', (row) => row.passed === 1),
    column('Score %', 'integer', (row) => row.score),
    column('Signed as', 'text', (row) => row.signer),
    column('Department', 'text', (row) => row.department),
    column('Operator', 'text', (row) => row.operator),
    column('Record no', 'integer', (row) => row.id),
  ],
});
