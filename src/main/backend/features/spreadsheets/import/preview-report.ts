import type { ImportProblem, PreviewReport, RowOutcome } from '#shared/features/spreadsheets/contract.ts';
import { rowOutcomes } from '#shared/features/spreadsheets/contract.ts';
import type { ImportPlan as PlannedFile, PlannedRow } from '../map/plan-rows.ts';
import type { Table } from '../read/table.ts';
import type { Decision } from './view/decide-row.ts';
import { shownValue } from './view/register-view.ts';

/** Problems listed in the preview; the counts are exact. */
const listedProblems = 300;
const previewRows = 20;
/** Rows of each kind whose outcome is listed. */
const listedOutcomes = 200;

/** A row of the file with everything that stands against it, and what would become of it. */
export interface CheckedRow {
  row: PlannedRow;
  /** Cells that are kept beside the fields, by heading. */
  extras: Record<string, string>;
  problems: ImportProblem[];
  decision: Decision;
  /** Rows of a lower position go into the register first. */
  position: number;
}

export function reportOf(
  table: Table,
  checked: readonly CheckedRow[],
  planned: PlannedFile,
  willCreate: PreviewReport['willCreate'],
): PreviewReport {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  const outcomes: RowOutcome[] = [];
  for (const each of checked) {
    const { what } = each.decision;
    counts[what] += 1;
    if (counts[what] <= listedOutcomes) outcomes.push(outcomeOf(each));
  }
  const rejected = checked.filter(({ problems }) => problems.length > 0);
  const oddities = checked.flatMap(({ row }) => problemsOf(table, row.rowNumber, row.oddities));
  return {
    sha256: table.sha256,
    rows: checked.length,
    ready: counts.new + counts.changed,
    rejected: counts.refused,
    counts,
    outcomes: outcomes.toSorted((one, other) => rowOutcomes.indexOf(one.what) - rowOutcomes.indexOf(other.what)),
    willCreate,
    problems: rejected.flatMap(({ problems }) => problems).slice(0, listedProblems),
    oddities: oddities.slice(0, listedProblems),
    oddityCount: oddities.length,
    questions: planned.questions.map(({ column, code, samples }) => ({ column, code, examples: [...samples] })),
    firstRows: planned.rows.slice(0, previewRows).map((row) => shownValues(row)),
  };
}

function outcomeOf({ row, decision }: CheckedRow): RowOutcome {
  const own = Object.values(row.values)[0];
  const label =
    decision.what === 'changed'
      ? decision.target.label
      : decision.what === 'unchanged'
        ? decision.label
        : own === undefined
          ? ''
          : shownValue(own);
  const changes = decision.what === 'changed' ? decision.target.changes : [];
  return { row: row.rowNumber, what: decision.what, label, changes };
}

function shownValues(row: PlannedRow): Record<string, string> {
  return Object.fromEntries(Object.entries(row.values).map(([field, value]) => [field, shownValue(value)]));
}

interface Found {
  column: number | null;
  code: string;
  facts: Readonly<Record<string, unknown>>;
  proposal?: string;
}

export function problemsOf(table: Table, row: number, found: readonly Found[]): ImportProblem[] {
  return found.map((one) => problemOf(table, row, one));
}

export function problemOf(table: Table, row: number, { column, code, facts, proposal }: Found): ImportProblem {
  const known = textFacts(facts);
  return {
    row,
    column,
    heading: column === null ? null : (table.headings[column] ?? null),
    value: known['text'] ?? null,
    code,
    facts: proposal === undefined ? known : { ...known, proposal },
  };
}

export function textFacts(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String).join(', ') : String(value),
    ]),
  );
}
