import { addressOf, type CellRange } from './sheet-scan.ts';
import { sheetCell, type RawRows } from './sheet-cell.ts';
import {
  cellText,
  namedHeadings,
  TableError,
  type Cell,
  type ReadLimits,
  type ReadOptions,
  type SheetCell,
  type Table,
  type TableWarning,
} from './table.ts';

export interface FilledRow {
  readonly rowNumber: number;
  readonly cells: (SheetCell | undefined)[];
}

/** One sheet of a workbook, whatever its format, before its rows become a table. */
export interface Sheet {
  readonly rows: readonly FilledRow[];
  readonly merges: readonly CellRange[];
}

/** Rows of a parsed sheet with their cells as the import knows them. */
export function sheetRows(raw: RawRows, lastRow: number, date1904: boolean): FilledRow[] {
  const rows: FilledRow[] = [];
  for (let index = 0; index < lastRow; index += 1) {
    const cells: (SheetCell | undefined)[] = [];
    const rawRow = raw[index] ?? [];
    for (const column of Object.keys(rawRow)) {
      const at = Number(column);
      const cell = sheetCell(rawRow[at], addressOf(at, index + 1), date1904);
      if (cell !== null) cells[at] = cell;
    }
    rows.push({ rowNumber: index + 1, cells });
  }
  return rows;
}

/** A heading written over several columns stands for each of them. */
export function repeatMergedHeading(row: FilledRow, merges: readonly CellRange[]): void {
  for (const merge of merges) {
    if (row.rowNumber - 1 < merge.top || row.rowNumber - 1 > merge.bottom) continue;
    const source = row.cells[merge.left];
    if (source === undefined) continue;
    for (let column = merge.left + 1; column <= merge.right; column += 1) {
      row.cells[column] ??= { ...source, address: addressOf(column, row.rowNumber) };
    }
  }
}

/** The number of cells up to the last that holds something. @throws TableError TOO_MANY_COLUMNS */
export function widthOf({ cells, rowNumber }: FilledRow, limits: ReadLimits): number {
  const last = cells.findLastIndex((cell) => cellText(cell).trim() !== '') + 1;
  if (last > limits.maxColumns) {
    throw new TableError('TOO_MANY_COLUMNS', { row: rowNumber, columns: last, maxColumns: limits.maxColumns });
  }
  return last;
}

/** As many cells as there are headings. */
export function inWidth(cells: readonly (SheetCell | undefined)[], width: number): Cell[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? '');
}

/** The table below the heading row. @throws TableError EMPTY_FILE, TOO_MANY_COLUMNS */
export function tableOf(
  head: Omit<Table, 'headings' | 'headingRow' | 'rows' | 'warnings'>,
  { rows, merges }: Sheet,
  warningsOf: (headingRow: number) => TableWarning[],
  { limits, options }: { limits: ReadLimits; options: ReadOptions },
): Table {
  const filled = rows.filter((row) => row.cells.some((cell) => cellText(cell).trim() !== ''));
  const heading = filled.find((row) => row.rowNumber >= (options.headingRow ?? 0));
  if (heading === undefined) throw new TableError('EMPTY_FILE', { sheet: head.sheet });
  repeatMergedHeading(heading, merges);
  const used = filled.filter((row) => row.rowNumber >= heading.rowNumber);
  const width = used.reduce((most, row) => Math.max(most, widthOf(row, limits)), 0);
  const warnings = warningsOf(heading.rowNumber);
  return {
    ...head,
    headings: namedHeadings(inWidth(heading.cells, width).map(cellText), warnings),
    headingRow: heading.rowNumber,
    rows: used.slice(1).map((row) => ({ rowNumber: row.rowNumber, cells: inWidth(row.cells, width) })),
    warnings,
  };
}

/** What the operator should know of the sheets around the one that is read. */
export function sheetWarnings(
  sheets: readonly { name: string; hidden: boolean }[],
  chosen: { name: string; hidden: boolean },
): TableWarning[] {
  const others = sheets.filter((other) => other.name !== chosen.name && !other.hidden).map((other) => other.name);
  return [
    ...(chosen.hidden ? [{ code: 'HIDDEN_SHEET' as const, facts: { sheet: chosen.name } }] : []),
    ...(others.length > 0 ? [{ code: 'OTHER_SHEETS' as const, facts: { sheets: others } }] : []),
  ];
}
