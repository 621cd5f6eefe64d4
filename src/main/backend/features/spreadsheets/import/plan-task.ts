import { basename } from 'node:path';
import * as z from 'zod';
import type { CellRepair, PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { field } from '#shared/features/assets/fields.ts';
import { category } from '#shared/features/assets/model.ts';
import { importPlan } from '#shared/features/spreadsheets/contract.ts';
import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { planRows } from '../map/plan-rows.ts';
import type { ImportPlan as PlannedFile, PlannedRow, RowError } from '../map/plan-rows.ts';
import { readWithHeadings } from '../read/read-with-headings.ts';
import { cellText } from '../read/table.ts';
import type { Table } from '../read/table.ts';
import { descriptionOf } from './descriptions.ts';
import { KnownNames } from './known-names.ts';
import { NameAnswers } from './name-answers.ts';
import { problemOf, problemsOf, reportOf } from './preview-report.ts';
import type { CheckedRow } from './preview-report.ts';
import { readOptions, refusing } from './reading.ts';
import { decideRow } from './view/decide-row.ts';
import type { NamedThing, RegisterView } from './view/register-view.ts';
import { readPaths, viewOf } from './view/view-of.ts';
import { pathOf } from './view/place-path.ts';
import { writeRejects } from './rejects.ts';
import { createStaging } from './staging.ts';
import type { StagedRow } from './staging.ts';

const stagedAtOnce = 2000;

export const planTaskInput = z.object({
  plan: importPlan,
  databaseFile: z.string(),
  dataKey: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  defaultCurrency: z.string(),
  /** Fields of categories, and the tree of these. */
  fields: z.array(field),
  categories: z.array(category),
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
    const paths = readPaths(sqlite);
    const names = new KnownNames(sqlite, paths);
    const values = planned.rows.map((row) => row.values);
    const view = viewOf(task.plan.entity, sqlite, { paths, rows: values, ...task });
    const checked = checkRows(table, planned, task, { view, names }, report);
    const rejectsFile = task.stagingFile === null ? null : await stage(table, checked, task, task.stagingFile, report);
    return {
      report: reportOf(table, checked, planned, names.missing),
      sha256: table.sha256,
      headings: [...table.headings],
      rejectsFile,
    };
  } finally {
    sqlite.close();
  }
}

/** Checks every row in itself and against the register: what it would do, or why it can't. */
function checkRows(
  table: Table,
  planned: PlannedFile,
  task: PlanTaskInput,
  { view, names }: { view: RegisterView; names: KnownNames },
  report: TaskReport,
): CheckedRow[] {
  const { entity, mode, matchBy, mapping, newNames } = task.plan;
  const answers = new NameAnswers(task.plan.nameAnswers);
  const lacks = ({ kind, name, also = [] }: NamedThing): boolean =>
    !answers.isKnown(kind, name) &&
    names.lacks(kind, [name, ...also, ...(kind === 'place' ? [pathOf(name).join(' › ')] : [])]);
  const deciding = { mode, matchBy, description: descriptionOf(entity, task.fields), view };
  const kept = new Set(mapping.filter((target) => target.keep).map((target) => target.column));
  // What is missing is missing in the column that should have it, so that it can be filled in there.
  const atItsColumn = (error: RowError): RowError =>
    error.code === 'REQUIRED' ? { ...error, column: columnOf(task, String(error.facts['field'])) } : error;
  return planned.rows.map((row, index): CheckedRow => {
    report.progress('checking', index, planned.rows.length);
    const unread = unreadOwnValues(row);
    const own = view.own?.({ ...unread, ...row.values }) ?? { values: row.values, beside: {}, problems: [] };
    // What the row's category has no field for is kept beside it, in whatever form it stands there.
    const wrong = row.errors.filter(({ facts }) => !((ownFieldName(String(facts['field'])) ?? '') in own.beside));
    const problems = problemsOf(table, row.rowNumber, wrong.map(atItsColumn));
    const extras = { ...extrasOf(row, kept), ...own.beside };
    for (const { field: key, code, facts } of own.problems.filter(({ field }) => !(field in unread)))
      problems.push(problemOf(table, row.rowNumber, { column: columnOf(task, key), code, facts }));
    const decision = decideRow(own.values, extras, deciding);
    if (decision.what === 'refused')
      for (const { field: key, code, facts } of decision.problems) {
        // The row in itself may have said the same.
        if (row.errors.some((error) => error.code === code && error.facts['field'] === key)) continue;
        const column = columnOf(task, key);
        problems.push(problemOf(table, row.rowNumber, { column, code, facts: { field: key, ...facts } }));
      }
    const lacking = takesNames(decision) ? view.namesOf(own.values).filter(lacks) : [];
    if (newNames === 'refuse')
      for (const { kind, field: key, name } of lacking) {
        const archived = kind === 'category' ? names.archivedCategory(name) : null;
        const code = archived === null ? 'UNKNOWN_NAME' : 'ARCHIVED_NAME';
        const facts = { field: key, text: name };
        problems.push(problemOf(table, row.rowNumber, { column: columnOf(task, key), code, facts }));
      }
    if (problems.length > 0) return { row, extras, problems, decision: { what: 'refused', problems: [] }, position: 0 };
    for (const { kind, name } of lacking) names.note(kind, name);
    const position = view.order?.(own.values) ?? 0;
    const values = (decision.what === 'new' ? view.complete?.(own.values) : undefined) ?? own.values;
    return { row: { ...row, values }, extras, problems, decision, position };
  });
}

/** Cells for fields of categories that could not be read as their type says, by the key of the field. */
function unreadOwnValues({ errors }: PlannedRow): Record<string, string> {
  return Object.fromEntries(
    errors.flatMap(({ facts }) => {
      const key = String(facts['field']);
      return ownFieldName(key) === null ? [] : [[key, String(facts['text'])]];
    }),
  );
}

async function readOrRefuse({ plan }: PlanTaskInput): Promise<Table> {
  const table = await refusing(() => readWithHeadings(plan.path, readOptions(plan)));
  return plan.repairs.length === 0 ? table : repaired(table, plan.repairs);
}

/** The table as if the file had the texts that the operator put into the preview. */
function repaired(table: Table, repairs: readonly CellRepair[]): Table {
  const byRow = Map.groupBy(repairs, ({ row }) => row);
  const rows = table.rows.map((row) => {
    const mended = byRow.get(row.rowNumber);
    if (mended === undefined) return row;
    const cells = [...row.cells];
    for (const { column, value } of mended) if (column < table.headings.length) cells[column] = value;
    return { ...row, cells };
  });
  return { ...table, rows };
}

function planFile(table: Table, { plan, defaultCurrency, fields }: PlanTaskInput): PlannedFile {
  const mapping = table.headings.map((heading, column) => ({
    column,
    heading,
    field: plan.mapping.find((target) => target.column === column)?.field ?? null,
  }));
  return planRows(descriptionOf(plan.entity, fields), mapping, table.rows, {
    defaultCurrency,
    date1904: table.date1904,
    strictWidth: table.kind === 'csv',
    dateOrders: new Map(Object.entries(plan.dateOrders).map(([column, order]) => [Number(column), order])),
    partial: plan.mode !== 'create',
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
  const staging = createStaging(file, task.dataKey, table.headings);
  const cellsOf = textsOf(table);
  try {
    const good = checked
      .filter(({ decision }) => takesNames(decision))
      .toSorted((one, other) => one.position - other.position);
    for (let start = 0; start < good.length; start += stagedAtOnce) {
      staging.add(
        good
          .slice(start, start + stagedAtOnce)
          .map((each) => ({ ...stagedOf(each), cells: cellsOf(each.row.rowNumber) })),
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

/** Whether the row's names go into the register with it. */
const takesNames = ({ what }: CheckedRow['decision']): boolean => what === 'new' || what === 'changed';

function stagedOf({ row, extras, decision }: CheckedRow): StagedRow {
  const target = decision.what === 'changed' ? decision.target : null;
  return { rowNumber: row.rowNumber, values: { ...row.values }, extras, target };
}

/** Columns of one heading, e.g. two called "Notes", keep both their values. */
function extrasOf(row: PlannedRow, kept: ReadonlySet<number>): Record<string, string> {
  const extras: Record<string, string> = {};
  for (const { column, heading, text } of row.extras) {
    if (!kept.has(column)) continue;
    const before = extras[heading];
    extras[heading] = before === undefined ? text : `${before}; ${text}`;
  }
  return extras;
}

function columnOf({ plan }: PlanTaskInput, key: string): number | null {
  return plan.mapping.find((target) => target.field === key)?.column ?? null;
}
