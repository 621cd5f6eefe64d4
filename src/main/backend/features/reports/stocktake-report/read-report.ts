import { createHash } from 'node:crypto';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { notFound } from '#backend/kernel/failure.ts';

/** What differed, as the report shows it: words, not codes. */
export interface ReportedVariance {
  item: string;
  name: string | null;
  result: string;
  expectedPlace: string | null;
  seenPlace: string | null;
  seenAt: string | null;
  witnesses: number;
  cause: string | null;
  decision: string | null;
  outcome: string | null;
  note: string | null;
  decidedBy: string | null;
  approvedBy: string | null;
}

/** What was counted by quantity at one place; differences with what followed from them. */
export interface ReportedCount {
  article: string;
  name: string;
  place: string;
  unit: string;
  expected: number;
  booked: number | null;
  counted: number | null;
  difference: number | null;
  decision: string | null;
  outcome: string | null;
  note: string | null;
  countedBy: string | null;
  decidedBy: string | null;
  approvedBy: string | null;
}

export interface StocktakeReport {
  number: number;
  name: string;
  /** Nothing is final before the stocktake is closed. */
  draft: boolean;
  facts: readonly (readonly [label: string, value: string])[];
  results: readonly (readonly [result: string, count: number])[];
  counters: readonly { operator: string; desk: string; origin: string; sightings: number }[];
  variances: readonly ReportedVariance[];
  /** Absent when nothing was counted by quantity. */
  counts?: readonly ReportedCount[];
  /** SHA-256 over everything above, so that paper and workbook can be told to be of one content. */
  seal: string;
}

interface Stored {
  number: number;
  name: string;
  state: string;
  method: string;
  sample_size: number | null;
  seed: string | null;
  population: number | null;
  blind: 0 | 1;
  second_person: 0 | 1;
  started_at: string | null;
  counted_at: string | null;
  closed_at: string | null;
  scope: string | null;
  planner: string;
  closer: string | null;
}

const named = (table: string, member: string) =>
  `(SELECT group_concat(name, ', ') FROM ${table} WHERE id IN (SELECT value FROM json_each(stocktake.scope, '$.${member}')))`;

const words = (code: string | null): string | null => code?.replaceAll('_', ' ') ?? null;
const time = (instant: string | null): string =>
  instant === null ? '–' : `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** Everything that the report of one stocktake says. @throws Failure NOT_FOUND */
export function readReport(sqlite: Sqlite, id: number): StocktakeReport {
  const stored = sqlite
    .prepare<[number], Stored>(
      `SELECT stocktake.*, planner.display_name AS planner, closer.display_name AS closer,
        nullif(concat_ws('; ', ${named('place', 'placeIds')}, ${named('department', 'departmentIds')}, ${named('category', 'categoryIds')}), '') AS scope
      FROM stocktake JOIN operator AS planner ON planner.id = planned_by LEFT JOIN operator AS closer ON closer.id = closed_by
      WHERE stocktake.id = ?`,
    )
    .get(id);
  if (!stored) throw notFound('stocktake', id);
  const counts = countsOf(sqlite, id);
  const content = {
    number: stored.number,
    name: stored.name,
    draft: stored.state !== 'closed',
    facts: factsOf(stored, accuracyOf(sqlite, id)),
    results: resultsOf(sqlite, id),
    counters: countersOf(sqlite, id),
    variances: variancesOf(sqlite, id),
    // What was sealed before anything was counted by quantity keeps its seal.
    ...(counts.length === 0 ? {} : { counts }),
  };
  return { ...content, seal: createHash('sha256').update(JSON.stringify(content), 'utf8').digest('hex') };
}

function factsOf(stored: Stored, accuracy: string): StocktakeReport['facts'] {
  const sample =
    stored.method === 'full'
      ? 'everything in the scope'
      : `${stored.method} sample of ${stored.sample_size ?? 0} out of ${stored.population ?? 0}, seed "${stored.seed ?? ''}"`;
  return [
    ['Scope', stored.scope ?? 'Everything'],
    ['Counted', stored.blind === 1 ? `${sample}, blind` : sample],
    ['List frozen at', time(stored.started_at)],
    ['Counting ended at', time(stored.counted_at)],
    ['Closed at', stored.state === 'closed' ? time(stored.closed_at) : 'not closed yet'],
    ['Planned by', stored.planner],
    ['Closed by', stored.closer ?? '–'],
    ['Second person', stored.second_person === 1 ? 'required' : 'not required'],
    ['Accuracy by count', accuracy],
  ];
}

function accuracyOf(sqlite: Sqlite, id: number): string {
  const { expected, found } = sqlite
    .prepare<[number], { expected: number; found: number }>(
      `SELECT count(*) AS expected, count(*) FILTER (WHERE result = 'found') AS found FROM stocktake_line
      WHERE stocktake_id = ? AND expected = 1`,
    )
    .get(id) ?? { expected: 0, found: 0 };
  const percent = expected === 0 ? '–' : `${(Math.floor((found * 10_000) / expected) / 100).toFixed(2)} %`;
  return `${percent} (${found} of ${expected} found where the register said)`;
}

function resultsOf(sqlite: Sqlite, id: number): StocktakeReport['results'] {
  return sqlite
    .prepare<[number], { result: string; count: number }>(
      'SELECT result, count(*) AS count FROM stocktake_line WHERE stocktake_id = ? GROUP BY result ORDER BY result',
    )
    .all(id)
    .map(({ result, count }) => [words(result) ?? '', count] as const);
}

function countersOf(sqlite: Sqlite, id: number): StocktakeReport['counters'] {
  return sqlite
    .prepare<[number], StocktakeReport['counters'][number]>(
      `SELECT operator_name AS operator, desk, origin,
        (SELECT count(*) FROM stocktake_sighting WHERE session_id = stocktake_session.id) AS sightings
      FROM stocktake_session WHERE stocktake_id = ? ORDER BY id`,
    )
    .all(id);
}

/** Every place as `place_path`, with the names of what it stands in. */
const placePaths = `WITH RECURSIVE place_path (id, path) AS (
        SELECT id, name FROM place WHERE parent_id IS NULL
        UNION ALL SELECT place.id, path || ' › ' || place.name FROM place JOIN place_path ON place.parent_id = place_path.id)`;

function countsOf(sqlite: Sqlite, id: number): ReportedCount[] {
  const rows = sqlite
    .prepare<[number], ReportedCount & { control: string | null }>(
      `${placePaths}
      SELECT article.code AS article, article.name, place_path.path AS place, article.unit, line.expected, line.booked,
        line.counted, line.counted - line.booked AS difference, line.decision, line.outcome, line.note,
        (SELECT CASE count(*) WHEN 1 THEN max(who) ELSE group_concat(who || ': ' || quantity, '; ') END
          FROM (SELECT who, quantity FROM supply_count_witness WHERE line_id = line.id ORDER BY at, key)) AS countedBy,
        decider.display_name AS decidedBy, approver.display_name AS approvedBy,
        line.compensating_control AS control
      FROM supply_count_line AS line JOIN supply_article AS article ON article.id = line.article_id
      JOIN place_path ON place_path.id = line.place_id
      LEFT JOIN operator AS decider ON decider.id = line.decided_by
      LEFT JOIN operator AS approver ON approver.id = coalesce(line.approved_by, line.excused_by)
      WHERE line.stocktake_id = ? ORDER BY place_path.path, article.name, line.id`,
    )
    .all(id);
  return rows.map(({ control, ...row }) => ({
    ...row,
    decision: words(row.decision),
    outcome: words(row.outcome),
    approvedBy: approverOf(row.approvedBy, control),
  }));
}

/** Who agreed, and in a team that is too small for a second person what was done instead. */
function approverOf(name: string | null, control: string | null): string | null {
  return control === null ? name : `${name ?? ''}, small team: ${control}`;
}

function variancesOf(sqlite: Sqlite, id: number): ReportedVariance[] {
  const rows = sqlite
    .prepare<[number], ReportedVariance & { control: string | null }>(
      `${placePaths}
      SELECT coalesce(asset.tag, line.code) AS item, asset.name, line.result, line.expected_place AS expectedPlace,
        place_path.path AS seenPlace, line.seen_at AS seenAt, line.witnesses, line.cause, line.decision, line.outcome,
        line.note, decider.display_name AS decidedBy, approver.display_name AS approvedBy,
        line.compensating_control AS control
      FROM stocktake_line AS line
      LEFT JOIN asset ON asset.id = line.asset_id LEFT JOIN place_path ON place_path.id = line.seen_place_id
      LEFT JOIN operator AS decider ON decider.id = line.decided_by
      LEFT JOIN operator AS approver ON approver.id = coalesce(line.approved_by, line.excused_by)
      WHERE line.stocktake_id = ? AND line.result NOT IN ('found', 'not_drawn') ORDER BY line.result, line.id`,
    )
    .all(id);
  return rows.map(({ control, ...row }) => ({
    ...row,
    result: words(row.result) ?? '',
    cause: words(row.cause),
    decision: words(row.decision),
    outcome: words(row.outcome),
    approvedBy: approverOf(row.approvedBy, control),
  }));
}
