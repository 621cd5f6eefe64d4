import { read } from 'xlsx';
import type { RawRows } from '#backend/features/spreadsheets/read/sheet-cell.ts';
import { sheetRows } from '#backend/features/spreadsheets/read/sheet-table.ts';
import { cellText } from '#backend/features/spreadsheets/read/table.ts';
import type { SheetCell } from '#backend/features/spreadsheets/read/table.ts';

export interface ReadRow {
  readonly rowNumber: number;
  readonly cells: readonly (SheetCell | undefined)[];
}

/** The filled rows of the first sheet of a small, harmless workbook as another library reads them. */
export function readBySheetJs(content: Buffer, date1904 = false): ReadRow[] {
  const book = read(content, {
    type: 'buffer',
    dense: true,
    nodim: true,
    cellFormula: false,
    cellHTML: false,
    cellDates: false,
    cellNF: true,
    cellText: false,
  });
  const sheet: unknown = book.Sheets[book.SheetNames[0] ?? ''];
  const data = sheet !== null && typeof sheet === 'object' && '!data' in sheet ? sheet['!data'] : [];
  const raw = Array.isArray(data) ? (data as RawRows) : [];
  return sheetRows(raw, raw.length, date1904).filter(({ cells }) => cells.some((cell) => cellText(cell).trim() !== ''));
}
