import { basename } from 'node:path';
import * as z from 'zod';
import type { PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { field } from '#shared/features/assets/fields.ts';
import { category } from '#shared/features/assets/model.ts';
import { importPlan } from '#shared/features/spreadsheets/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { openSqlite } from '#backend/kernel/db/open.ts';
import type { TaskReport } from '#backend/kernel/jobs/worker-channel.ts';
import { secretKeys } from '../map/own-fields.ts';
import { RowPlanner } from '../map/plan-rows.ts';
import type { PlannedRow } from '../map/plan-rows.ts';
import { withHeadings } from '../read/read-with-headings.ts';
import { cellText, TableError } from '../read/table.ts';
import type { TableRow, TableStream } from '../read/table.ts';
import { descriptionOf } from './descriptions.ts';
import { KnownNames } from './known-names.ts';
import { ReportBuilder } from './preview-report.ts';
import { NameAnswers } from './name-answers.ts';
import { readOptions, refusing } from './reading.ts';
import { checkerOf } from './check-row.ts';
import { readPaths, viewOf } from './view/view-of.ts';
import { StagingWriter } from './stage-rows.ts';

/** Rows of a file whose rows stand on each other, such as places: they are looked at together. */
const TOGETHER_ROWS = 200_000;
/** How often progress is told. */
const TOLD = 1_000;

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
 * the bad ones written to a workbook with their reasons. The file is read in
 * passes, a few rows at a time: what only all rows tell is learnt first.
 */
export async function planTask(input: unknown, report: TaskReport): Promise<PlanTaskResult> {
  const task = planTaskInput.parse(input);
  return refusing(() =>
    withHeadings(task.plan.path, readOptions(task.plan), async (table) => planTable(table, task, report)),
  );
}

async function planTable(table: TableStream, task: PlanTaskInput, report: TaskReport): Promise<PlanTaskResult> {
  const { plan } = task;
  const planner = plannerOf(table, task);
  let total = 0;
  for await (const row of rowsOf(table, task)) {
    planner.look(row);
    total += 1;
    if (total % TOLD === 0) report.progress('reading', total, null);
  }
  const together = plan.entity === 'places' ? await planTogether(table, task, planner, total) : null;
  const sqlite = openSqlite({ file: task.databaseFile, key: task.dataKey, readonly: true });
  try {
    const paths = readPaths(sqlite);
    const names = new KnownNames(sqlite, paths);
    const rows = (together ?? []).map(({ values }) => values);
    const answers = new NameAnswers(plan.nameAnswers);
    const view = viewOf(plan.entity, sqlite, { paths, rows, usual: usualOf(task), answers, ...task });
    const check = checkerOf(table.headings, task, { view, names, answers });
    const hidden = secretKeys(task.fields);
    const shown = new ReportBuilder(table.headings, hidden);
    const staging = task.stagingFile === null ? null : new StagingWriter(task.stagingFile, table.headings, task);
    const secretColumns = new Set(
      plan.mapping.filter(({ field: key }) => hidden.has(key?.toLowerCase() ?? '')).map(({ column }) => column),
    );
    let rejectsFile: string | null = null;
    try {
      let done = 0;
      for await (const row of rowsOf(table, task)) {
        const planned = together?.[done] ?? planner.plan(row);
        const checked = check(planned);
        shown.add(checked, planned);
        staging?.add(checked, textsOf(table, row, secretColumns));
        done += 1;
        if (done % TOLD === 0) report.progress('checking', done, total);
      }
      rejectsFile = (await staging?.finish((position, all) => report.progress('staging', position, all))) ?? null;
    } finally {
      staging?.close();
    }
    return {
      report: shown.report(table.sha256, names.missing, planner.questions),
      sha256: table.sha256,
      headings: [...table.headings],
      rejectsFile,
    };
  } finally {
    sqlite.close();
  }
}

/** Rows that stand on each other are planned before the first of them is checked. */
async function planTogether(
  table: TableStream,
  task: PlanTaskInput,
  planner: RowPlanner,
  total: number,
): Promise<PlannedRow[]> {
  if (total > TOGETHER_ROWS) throw new TableError('TOO_MANY_ROWS', { maxRows: TOGETHER_ROWS });
  const planned: PlannedRow[] = [];
  for await (const row of rowsOf(table, task)) planned.push(planner.plan(row));
  return planned;
}

/** What rows leave to be understood. */
function usualOf({ plan, now }: PlanTaskInput): { today: string; source: string } {
  return { today: dayOf(now), source: basename(plan.path) };
}

/** The rows of the file, as if it had the texts that the operator put into the preview. */
async function* rowsOf({ chunks, headings }: TableStream, { plan }: PlanTaskInput): AsyncGenerator<TableRow> {
  const byRow = Map.groupBy(plan.repairs, ({ row }) => row);
  for await (const chunk of chunks) {
    for (const row of chunk) {
      const mended = byRow.get(row.rowNumber);
      if (mended === undefined) {
        yield row;
        continue;
      }
      const cells = [...row.cells];
      for (const { column, value } of mended) if (column < headings.length) cells[column] = value;
      yield { ...row, cells };
    }
  }
}

function plannerOf(table: TableStream, { plan, defaultCurrency, fields }: PlanTaskInput): RowPlanner {
  const mapping = table.headings.map((heading, column) => ({
    column,
    heading,
    field: plan.mapping.find((target) => target.column === column)?.field ?? null,
  }));
  return new RowPlanner(descriptionOf(plan.entity, fields), mapping, {
    defaultCurrency,
    date1904: table.date1904,
    strictWidth: table.kind === 'csv',
    dateOrders: new Map(Object.entries(plan.dateOrders).map(([column, order]) => [Number(column), order])),
    partial: plan.mode !== 'create',
    decimalMarks: new Map(Object.entries(plan.decimalMarks).map(([column, mark]) => [Number(column), mark])),
  });
}

/** The cells of a row as the file has them: what is left out goes back to its owner unchanged, but for secrets, which no workbook of ours holds. */
function textsOf({ headings }: TableStream, { cells }: TableRow, secret: ReadonlySet<number>): string[] {
  return headings.map((_, column) => (secret.has(column) ? '' : cellText(cells[column])));
}
