import { openCsv } from './read-csv.ts';
import { beginningOf, openSource, refuseAbove } from './source-file.ts';
import type { ReadLimits, ReadOptions, Table, TableRow, TableStream } from './table.ts';
import { beginsLikeWorkbook } from './workbook-guard.ts';

const TEXT_BYTES = 256 << 20;
const WORKBOOK_BYTES = 100 << 20;
/** What a sheet of a spreadsheet holds; rows are read in pieces, so their number costs no memory. */
const MAX_ROWS = 1_048_576;
/** Old formats are read as a whole. */
const MAX_OLD_ROWS = 200_000;
const MAX_COLUMNS = 500;
const CHUNK_ROWS = 5_000;

/**
 * Opens a table of any size and gives its rows in chunks to `consume`, as often as it asks for them; the file is closed
 * when that is done. What a file is follows from its bytes; a name such as `.xlsx`, `.xls` or `.ods` additionally demands
 * that very format.
 * @throws TableError; an aborted signal throws its reason
 */
export async function withTable<Result>(
  path: string,
  options: ReadOptions,
  consume: (table: TableStream) => Promise<Result>,
): Promise<Result> {
  const legacy = /\.(xls|ods)$/i.exec(path)?.[1]?.toLowerCase();
  const old = legacy === 'xls' || legacy === 'ods' ? legacy : null;
  const limits: ReadLimits = {
    maxRows: options.maxRows ?? (old === null ? MAX_ROWS : MAX_OLD_ROWS),
    maxColumns: options.maxColumns ?? MAX_COLUMNS,
  };
  const source = await openSource(path);
  try {
    const workbook = /\.(?:xlsx|xlsm|xls|xlsb|ods)$/i.test(path) || beginsLikeWorkbook(await beginningOf(source, 8));
    refuseAbove(source, options.maxBytes ?? (workbook ? WORKBOOK_BYTES : TEXT_BYTES));
    if (!workbook) return await consume(await openCsv(source, limits, options));
    // Only the process for long work reads workbooks; the backend starts without their parsers.
    if (old === null) return await consume(await (await import('./read-xlsx.ts')).openXlsx(source, limits, options));
    const { rows, ...table } = await (await import('./read-legacy.ts')).readLegacy(old, source, limits, options);
    return await consume({ ...table, chunks: inChunks(rows) });
  } finally {
    await source.handle.close();
  }
}

/** Reads a whole table. @throws TableError; an aborted signal throws its reason */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Table> {
  return await withTable(path, options, wholeTable);
}

/** All rows of a table at once: for the few lists that are small. */
export async function wholeTable({ chunks, ...table }: TableStream): Promise<Table> {
  const rows: TableRow[] = [];
  for await (const chunk of chunks) for (const row of chunk) rows.push(row);
  return { ...table, rows };
}

function inChunks(rows: readonly TableRow[]): AsyncIterable<readonly TableRow[]> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let from = 0; from < rows.length; from += CHUNK_ROWS) yield rows.slice(from, from + CHUNK_ROWS);
    },
  };
}
