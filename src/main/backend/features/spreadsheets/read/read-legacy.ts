import { read, type WorkBook } from 'xlsx';
import { odsPackage } from './ods-package.ts';
import type { RawRows } from './sheet-cell.ts';
import { MERGED_CELLS_LIMIT, type CellRange } from './sheet-scan.ts';
import { sheetRows, sheetWarnings, tableOf } from './sheet-table.ts';
import { wholeOf, type SourceFile } from './source-file.ts';
import { TableError, type ReadLimits, type ReadOptions, type Table } from './table.ts';
import { beginsLikeOle, chosenSheet } from './workbook-guard.ts';

/**
 * Reads one sheet of an Excel 97 workbook (.xls) or an OpenDocument spreadsheet (.ods). These formats are given to the
 * parser as they are, after what can be told from outside was checked, so they are only read in the process for long
 * work, which can be killed.
 */
export async function readLegacy(
  format: 'xls' | 'ods',
  source: SourceFile,
  limits: ReadLimits,
  options: ReadOptions,
): Promise<Table> {
  const { content, sha256 } = await wholeOf(source);
  options.signal?.throwIfAborted();
  const book = parse(format === 'xls' ? checkedXls(content) : odsPackage(content, limits), limits);
  const sheets = book.SheetNames.map((name, index) => ({
    name,
    hidden: Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0,
  }));
  const chosen = chosenSheet(sheets, options.sheet);
  const sheet = book.Sheets[chosen.name];
  const raw: unknown = sheet?.['!data'];
  const rawRows = Array.isArray(raw) ? (raw as RawRows) : [];
  const lastRow = rawRows.findLastIndex((row) => row?.some((cell) => cell?.v !== undefined) === true) + 1;
  if (lastRow - (options.headingRow ?? 1) > limits.maxRows)
    throw new TableError('TOO_MANY_ROWS', { lastRow, maxRows: limits.maxRows });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const merges = mergesOf(sheet?.['!merges'] ?? []);
  return tableOf(
    {
      kind: format,
      sha256,
      bytes: source.bytes,
      sheetNames: book.SheetNames,
      sheet: chosen.name,
      date1904,
    },
    { rows: sheetRows(rawRows, lastRow, date1904), merges },
    (headingRow) => {
      const warnings = sheetWarnings(sheets, chosen);
      const merged = merges.filter((merge) => merge.bottom >= headingRow).length;
      return merged === 0 ? warnings : [...warnings, { code: 'MERGED_CELLS', facts: { count: merged } }];
    },
    { limits, options },
  );
}

function parse(content: Buffer, limits: ReadLimits): WorkBook {
  try {
    return read(content, {
      type: 'buffer',
      dense: true,
      nodim: true,
      // One more than allowed, so that too many are noticed.
      sheetRows: limits.maxRows + 20,
      cellFormula: false,
      cellHTML: false,
      bookVBA: false,
      cellDates: false,
      cellNF: true,
      cellText: false,
    });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw new TableError('ENCRYPTED_FILE');
    throw new TableError('DAMAGED_FILE', { reason: 'PARSER' });
  }
}

/** @throws TableError for anything that is no plain Excel 97 workbook */
function checkedXls(content: Buffer): Buffer {
  if (!beginsLikeOle(content)) throw new TableError('NOT_A_SPREADSHEET');
  const holds = (name: string): boolean => content.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) throw new TableError('ENCRYPTED_FILE');
  if (holds('_VBA_PROJECT')) throw new TableError('MACRO_FILE');
  if (!holds('Workbook') && !holds('Book')) throw new TableError('NOT_A_SPREADSHEET');
  return content;
}

function mergesOf(ranges: readonly { s: { r: number; c: number }; e: { r: number; c: number } }[]): CellRange[] {
  let area = 0;
  return ranges.map(({ s, e }) => {
    area += (e.r - s.r + 1) * (e.c - s.c + 1);
    if (area > MERGED_CELLS_LIMIT) throw new TableError('MERGE_TOO_LARGE', { range: '', maxCells: MERGED_CELLS_LIMIT });
    return { top: s.r, left: s.c, bottom: e.r, right: e.c };
  });
}
