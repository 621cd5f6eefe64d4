import type { ImportProblem, PreviewReport, RowOutcome } from '#shared/features/spreadsheets/contract.ts';
import { rowOutcomes } from '#shared/features/spreadsheets/contract.ts';
import type { ColumnQuestion } from '../map/column-facts.ts';
import { HIDDEN } from '../map/own-fields.ts';
import type { PlannedRow } from '../map/plan-rows.ts';
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

/** Gathers what the preview shows while the rows go by: the first of everything, and how much there is of it. */
export class ReportBuilder {
  readonly #headings: readonly string[];
  readonly #hidden: ReadonlySet<string>;
  readonly #counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  readonly #outcomes: RowOutcome[] = [];
  readonly #problems: ImportProblem[] = [];
  readonly #oddities: ImportProblem[] = [];
  readonly #firstRows: Record<string, string>[] = [];
  #rows = 0;
  #oddityCount = 0;

  /** @param hidden targets whose values are not shown */
  constructor(headings: readonly string[], hidden: ReadonlySet<string>) {
    this.#headings = headings;
    this.#hidden = hidden;
  }

  get rejected(): number {
    return this.#counts.refused;
  }

  /** @param planned the row as the file has it, before its values were completed */
  add(checked: CheckedRow, planned: PlannedRow): void {
    const { what } = checked.decision;
    this.#rows += 1;
    this.#counts[what] += 1;
    if (this.#counts[what] <= listedOutcomes) this.#outcomes.push(outcomeOf(checked));
    if (this.#problems.length < listedProblems) this.#problems.push(...checked.problems);
    const { oddities, rowNumber } = planned;
    this.#oddityCount += oddities.length;
    if (this.#oddities.length < listedProblems) this.#oddities.push(...problemsOf(this.#headings, rowNumber, oddities));
    if (this.#firstRows.length < previewRows) this.#firstRows.push(shownValues(planned, this.#hidden));
  }

  report(sha256: string, willCreate: PreviewReport['willCreate'], questions: readonly ColumnQuestion[]): PreviewReport {
    const counts = this.#counts;
    return {
      sha256,
      rows: this.#rows,
      ready: counts.new + counts.changed,
      rejected: counts.refused,
      counts,
      outcomes: this.#outcomes.toSorted(
        (one, other) => rowOutcomes.indexOf(one.what) - rowOutcomes.indexOf(other.what),
      ),
      willCreate,
      problems: this.#problems.slice(0, listedProblems),
      oddities: this.#oddities.slice(0, listedProblems),
      oddityCount: this.#oddityCount,
      questions: questions.map(({ column, code, samples }) => ({ column, code, examples: [...samples] })),
      firstRows: this.#firstRows,
    };
  }
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

function shownValues(row: PlannedRow, hidden: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row.values).map(([field, value]) => [
      field,
      hidden.has(field.toLowerCase()) ? HIDDEN : shownValue(value),
    ]),
  );
}

interface Found {
  column: number | null;
  code: string;
  facts: Readonly<Record<string, unknown>>;
  proposal?: string;
}

export function problemsOf(headings: readonly string[], row: number, found: readonly Found[]): ImportProblem[] {
  return found.map((one) => problemOf(headings, row, one));
}

export function problemOf(
  headings: readonly string[],
  row: number,
  { column, code, facts, proposal }: Found,
): ImportProblem {
  const known = textFacts(facts);
  return {
    row,
    column,
    heading: column === null ? null : (headings[column] ?? null),
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
