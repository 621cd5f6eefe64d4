/** Why a file is refused as a whole. Sentences for these live with the other texts, never here. */
export type TableErrorCode =
  | 'NOT_A_FILE'
  | 'EMPTY_FILE'
  | 'TOO_LARGE'
  | 'BINARY_CONTENT'
  | 'UNSUPPORTED_ENCODING'
  | 'UNCLOSED_QUOTE'
  | 'LINE_TOO_LONG'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'MERGE_TOO_LARGE'
  | 'NOT_A_SPREADSHEET'
  | 'DAMAGED_FILE'
  | 'ENCRYPTED_FILE'
  | 'OLD_FORMAT'
  | 'MACRO_FILE'
  | 'ZIP_BOMB'
  | 'DTD_REFUSED'
  | 'NO_SUCH_SHEET'
  | 'FILE_CHANGED';

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** A refused file: the code and its facts are the message. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  readonly facts: Facts;

  constructor(code: TableErrorCode, facts: Facts = {}) {
    super(code);
    this.name = 'TableError';
    this.code = code;
    this.facts = facts;
  }
}

export type TableWarningCode =
  | 'ENCODING_GUESSED'
  | 'DUPLICATE_HEADING'
  | 'UNNAMED_HEADING'
  | 'MALFORMED_QUOTES'
  | 'FORMULAS_DROPPED'
  | 'FORMULA_WITHOUT_VALUE'
  | 'MERGED_CELLS'
  | 'HIDDEN_SHEET'
  | 'OTHER_SHEETS';

/** Something the operator should see before the import, though the file is readable. */
export interface TableWarning {
  readonly code: TableWarningCode;
  readonly facts: Facts;
}

/** A cell of a workbook: the text as shown, and what really is stored. */
export interface SheetCell {
  readonly type: 'text' | 'number' | 'date' | 'time' | 'boolean' | 'error';
  /** As the spreadsheet shows it; dates as `YYYY-MM-DD` (with ` HH:MM:SS` where a time is stored). */
  readonly text: string;
  readonly value: string | number | boolean;
  /** `B7`. */
  readonly address: string;
  /** The number is shown with an exponent, so a serial number behind it is no longer legible. */
  readonly scientific?: true;
}

/** A cell of a text file is its text; a cell of a workbook also knows its type and place. */
export type Cell = string | SheetCell;

export interface TableRow {
  /** Number of the row in the file as a spreadsheet counts: the first is 1. */
  readonly rowNumber: number;
  /** Workbook rows are as long as the headings; rows of text files are as long as they were written. */
  readonly cells: readonly Cell[];
}

interface TableHead {
  readonly kind: 'csv' | 'xlsx' | 'xls' | 'ods';
  /** Lower-case hexadecimal digest of the file's bytes: the same file is recognised, a changed one refused. */
  readonly sha256: string;
  readonly bytes: number;
  readonly sheetNames: readonly string[];
  /** Name of the sheet that was read; empty for text files. */
  readonly sheet: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly date1904: boolean;
  /** One for each column; a column without one is called `[E]` after its letter. */
  readonly headings: readonly string[];
  readonly headingRow: number;
}

export interface Table extends TableHead {
  readonly rows: readonly TableRow[];
  readonly warnings: readonly TableWarning[];
}

/** A table whose rows arrive in chunks, anew in each pass over them; `warnings` is complete only after the first pass. */
export interface TableStream extends TableHead {
  readonly chunks: AsyncIterable<readonly TableRow[]>;
  readonly warnings: readonly TableWarning[];
}

export interface ReadOptions {
  /** Default 256 MiB for text, 100 MiB for workbooks. */
  readonly maxBytes?: number;
  /** Rows with content below the headings; default 1,048,576, of old formats 200,000. */
  readonly maxRows?: number;
  /** Default 500. */
  readonly maxColumns?: number;
  /** Name of the sheet; default: the first visible one. */
  readonly sheet?: string;
  /** Row that holds the headings, from 1; default: the first row with content. */
  readonly headingRow?: number;
  /** Overrules the detection: a label of the Encoding Standard, for example `windows-1250`. */
  readonly encoding?: string;
  /** Overrules the detection. */
  readonly delimiter?: string;
  readonly signal?: AbortSignal;
}

export interface ReadLimits {
  readonly maxRows: number;
  readonly maxColumns: number;
}

/** The text of a cell of either kind. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text;
}

/** `A` for 0, `AA` for 26. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Names every column and warns of those that have no name or share one. */
export function namedHeadings(texts: readonly string[], warnings: TableWarning[]): string[] {
  const first = new Map<string, number>();
  return texts.map((text, column) => {
    const heading = text.trim();
    if (heading === '') {
      warnings.push({ code: 'UNNAMED_HEADING', facts: { column: columnLetters(column) } });
      return `[${columnLetters(column)}]`;
    }
    const key = heading.toLowerCase();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, column);
    else {
      const columns = [columnLetters(earlier), columnLetters(column)];
      warnings.push({ code: 'DUPLICATE_HEADING', facts: { heading, columns } });
    }
    return heading;
  });
}
