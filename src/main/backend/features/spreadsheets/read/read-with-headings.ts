import { withTable } from './read-table.ts';
import { cellText, type ReadOptions, type TableRow, type TableStream } from './table.ts';

/** Rows in which headings are looked for. */
const looked = 30;

/**
 * Opens a table whose headings may lie below a title. Somebody who says where they are is believed; otherwise a first
 * row with far fewer cells than the rows below it is taken for a title.
 * @throws TableError
 */
export async function withHeadings<Result>(
  path: string,
  options: ReadOptions,
  consume: (table: TableStream) => Promise<Result>,
): Promise<Result> {
  if (options.headingRow !== undefined) return withTable(path, options, consume);
  const first = await withTable(path, options, async (table) => {
    const headingRow = likelyHeadingRow(table.headings, table.headingRow, await firstRows(table, looked));
    return headingRow === table.headingRow ? { result: await consume(table) } : { headingRow };
  });
  return 'result' in first ? first.result : withTable(path, { ...options, headingRow: first.headingRow }, consume);
}

/** The first rows below the headings. */
export async function firstRows({ chunks }: TableStream, count: number): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const chunk of chunks) {
    rows.push(...chunk.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

function likelyHeadingRow(headings: readonly string[], headingRow: number, below: readonly TableRow[]): number {
  const filled = (texts: readonly string[]): number => texts.filter((text) => text.trim() !== '').length;
  // Columns without a heading are called by their letter in brackets.
  const own = filled(headings.filter((heading) => !/^\[[A-Z]+\]$/.test(heading)));
  const rows = below.map((row) => ({ number: row.rowNumber, filled: filled(row.cells.map(cellText)) }));
  const most = Math.max(0, ...rows.map((row) => row.filled));
  if (most < 2 || own * 2 > most) return headingRow;
  return rows.find((row) => row.filled * 5 >= most * 4)?.number ?? headingRow;
}
