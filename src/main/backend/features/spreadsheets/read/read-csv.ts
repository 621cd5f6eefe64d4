import Papa from 'papaparse';
import { withoutApostrophe } from './csv-apostrophe.ts';
import { layoutOf, type Layout } from './delimiter.ts';
import type { SourceFile } from './source-file.ts';
import {
  cellText,
  namedHeadings,
  TableError,
  type ReadLimits,
  type ReadOptions,
  type TableRow,
  type TableStream,
  type TableWarning,
} from './table.ts';
import { decoded, findEncoding } from './text-encoding.ts';

const SAMPLE_CHARACTERS = 131_072;
const RECORD_LIMIT = 1 << 20;
const QUOTE_WARNINGS = 20;

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/** Records with their number in the file, cut out of the text as it arrives. */
async function* recordsOf(
  pieces: AsyncIterator<string>,
  beginning: { readonly text: string; readonly complete: boolean },
  layout: Layout,
  warnings: TableWarning[],
): AsyncGenerator<TableRow[]> {
  const parser = new Papa.Parser({ delimiter: layout.delimiter, newline: layout.newline });
  let rest = beginning.text.slice(layout.skip);
  let complete = beginning.complete;
  let rowNumber = layout.skip > 0 ? 1 : 0;
  for (;;) {
    const result = parser.parse(rest, 0, !complete) as Parsed;
    for (const problem of result.errors) {
      const row = rowNumber + problem.row + 1;
      if (problem.code === 'MissingQuotes') throw new TableError('UNCLOSED_QUOTE', { row });
      // Each pass meets them again; they are told once.
      const told = warnings.filter((known) => known.code === 'MALFORMED_QUOTES');
      if (told.length < QUOTE_WARNINGS && !told.some(({ facts }) => facts['row'] === row))
        warnings.push({ code: 'MALFORMED_QUOTES', facts: { row } });
    }
    const rows: TableRow[] = [];
    for (const cells of result.data) {
      rowNumber += 1;
      if (cells.length > 1 || cells[0] !== '') rows.push({ rowNumber, cells: cells.map(withoutApostrophe) });
    }
    yield rows;
    if (complete) return;
    rest = rest.slice(result.meta.cursor);
    if (rest.length > RECORD_LIMIT) throw new TableError('LINE_TOO_LONG', { row: rowNumber + 1, limit: RECORD_LIMIT });
    const next = await pieces.next();
    if (next.done === true) complete = true;
    else rest += next.value;
  }
}

/** Refuses records beyond the limits; a cell is counted by its place, not by its content. */
async function* withinLimits(
  records: AsyncIterable<TableRow[]>,
  limits: ReadLimits,
  headingRow: number,
): AsyncGenerator<TableRow[]> {
  let count = 0;
  for await (const rows of records) {
    for (const { rowNumber, cells } of rows) {
      if (rowNumber > headingRow && headingRow > 0) count += 1;
      if (cells.length > limits.maxColumns)
        throw new TableError('TOO_MANY_COLUMNS', {
          row: rowNumber,
          columns: cells.length,
          maxColumns: limits.maxColumns,
        });
    }
    if (count > limits.maxRows) throw new TableError('TOO_MANY_ROWS', { maxRows: limits.maxRows });
    yield rows;
  }
}

/** The beginning of the text, long enough to judge its layout. */
async function beginningOfText(pieces: AsyncIterator<string>): Promise<{ text: string; complete: boolean }> {
  let text = '';
  while (text.length < SAMPLE_CHARACTERS) {
    const next = await pieces.next();
    if (next.done === true) return { text, complete: true };
    text += next.value;
  }
  return { text, complete: false };
}

/**
 * Opens a text file of separated values. All values stay text: `000123`, `1E5` and `3-4` are what they were.
 * The chunks must be consumed before the source is closed; each pass over them reads the file anew.
 */
export async function openCsv(source: SourceFile, limits: ReadLimits, options: ReadOptions): Promise<TableStream> {
  const found = await findEncoding(source, options.signal);
  const encoding = options.encoding ?? found.encoding;
  const warnings: TableWarning[] = [];
  if (options.encoding === undefined && found.guessed) {
    warnings.push({ code: 'ENCODING_GUESSED', facts: { encoding } });
  }
  const begin = async () => {
    const pieces = decoded(source, encoding, found.sha256, options.signal);
    return { pieces, beginning: await beginningOfText(pieces) };
  };
  const { beginning, pieces } = await begin();
  const zero = beginning.text.indexOf('\0');
  if (zero >= 0) {
    throw new TableError('BINARY_CONTENT', { line: beginning.text.slice(0, zero).split('\n').length });
  }
  const detected = layoutOf(beginning.text.slice(0, SAMPLE_CHARACTERS), beginning.complete);
  const layout = { ...detected, delimiter: options.delimiter ?? detected.delimiter };
  const heading = await findHeading(recordsOf(pieces, beginning, layout, []), limits, options);
  const headings = namedHeadings(heading.cells.map(cellText), warnings);
  return {
    kind: 'csv',
    sha256: found.sha256,
    bytes: source.bytes,
    sheetNames: [],
    sheet: '',
    encoding,
    delimiter: layout.delimiter,
    date1904: false,
    headings,
    headingRow: heading.rowNumber,
    warnings,
    chunks: {
      async *[Symbol.asyncIterator]() {
        const pass = await begin();
        const records = recordsOf(pass.pieces, pass.beginning, layout, warnings);
        for await (const rows of withinLimits(records, limits, heading.rowNumber)) {
          const below = rows.filter((row) => row.rowNumber > heading.rowNumber);
          if (below.length > 0) yield below;
        }
      },
    },
  };
}

/** The first row with content, or the row that was asked for. @throws TableError EMPTY_FILE */
async function findHeading(
  records: AsyncIterable<TableRow[]>,
  limits: ReadLimits,
  { headingRow }: ReadOptions,
): Promise<TableRow> {
  for await (const rows of withinLimits(records, limits, 0)) {
    const row = rows.find(({ rowNumber, cells }) =>
      headingRow === undefined ? cells.some((cell) => cellText(cell).trim() !== '') : rowNumber >= headingRow,
    );
    if (row !== undefined) return row;
  }
  throw new TableError('EMPTY_FILE');
}
