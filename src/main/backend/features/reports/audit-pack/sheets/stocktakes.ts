import { column, moneyColumn, notRecorded, querySheet } from '../query-sheet.ts';
import { assetInScope, inPeriod, placePaths, scopeTables } from '../scope.ts';

function namesIn(table: string, member: string): string {
  return `(SELECT group_concat(name, ', ') FROM (SELECT name FROM ${table}
    WHERE id IN (SELECT value FROM json_each(stocktake.scope, '$.${member}')) ORDER BY id))`;
}

function namesOf(column: string): string {
  return `(SELECT group_concat(name, ', ') FROM (SELECT DISTINCT operator.display_name AS name FROM stocktake_line
    JOIN operator ON operator.id = stocktake_line.${column} WHERE stocktake_id = stocktake.id ORDER BY name))`;
}

function countOf(condition: string): string {
  return `(SELECT count(*) FROM stocktake_line WHERE stocktake_id = stocktake.id AND ${condition})`;
}

interface SummaryRow {
  id: number;
  number: number;
  name: string;
  state: string;
  scope: string | null;
  frozenAt: string;
  startedAt: string | null;
  closedAt: string | null;
  method: string;
  sampleSize: number | null;
  seed: string | null;
  population: number | null;
  blind: 0 | 1;
  expected: number;
  found: number;
  expectedFound: number;
  misplaced: number;
  missing: number;
  unexpected: number;
  noPlace: number;
  unknown: number;
  cost: number | null;
  foundCost: number | null;
  currencies: number;
  countedBy: string | null;
  reconciledBy: string | null;
  approvedBy: string | null;
}

const expectedCost = (condition: string) =>
  `(SELECT sum(cost_minor) FROM stocktake_line WHERE stocktake_id = stocktake.id AND expected = 1${condition})`;

const summarySql = `SELECT stocktake.id, stocktake.number, stocktake.name, stocktake.state,
  nullif(concat_ws('; ', ${namesIn('place', 'placeIds')}, ${namesIn('department', 'departmentIds')}, ${namesIn('category', 'categoryIds')}), '') AS scope,
  stocktake.started_at AS frozenAt,
  (SELECT min(started_at) FROM stocktake_session WHERE stocktake_id = stocktake.id) AS startedAt,
  stocktake.closed_at AS closedAt, stocktake.method, stocktake.sample_size AS sampleSize, stocktake.seed,
  stocktake.population, stocktake.blind,
  ${countOf('expected = 1')} AS expected, ${countOf("result = 'found'")} AS found,
  ${countOf("result = 'found' AND expected = 1")} AS expectedFound,
  ${countOf("result = 'wrong_place'")} AS misplaced, ${countOf("result = 'missing'")} AS missing,
  ${countOf("result = 'unexpected'")} AS unexpected, ${countOf("result = 'no_place'")} AS noPlace,
  ${countOf("result = 'unknown'")} AS unknown,
  ${expectedCost('')} AS cost, ${expectedCost(" AND result = 'found'")} AS foundCost,
  (SELECT count(DISTINCT cost_currency) FROM stocktake_line WHERE stocktake_id = stocktake.id AND expected = 1) AS currencies,
  (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT operator_name AS name FROM stocktake_session
    WHERE stocktake_id = stocktake.id ORDER BY name)) AS countedBy,
  ${namesOf('decided_by')} AS reconciledBy, ${namesOf('approved_by')} AS approvedBy
FROM stocktake
WHERE stocktake.started_at IS NOT NULL AND ${inPeriod('stocktake.started_at')}
ORDER BY stocktake.id`;

/** Hundredths of a percent make percent with two decimals. */
function percent(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : Math.floor((part * 10_000) / whole) / 100;
}

/** Every stocktake that began in the period, with its numbers. */
export const stocktakeSummarySheet = querySheet<SummaryRow>({
  name: '20_Stocktake_summary',
  table: 'stocktake',
  numberedBy: 'id',
  alsoReads: ['stocktake_line', 'stocktake_session', 'operator', 'place', 'department', 'category'],
  sql: summarySql,
  restrictedBy: ['period'],
  always: 'stocktake that has not begun',
  record: 'Stocktake no',
  control: 'Expected',
  columns: [
    column('Stocktake no', 'integer', (row) => row.number),
    column('Scope', 'text', (row) => row.scope ?? 'Everything'),
    column('Frozen at', 'dateTime', (row) => row.frozenAt),
    column('Started', 'dateTime', (row) => row.startedAt),
    column('Closed', 'dateTime', (row) => (row.state === 'closed' ? row.closedAt : null)),
    column('Expected', 'integer', (row) => row.expected),
    column('Found', 'integer', (row) => row.found),
    column('Misplaced', 'integer', (row) => row.misplaced),
    column('Missing', 'integer', (row) => row.missing),
    column('Unknown', 'integer', (row) => row.unknown),
    notRecorded('Damaged', 'integer'),
    column('% by count', 'decimal', (row) => percent(row.expectedFound, row.expected)),
    column('% by value', 'decimal', (row) => (row.currencies === 1 ? percent(row.foundCost ?? 0, row.cost) : null)),
    column('Counted by', 'text', (row) => row.countedBy),
    column('Reconciled by', 'text', (row) => row.reconciledBy),
    column('Approved by', 'text', (row) => row.approvedBy),
    column('Name', 'text', (row) => row.name),
    column('State', 'text', (row) => row.state),
    column('Unexpected', 'integer', (row) => row.unexpected),
    column('No place on record', 'integer', (row) => row.noPlace),
    column('Sampling method', 'text', (row) => row.method),
    column('Population', 'integer', (row) => row.population),
    column('Sample size', 'integer', (row) => row.sampleSize),
    column('Seed of the draw', 'text', (row) => row.seed),
    column('Counted blind', 'boolean', (row) => row.blind === 1),
  ],
});

interface LineRow {
  id: number;
  number: number;
  assetId: number | null;
  tag: string | null;
  code: string | null;
  expectedPlace: string | null;
  foundPlace: string | null;
  result: string;
  how: string | null;
  seenAt: string | null;
  countedBy: string | null;
  otherWitnesses: string | null;
  note: string | null;
  carriedOver: 0 | 1;
  position: number | null;
}

/** The sighting that counts is the latest; equal instants are told apart by session and number. */
const decisive = `(SELECT sighting.id FROM stocktake_sighting AS sighting
  JOIN stocktake_session AS session ON session.id = sighting.session_id WHERE sighting.line_id = line.id
  ORDER BY sighting.at DESC, session.key DESC, sighting.number DESC LIMIT 1)`;

const linesSql = `WITH RECURSIVE ${scopeTables},
${placePaths}
SELECT line.id, stocktake.number, line.asset_id AS assetId, asset.tag, line.code, line.expected_place AS expectedPlace,
  place_path.path AS foundPlace, line.result, seen.how, line.seen_at AS seenAt, witness.operator_name AS countedBy,
  (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT session.operator_name || ' (' || session.desk || ')' AS name
    FROM stocktake_sighting AS sighting JOIN stocktake_session AS session ON session.id = sighting.session_id
    WHERE sighting.line_id = line.id AND session.id <> seen.session_id ORDER BY name)) AS otherWitnesses,
  line.note, line.carried_over AS carriedOver, line.position
FROM stocktake_line AS line
JOIN stocktake ON stocktake.id = line.stocktake_id
LEFT JOIN asset ON asset.id = line.asset_id
LEFT JOIN place_path ON place_path.id = line.seen_place_id
LEFT JOIN stocktake_sighting AS seen ON seen.id = ${decisive}
LEFT JOIN stocktake_session AS witness ON witness.id = seen.session_id
WHERE ${inPeriod('stocktake.started_at')} AND ${assetInScope}
ORDER BY line.id`;

/** Every line of these stocktakes: expected, drawn or not, or seen without being expected. */
export const stocktakeLinesSheet = querySheet<LineRow>({
  name: '21_Stocktake_lines',
  table: 'stocktake_line',
  numberedBy: 'id',
  alsoReads: ['stocktake', 'stocktake_sighting', 'stocktake_session', 'asset', 'place'],
  sql: linesSql,
  restrictedBy: ['period', 'assets'],
  record: 'Line no',
  columns: [
    column('Stocktake no', 'integer', (row) => row.number),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Tag', 'text', (row) => row.tag),
    column('Expected place', 'text', (row) => row.expectedPlace),
    column('Found place', 'text', (row) => row.foundPlace),
    column('Result', 'text', (row) => row.result),
    column('Read how', 'text', (row) => row.how),
    column('Read at', 'dateTime', (row) => row.seenAt),
    column('Counted by', 'text', (row) => row.countedBy),
    column('Second count', 'text', (row) => row.otherWitnesses),
    column('Comment', 'text', (row) => row.note),
    column('Code', 'text', (row) => row.code),
    column('Carried over', 'boolean', (row) => row.carriedOver === 1),
    column('Position in the population', 'integer', (row) => row.position),
    column('Line no', 'integer', (row) => row.id),
  ],
});

interface VarianceRow {
  id: number;
  number: number;
  assetId: number | null;
  tag: string | null;
  code: string | null;
  result: string;
  cause: string | null;
  decision: string | null;
  note: string | null;
  decidedBy: string | null;
  approvedBy: string | null;
  excusedBy: string | null;
  control: string | null;
  decidedAt: string | null;
  outcome: string | null;
  journalSeq: number | null;
  costMinor: number | null;
  costCurrency: string | null;
  incident: number | null;
}

const variancesSql = `WITH RECURSIVE ${scopeTables}
SELECT line.id, stocktake.number, line.asset_id AS assetId, asset.tag, line.code, line.result, line.cause, line.decision,
  line.note, decider.display_name AS decidedBy, approver.display_name AS approvedBy, excuser.display_name AS excusedBy,
  line.compensating_control AS control, line.decided_at AS decidedAt, line.outcome, line.journal_seq AS journalSeq,
  line.cost_minor AS costMinor, line.cost_currency AS costCurrency,
  (SELECT incident.number FROM incident JOIN incident_asset ON incident_asset.incident_id = incident.id
    WHERE incident.stocktake_id = line.stocktake_id AND incident_asset.asset_id = line.asset_id) AS incident
FROM stocktake_line AS line
JOIN stocktake ON stocktake.id = line.stocktake_id
LEFT JOIN asset ON asset.id = line.asset_id
LEFT JOIN operator AS decider ON decider.id = line.decided_by
LEFT JOIN operator AS approver ON approver.id = line.approved_by
LEFT JOIN operator AS excuser ON excuser.id = line.excused_by
WHERE line.result NOT IN ('found', 'not_drawn') AND stocktake.counted_at IS NOT NULL
  AND ${inPeriod('stocktake.started_at')} AND ${assetInScope}
ORDER BY line.id`;

/** What differed once counting had ended, and what became of it. */
export const variancesSheet = querySheet<VarianceRow>({
  name: '22_Variances',
  table: 'stocktake_line',
  numberedBy: 'id',
  alsoReads: ['stocktake', 'asset', 'operator', 'incident', 'incident_asset'],
  sql: variancesSql,
  restrictedBy: ['period', 'assets'],
  always: 'found as expected, not drawn, or still being counted',
  record: 'Line no',
  columns: [
    column('Stocktake no', 'integer', (row) => row.number),
    column('Asset id', 'integer', (row) => row.assetId),
    column('Variance', 'text', (row) => row.result),
    notRecorded('Book value', 'money'),
    column('Cause', 'text', (row) => row.cause),
    column('Decision', 'text', (row) => row.decision),
    column('Decided by', 'text', (row) => row.decidedBy),
    column('Approved by (not counter)', 'text', (row) => row.approvedBy),
    column('At', 'dateTime', (row) => row.decidedAt),
    column('Journal ref', 'integer', (row) => row.journalSeq),
    column('Incident no', 'integer', (row) => row.incident),
    column('Tag', 'text', (row) => row.tag),
    column('Code', 'text', (row) => row.code),
    moneyColumn('Cost', ({ costMinor: minor, costCurrency: currency }) => ({ minor, currency })),
    column('Reason', 'text', (row) => row.note),
    column('Outcome', 'text', (row) => row.outcome),
    column('Released in a small team by', 'text', (row) => row.excusedBy),
    column('Compensating control', 'text', (row) => row.control),
    column('Line no', 'integer', (row) => row.id),
  ],
});
