import { readTable } from './read-table.ts';
import { cellText, type ReadOptions, type Table } from './table.ts';

/** Rows in which headings are looked for. */
const looked = 30;

/**
 * Reads a table whose headings may lie below a title. Somebody who says where they are is believed; otherwise a first
 * row with far fewer cells than the rows below it is taken for a title.
 * @throws TableError
 */
export async function readWithHeadings(path: string, options: ReadOptions): Promise<Table> {
  const table = await readTable(path, options);
  if (options.headingRow !== undefined) return table;
  const headingRow = likelyHeadingRow(table);
  return headingRow === table.headingRow ? table : readTable(path, { ...options, headingRow });
}

function likelyHeadingRow(table: Table): number {
  const filled = (texts: readonly string[]): number => texts.filter((text) => text.trim() !== '').length;
  // Columns without a heading are called by their letter in brackets.
  const own = filled(table.headings.filter((heading) => !/^\[[A-Z]+\]$/.test(heading)));
  const rows = table.rows
    .slice(0, looked)
    .map((row) => ({ number: row.rowNumber, filled: filled(row.cells.map(cellText)) }));
  const most = Math.max(0, ...rows.map((row) => row.filled));
  if (most < 2 || own * 2 > most) return table.headingRow;
  return rows.find((row) => row.filled * 5 >= most * 4)?.number ?? table.headingRow;
}
