import { assetInScope, inPeriod, placePaths, scopeTables } from '../../audit-pack/scope.ts';
import { readyReport, reportColumn, rowsOfQuery, wordColumn } from './ready-report.ts';

interface MovementRow {
  at: string;
  tag: string | null;
  name: string | null;
  kind: string;
  fromText: string | null;
  toText: string | null;
  reason: string | null;
  operator: string | null;
  how: string;
}

export const movements = readyReport<MovementRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('at', 'dateTime', 18, (row) => row.at),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    wordColumn('movement', 'movement', 18, (row) => row.kind),
    reportColumn('from', 'text', 28, (row) => row.fromText),
    reportColumn('to', 'text', 28, (row) => row.toText),
    reportColumn('reason', 'text', 28, (row) => row.reason),
    reportColumn('operator', 'text', 18, (row) => row.operator),
    wordColumn('how', 'how', 12, (row) => row.how),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT movement.at, asset.tag, asset.name, movement.kind, movement.from_text AS fromText, movement.to_text AS toText,
  movement.reason, operator.display_name AS operator, movement.how
FROM movement
LEFT JOIN asset ON asset.id = movement.asset_id
LEFT JOIN operator ON operator.id = movement.operator_id
WHERE ${inPeriod('movement.at')} AND ${assetInScope}
ORDER BY movement.id DESC`),
});

interface OverdueRow {
  dueOn: string;
  days: number;
  custodian: string | null;
  email: string | null;
  department: string | null;
  tag: string;
  name: string;
  since: string;
}

export const overdue = readyReport<OverdueRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('dueOn', 'date', 12, (row) => row.dueOn),
    reportColumn('daysOver', 'integer', 10, (row) => row.days),
    reportColumn('custodian', 'text', 24, (row) => row.custodian),
    reportColumn('email', 'text', 28, (row) => row.email),
    reportColumn('department', 'text', 20, (row) => row.department),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 32, (row) => row.name),
    reportColumn('since', 'dateTime', 18, (row) => row.since),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}
SELECT custody.due_on AS dueOn, CAST(julianday(:asOfDay) - julianday(custody.due_on) AS INTEGER) AS days,
  coalesce(person.name, keeper.name) AS custodian, person.email, department.name AS department, asset.tag, asset.name,
  custody.started_at AS since
FROM custody
JOIN asset ON asset.id = custody.asset_id
LEFT JOIN person ON person.id = custody.person_id
LEFT JOIN department ON department.id = person.department_id
LEFT JOIN place AS keeper ON keeper.id = custody.place_id
WHERE custody.ended_at IS NULL AND custody.due_on < :asOfDay AND ${assetInScope}
ORDER BY custody.due_on, custody.id`),
});

interface LineRow {
  stocktake: number;
  title: string;
  tag: string | null;
  name: string | null;
  expectedPlace: string | null;
  seenPlace: string | null;
  result: string;
  seenAt: string | null;
  decision: string | null;
  note: string | null;
}

/** The stocktakes that began in the period; without a period the newest. */
export const stocktakeResult = readyReport<LineRow>({
  permission: 'asset.view',
  columns: [
    reportColumn('stocktake', 'integer', 10, (row) => row.stocktake),
    reportColumn('title', 'text', 24, (row) => row.title),
    reportColumn('tag', 'text', 14, (row) => row.tag),
    reportColumn('name', 'text', 30, (row) => row.name),
    wordColumn('result', 'lineResult', 16, (row) => row.result),
    reportColumn('expectedPlace', 'text', 28, (row) => row.expectedPlace),
    reportColumn('seenPlace', 'text', 28, (row) => row.seenPlace),
    reportColumn('seenAt', 'dateTime', 18, (row) => row.seenAt),
    wordColumn('decision', 'varianceDecision', 16, (row) => row.decision),
    reportColumn('note', 'text', 28, (row) => row.note),
  ],
  rows: rowsOfQuery(`WITH RECURSIVE ${scopeTables}, ${placePaths}
SELECT stocktake.number AS stocktake, stocktake.name AS title, coalesce(asset.tag, line.code) AS tag, asset.name,
  line.expected_place AS expectedPlace, place_path.path AS seenPlace, line.result, line.seen_at AS seenAt, line.decision,
  line.note
FROM stocktake_line AS line
JOIN stocktake ON stocktake.id = line.stocktake_id
LEFT JOIN asset ON asset.id = line.asset_id
LEFT JOIN place_path ON place_path.id = line.seen_place_id
WHERE stocktake.started_at IS NOT NULL AND line.result <> 'not_drawn' AND ${inPeriod('stocktake.started_at')}
  AND (:fromInstant IS NOT NULL OR :toInstant IS NOT NULL
    OR stocktake.id = (SELECT max(id) FROM stocktake WHERE started_at IS NOT NULL))
  AND ${assetInScope}
ORDER BY stocktake.id, line.result, tag`),
});
