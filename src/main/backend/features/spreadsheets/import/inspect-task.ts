import { basename } from 'node:path';
import * as z from 'zod';
import type { Inspection } from '#shared/features/spreadsheets/contract.ts';
import { field } from '#shared/features/assets/fields.ts';
import { importEntities, textReading } from '#shared/features/spreadsheets/contract.ts';
import { RowPlanner } from '../map/plan-rows.ts';
import { suggestMapping } from '../map/suggest-mapping.ts';
import { firstRows, withHeadings } from '../read/read-with-headings.ts';
import { cellText } from '../read/table.ts';
import type { TableStream } from '../read/table.ts';
import { descriptionOf } from './descriptions.ts';
import { readOptions, refusing } from './reading.ts';
import { textFacts } from './preview-report.ts';

const sampleSize = 20;
/** Rows that a column's values are judged by. */
const judgedRows = 200;

export const inspectTaskInput = z.object({
  path: z.string(),
  entity: z.enum(importEntities),
  sheet: z.string().nullable(),
  headingRow: z.number().nullable(),
  reading: textReading,
  defaultCurrency: z.string(),
  fields: z.array(field),
});
export type InspectTaskInput = z.infer<typeof inspectTaskInput>;
export type InspectTaskResult = Omit<Inspection, 'importedBefore'> & { sha256: string };

/** Looks at a file: what it is, what its columns probably mean, and what must be asked before it can be read. */
export async function inspectTask(input: unknown): Promise<InspectTaskResult> {
  const task = inspectTaskInput.parse(input);
  const options = readOptions(task);
  return refusing(() => withHeadings(task.path, options, async (table) => inspectTable(table, task)));
}

async function inspectTable(
  table: TableStream,
  { path, entity, defaultCurrency, fields }: InspectTaskInput,
): Promise<InspectTaskResult> {
  const description = descriptionOf(entity, fields);
  const judged = await firstRows(table, judgedRows);
  const suggested = suggestMapping(
    description,
    table.headings,
    judged.map((row) => row.cells),
  );
  const planner = new RowPlanner(description, suggested, { defaultCurrency, date1904: table.date1904 });
  let rowCount = 0;
  for await (const chunk of table.chunks) {
    rowCount += chunk.length;
    for (const row of chunk) planner.look(row);
  }
  return {
    fileName: basename(path),
    kind: table.kind,
    encoding: table.encoding ?? null,
    delimiter: table.delimiter ?? null,
    sheets: [...table.sheetNames],
    sheet: table.sheet || null,
    headingRow: table.headingRow,
    headings: [...table.headings],
    sampleRows: judged
      .slice(0, sampleSize)
      .map((row) => table.headings.map((_, column) => cellText(row.cells[column]))),
    rowCount,
    mapping: suggested.map(({ column, field: target, confidence, reason }) => ({
      column,
      field: target,
      keep: target === null,
      confidence,
      reason: reason ?? 'none',
    })),
    questions: planner.questions.map(({ column, code, samples }) => ({ column, code, examples: [...samples] })),
    warnings: table.warnings.map(({ code, facts }) => ({ code, facts: textFacts(facts) })),
    sha256: table.sha256,
  };
}
