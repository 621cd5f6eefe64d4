import { cellFormats } from './cell-formats.ts';
import { SharedStrings } from './shared-strings.ts';
import { filledRows, type Met, type Workbook } from './sheet-rows.ts';
import { MergedCells } from './sheet-scan.ts';
import { inWidth, repeatMergedHeading, sheetWarnings, widthOf, type FilledRow } from './sheet-table.ts';
import { wholeOf, type SourceFile } from './source-file.ts';
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
import { checkWorkbook, chosenSheet, type CheckedWorkbook, type SheetPart } from './workbook-guard.ts';

/** What a first pass over the sheet tells: where its headings are, how wide it is, what the operator should know. */
interface Looked {
  readonly heading: FilledRow;
  readonly width: number;
  readonly merges: MergedCells;
  readonly met: Met;
}

/**
 * Opens one sheet of a workbook. The file is held packed; the sheet is unpacked and read in pieces, once to learn its
 * width and again for each pass over its rows, so memory does not grow with the rows.
 */
export async function openXlsx(source: SourceFile, limits: ReadLimits, options: ReadOptions): Promise<TableStream> {
  const { content, sha256 } = await wholeOf(source);
  options.signal?.throwIfAborted();
  const book = checkWorkbook(content);
  const sheet = chosenSheet(book.sheets, options.sheet);
  const known: Workbook = {
    strings: new SharedStrings(book.partNamed('sharedstrings.xml') ?? Buffer.alloc(0)),
    formats: cellFormats(book.partNamed('styles.xml')?.toString('utf8') ?? ''),
    date1904: book.date1904,
  };
  const rowsOf = (met: Met, merges: MergedCells): AsyncGenerator<FilledRow[]> =>
    filledRows(book.piecesOf(sheet, options.signal), known, met, (text) => merges.look(text));
  const looked = await look(rowsOf, sheet, limits, options);
  const { heading, width } = looked;
  const warnings = warningsOf(book, sheet, looked);
  return {
    kind: 'xlsx',
    sha256,
    bytes: source.bytes,
    sheetNames: book.sheets.map(({ name }) => name),
    sheet: sheet.name,
    date1904: book.date1904,
    headings: namedHeadings(inWidth(heading.cells, width).map(cellText), warnings),
    headingRow: heading.rowNumber,
    warnings,
    chunks: {
      async *[Symbol.asyncIterator]() {
        for await (const rows of rowsOf(nothingMet(), new MergedCells())) {
          const chunk: TableRow[] = [];
          for (const { rowNumber, cells } of rows)
            if (rowNumber > heading.rowNumber && isFilled(cells))
              chunk.push({ rowNumber, cells: inWidth(cells, width) });
          if (chunk.length > 0) yield chunk;
        }
      },
    },
  };
}

const nothingMet = (): Met => ({ formulas: 0, uncomputed: 0, uncomputedCells: [] });

const isFilled = (cells: FilledRow['cells']): boolean => cells.some((cell) => cellText(cell).trim() !== '');

async function look(
  rowsOf: (met: Met, merges: MergedCells) => AsyncIterable<FilledRow[]>,
  sheet: SheetPart,
  limits: ReadLimits,
  options: ReadOptions,
): Promise<Looked> {
  const met = nothingMet();
  const merges = new MergedCells();
  let heading: FilledRow | null = null;
  let width = 0;
  let count = 0;
  for await (const rows of rowsOf(met, merges)) {
    for (const row of rows) {
      if (!isFilled(row.cells)) continue;
      if (heading === null && row.rowNumber < (options.headingRow ?? 0)) continue;
      if (heading === null) heading = row;
      else count += 1;
      if (count > limits.maxRows)
        throw new TableError('TOO_MANY_ROWS', { lastRow: row.rowNumber, maxRows: limits.maxRows });
      width = Math.max(width, widthOf(row, limits));
    }
  }
  if (heading === null) throw new TableError('EMPTY_FILE', { sheet: sheet.name });
  repeatMergedHeading(heading, merges.ranges);
  return { heading, width: Math.max(width, widthOf(heading, limits)), merges, met };
}

function warningsOf(book: CheckedWorkbook, sheet: SheetPart, { heading, merges, met }: Looked): TableWarning[] {
  const warnings = sheetWarnings(book.sheets, sheet);
  const computed = met.formulas - met.uncomputed;
  if (computed > 0) warnings.push({ code: 'FORMULAS_DROPPED', facts: { cells: computed } });
  if (met.uncomputed > 0)
    warnings.push({
      code: 'FORMULA_WITHOUT_VALUE',
      facts: { count: met.uncomputed, cells: met.uncomputedCells },
    });
  const merged = merges.ranges.filter((merge) => merge.bottom >= heading.rowNumber).length;
  if (merged > 0) warnings.push({ code: 'MERGED_CELLS', facts: { count: merged } });
  return warnings;
}
