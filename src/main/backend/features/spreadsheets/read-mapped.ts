import type { ColumnTarget } from '#shared/features/spreadsheets/contract.ts';
import { descriptionOf } from './import/descriptions.ts';
import { refusing } from './import/reading.ts';
import { planRows } from './map/plan-rows.ts';
import type { PlannedRow } from './map/plan-rows.ts';
import { wholeTable } from './read/read-table.ts';
import { withHeadings } from './read/read-with-headings.ts';

/** A list that is held against the register is compared as a whole. */
const comparedRows = 200_000;

export interface MappedFile {
  sha256: string;
  rows: readonly PlannedRow[];
}

/**
 * A list about assets as the import would understand it: only for the process for long work, which may be killed.
 *
 * @throws Failure FILE_REFUSED with its reason.
 */
export async function readMapped(file: {
  path: string;
  sheet: string | null;
  mapping: readonly ColumnTarget[];
  defaultCurrency: string;
}): Promise<MappedFile> {
  const options = { maxRows: comparedRows, ...(file.sheet === null ? {} : { sheet: file.sheet }) };
  const table = await refusing(() => withHeadings(file.path, options, wholeTable));
  const mapping = table.headings.map((heading, column) => ({
    column,
    heading,
    field: file.mapping.find((target) => target.column === column)?.field ?? null,
  }));
  const { rows } = planRows(descriptionOf('assets', []), mapping, table.rows, {
    defaultCurrency: file.defaultCurrency,
    date1904: table.date1904,
    strictWidth: false,
  });
  return { sha256: table.sha256, rows };
}
