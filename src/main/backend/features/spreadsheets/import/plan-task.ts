import { basename } from 'node:path';
import * as z from 'zod';
import type { ImportProblem, PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { importPlan } from '#shared/features/spreadsheets/contract.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { planRows } from '../map/plan-rows.ts';
import type { ImportPlan as PlannedFile, PlannedRow } from '../map/plan-rows.ts';
import { readTable } from '../read/read-table.ts';
import { cellText, TableError } from '../read/table.ts';
import type { Table } from '../read/table.ts';
import { checkAssets, checkPeople } from './check-rows.ts';
import { descriptionOf } from './descriptions.ts';
import { KnownNames } from './known-names.ts';
import { writeRejects } from './rejects.ts';
import { createStaging } from './staging.ts';
import type { StagedRow } from './staging.ts';

/** Problems listed in the preview; the counts are exact. */
const listedProblems = 300;
const previewRows = 20;
const stagedAtOnce = 2000;

export const planTaskInput = z.object({
  plan: importPlan,
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  defaultCurrency: z.string(),
  /** Where checked rows go; null for a preview, which leaves nothing behind. */
  stagingFile: z.string().nullable(),
  rejectsFolder: z.string(),
  now: z.string(),
});
export type PlanTaskInput = z.infer<typeof planTaskInput>;

export interface PlanTaskResult {
  report: PreviewReport;
  sha256: string;
  headings: string[];
  rejectsFile: string | null;
}

interface CheckedRow {
  row: PlannedRow;
  problems: ImportProblem[];
}

/**
 * Reads, maps and checks a whole file in the worker: against itself and
 * against the register. With a staging file the good rows are laid ready and
 * the bad ones written to a workbook with their reasons.
 */
export async function planTask(input: unknown, report: TaskReport): Promise<PlanTaskResult> {
  const task = planTaskInput.parse(input);
  const table = await readOrRefuse(task);
  const planned = planFile(table, task);
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    const names = new KnownNames(sqlite);
    const check = task.plan.entity === 'assets' ? checkAssets(sqlite, names) : checkPeople(sqlite, names);
    const checked = planned.rows.map((row, index): CheckedRow => {
      report.progress('checking', index, planned.rows.length);
      const problems = [...problemsOf(table, row.rowNumber, row.errors)];
      for (const { field, code, facts } of check.errorsOf(row.values)) {
        problems.push(
          problemOf(table, row.rowNumber, { column: columnOf(task, field), code, facts: { field, ...facts } }),
        );
      }
      if (problems.length === 0) check.noteNames(row.values);
      return { row, problems };
    });
    const rejectsFile = task.stagingFile === null ? null : await stage(table, checked, task, task.stagingFile, report);
    return {
      report: reportOf(table, checked, planned, names),
      sha256: table.sha256,
      headings: [...table.headings],
      rejectsFile,
    };
  } finally {
    sqlite.close();
  }
}

async function readOrRefuse({ plan }: PlanTaskInput): Promise<Table> {
  return refusing(() => readTable(plan.path, plan.sheet === null ? {} : { sheet: plan.sheet }));
}

/** A file that can't be read is a declared failure with its reason, not a defect. */
export async function refusing<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    throw new Failure('FILE_REFUSED', { reason: error.code, facts: textFacts(error.facts) });
  }
}

function planFile(table: Table, { plan, defaultCurrency }: PlanTaskInput): PlannedFile {
  const mapping = table.headings.map((heading, column) => ({
    column,
    heading,
    field: plan.mapping.find((target) => target.column === column)?.field ?? null,
  }));
  return planRows(descriptionOf(plan.entity), mapping, table.rows, {
    defaultCurrency,
    date1904: table.date1904,
    strictWidth: table.kind === 'csv',
    dateOrders: new Map(Object.entries(plan.dateOrders).map(([column, order]) => [Number(column), order])),
    decimalMarks: new Map(Object.entries(plan.decimalMarks).map(([column, mark]) => [Number(column), mark])),
  });
}

async function stage(
  table: Table,
  checked: readonly CheckedRow[],
  task: PlanTaskInput,
  file: string,
  report: TaskReport,
): Promise<string | null> {
  const rejected = checked.filter(({ problems }) => problems.length > 0);
  if (rejected.length > 0 && task.plan.onError === 'stop') return null;
  const kept = new Set(task.plan.mapping.filter((target) => target.keep).map((target) => target.column));
  const staging = createStaging(file, task.dataKey, table.headings);
  const cellsOf = textsOf(table);
  try {
    const good = checked.filter(({ problems }) => problems.length === 0);
    for (let start = 0; start < good.length; start += stagedAtOnce) {
      staging.add(
        good
          .slice(start, start + stagedAtOnce)
          .map(({ row }) => ({ ...stagedOf(row, kept), cells: cellsOf(row.rowNumber) })),
      );
      report.progress('staging', start, good.length);
    }
    if (rejected.length === 0) return null;
    staging.reject(
      rejected.map(({ row: { rowNumber }, problems }) => ({ rowNumber, cells: cellsOf(rowNumber), problems })),
    );
    return await writeRejects({
      folder: task.rejectsFolder,
      source: basename(task.plan.path),
      now: task.now,
      staged: staging.sqlite,
    });
  } finally {
    staging.sqlite.close();
  }
}

/** The cells of a row as the file has them: what is left out goes back to its owner unchanged. */
function textsOf(table: Table): (rowNumber: number) => string[] {
  const byNumber = new Map(table.rows.map((row) => [row.rowNumber, row]));
  return (rowNumber) => table.headings.map((_, column) => cellText(byNumber.get(rowNumber)?.cells[column]));
}

/** Columns of one heading, e.g. two called "Notes", keep both their values. */
function stagedOf(row: PlannedRow, kept: ReadonlySet<number>): StagedRow {
  const extras: Record<string, string> = {};
  for (const { column, heading, text } of row.extras) {
    if (!kept.has(column)) continue;
    const before = extras[heading];
    extras[heading] = before === undefined ? text : `${before}; ${text}`;
  }
  return { rowNumber: row.rowNumber, values: { ...row.values }, extras };
}

function reportOf(
  table: Table,
  checked: readonly CheckedRow[],
  planned: PlannedFile,
  names: KnownNames,
): PreviewReport {
  const rejected = checked.filter(({ problems }) => problems.length > 0);
  const oddities = checked.flatMap(({ row }) => problemsOf(table, row.rowNumber, row.oddities));
  return {
    rows: checked.length,
    ready: checked.length - rejected.length,
    rejected: rejected.length,
    willCreate: names.missing,
    problems: rejected.flatMap(({ problems }) => problems).slice(0, listedProblems),
    oddities: oddities.slice(0, listedProblems),
    oddityCount: oddities.length,
    questions: planned.questions.map(({ column, code, samples }) => ({ column, code, examples: [...samples] })),
    firstRows: planned.rows.slice(0, previewRows).map((row) => shownValues(row)),
  };
}

function shownValues(row: PlannedRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row.values).map(([field, value]) => [
      field,
      typeof value === 'object' ? `${moneyToDecimal(value)} ${value.currency}` : String(value),
    ]),
  );
}

interface Found {
  column: number | null;
  code: string;
  facts: Readonly<Record<string, unknown>>;
  proposal?: string;
}

function problemsOf(table: Table, row: number, found: readonly Found[]): ImportProblem[] {
  return found.map((one) => problemOf(table, row, one));
}

function problemOf(table: Table, row: number, { column, code, facts, proposal }: Found): ImportProblem {
  const known = textFacts(facts);
  return {
    row,
    heading: column === null ? null : (table.headings[column] ?? null),
    value: known['text'] ?? null,
    code,
    facts: proposal === undefined ? known : { ...known, proposal },
  };
}

function columnOf({ plan }: PlanTaskInput, field: string): number | null {
  return plan.mapping.find((target) => target.field === field)?.column ?? null;
}

export function textFacts(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String).join(', ') : String(value),
    ]),
  );
}
